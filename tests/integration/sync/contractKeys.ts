import { Buffer } from 'node:buffer';
import { createHash, createPublicKey } from 'node:crypto';

/** SHA-256 of the parts one after the other, in hex. */
export const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
export const ZEROS = '0'.repeat(64);
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
/** A raw Ed25519 public key in base64url. */
export const keyOf = (publicKey: string) =>
  createPublicKey({
    key: Buffer.concat([SPKI, Buffer.from(publicKey, 'base64url')]),
    format: 'der',
    type: 'spki',
  });
