import { Buffer } from 'node:buffer';
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** DER in front of the raw keys (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PUBLIC_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** Signs in one key's name (Ed25519, RFC 8032). */
export interface Signer {
  /** Base64url of the 32 raw bytes. */
  readonly publicKey: string;
  /** Base64url of the signature over the text's UTF-8. */
  readonly sign: (text: string) => string;
}

/** Base64url has spare bits in its last digit: only the one canonical spelling counts. */
const exactBytes = (text: string, length: number): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === length && bytes.toString('base64url') === text ? bytes : undefined;
};

/** The signer of a seed of 32 bytes. */
export const signerOf = (seed: Uint8Array): Signer => {
  const key: KeyObject = createPrivateKey({
    key: Buffer.concat([PKCS8, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
  return {
    publicKey: raw.toString('base64url'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  };
};

/** Tells this key's signatures over texts from others. False, never an error, for anything malformed. */
export const verifierOf = (publicKey: string): ((text: string, signature: string) => boolean) => {
  const raw = exactBytes(publicKey, PUBLIC_BYTES);
  if (raw === undefined) return () => false;
  const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
  return (text, signature) => {
    const sig = exactBytes(signature, SIGNATURE_BYTES);
    return sig !== undefined && verify(null, Buffer.from(text), key, sig);
  };
};

/** Whether the signature is this key's over this text. */
export const isSigned = (publicKey: string, text: string, signature: string): boolean =>
  verifierOf(publicKey)(text, signature);
