import { Buffer } from 'node:buffer';
import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { makeFolder, writeFileDurably } from './durable.ts';
import { deriveKey } from './deriveKey.ts';
import { openBox, sealBox } from './secretBox.ts';

const SEED_BYTES = 32;
const PUBLIC_BYTES = 32;
const SIGNATURE_BYTES = 64;
const CONTEXT = 'lete-signing-key/1';
/** DER in front of the raw keys (RFC 8410): the same bytes on every runtime, with no JWK in between. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** `wrong-key`: sealed under another database's key; the others as named. */
export type SigningKeyCode = 'exists' | 'missing' | 'damaged' | 'wrong-key';

/** The terminal's signing key cannot be used. The message is the code alone. */
export class SigningKeyError extends Error {
  readonly code: SigningKeyCode;
  constructor(code: SigningKeyCode) {
    super(code);
    this.name = 'SigningKeyError';
    this.code = code;
  }
}

/** Signs in the terminal's name (Ed25519, RFC 8032). */
export interface Signer {
  /** First 16 hex digits of the SHA-256 of the raw public key. */
  readonly keyId: string;
  /** Base64url of the 32 raw bytes. */
  readonly publicKey: string;
  /** Base64url of the 64-byte signature. */
  readonly sign: (bytes: Uint8Array) => string;
}

/** A signer that lets go of its private key at the end; it signs nothing afterwards. */
export interface OpenSigner extends Signer {
  readonly close: () => void;
}

const base64 = (bytes: number) => z.base64().length(Math.ceil(bytes / 3) * 4);
const KeyFile = z.strictObject({
  format: z.literal('lete-signing-key'),
  version: z.literal(1),
  publicKey: base64(PUBLIC_BYTES),
  /** The seed in an AES-256-GCM box. */
  sealed: base64(12 + SEED_BYTES + 16),
  /** HMAC of a fixed text: tells another database's key from a damaged file. */
  check: base64(32),
});

/** Where the sealed signing key lies under the data folder. */
export function signingKeyPath(dataFolder: string): string {
  return join(dataFolder, 'keys', 'signing.key');
}

/** Makes the key pair of a terminal that has signed nothing yet. Throws SigningKeyError `exists`. */
export async function createSigningKey(dataFolder: string, databaseKey: Uint8Array): Promise<void> {
  const path = signingKeyPath(dataFolder);
  if (existsSync(path)) throw new SigningKeyError('exists');
  await makeFolder(dirname(path));
  const seed = randomBytes(SEED_BYTES);
  const sealingKey = deriveKey(databaseKey, 'signing');
  const file = {
    format: 'lete-signing-key',
    version: 1,
    publicKey: rawPublicKey(privateKeyOf(seed)).toString('base64'),
    sealed: sealBox(seed, sealingKey, CONTEXT).toString('base64'),
    check: checkOf(sealingKey).toString('base64'),
  } satisfies z.infer<typeof KeyFile>;
  seed.fill(0);
  sealingKey.fill(0);
  await writeFileDurably(path, Buffer.from(`${JSON.stringify(file, null, 2)}\n`, 'utf8'));
}

/**
 * Opens the terminal's signing key. It never makes one: what was signed must stay checkable by the key that signed it.
 * @throws SigningKeyError
 */
export async function openSigner(dataFolder: string, databaseKey: Uint8Array): Promise<OpenSigner> {
  const file = await readKeyFile(signingKeyPath(dataFolder));
  const sealingKey = deriveKey(databaseKey, 'signing');
  try {
    if (!timingSafeEqual(checkOf(sealingKey), Buffer.from(file.check, 'base64'))) {
      throw new SigningKeyError('wrong-key');
    }
    const seed = openBox(Buffer.from(file.sealed, 'base64'), sealingKey, CONTEXT);
    if (seed?.length !== SEED_BYTES) throw new SigningKeyError('damaged');
    const privateKey = privateKeyOf(seed);
    seed.fill(0);
    const raw = rawPublicKey(privateKey);
    if (!raw.equals(Buffer.from(file.publicKey, 'base64'))) throw new SigningKeyError('damaged');
    return signerOf(privateKey, raw);
  } finally {
    sealingKey.fill(0);
  }
}

/** The id of a public key in base64url. */
export function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16);
}

/** Tells this key's signatures over bytes from others. False, never an error, for anything malformed. */
export function verifierOf(publicKey: string): (bytes: Uint8Array, signature: string) => boolean {
  const raw = exactBytes(publicKey, PUBLIC_BYTES);
  if (raw === undefined) return () => false;
  const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
  return (bytes, signature) => {
    const sig = exactBytes(signature, SIGNATURE_BYTES);
    return sig !== undefined && verify(null, bytes, key, sig);
  };
}

/** Whether the signature is this key's over exactly these bytes. */
export function verifySignature(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  return verifierOf(publicKey)(bytes, signature);
}

function signerOf(privateKey: KeyObject, raw: Buffer): OpenSigner {
  let key: KeyObject | null = privateKey;
  const publicKey = raw.toString('base64url');
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    sign: (bytes) => {
      if (key === null) throw new Error('the signer is closed');
      return sign(null, bytes, key).toString('base64url');
    },
    // The key's own memory is cleansed by the crypto library when nothing holds the handle any more.
    close: () => void (key = null),
  };
}

/** Base64url has spare bits in its last digit: only the one canonical spelling counts, so that no flipped bit passes. */
function exactBytes(text: string, length: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === length && bytes.toString('base64url') === text ? bytes : undefined;
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([PKCS8, seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return key;
}

function rawPublicKey(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
}

async function readKeyFile(path: string): Promise<z.infer<typeof KeyFile>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new SigningKeyError('missing') : error;
  });
  try {
    return KeyFile.parse(JSON.parse(text));
  } catch {
    throw new SigningKeyError('damaged');
  }
}

function checkOf(sealingKey: Uint8Array): Buffer {
  return createHmac('sha256', sealingKey).update('lete-signing-key/1 check').digest();
}
