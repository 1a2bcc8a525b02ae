import { Buffer } from 'node:buffer';
import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OsKeyWrap } from '../ports/osKeyWrap.ts';
import { makeFolder, writeFileDurably } from './durable.ts';
import { decodeKeyFile, encodeKeyFile, type Protection } from './keyFile.ts';
import { openBox, sealBox } from './secretBox.ts';

const KEY_BYTES = 32;
const SALT_BYTES = 16;
const CONTEXT = 'lete-database-key/1';
const CHECK_TEXT = 'lete-database-key/1 check';
// N=2^17 with r=8 works in 128 MiB, four times Node's default limit.
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 } as const;
// Stretching a published passphrase would only delay every start of a demo.
const DEMO_SCRYPT = { ...SCRYPT, N: 2 ** 10 } as const;

/** Published on purpose: a demo's data is made up, and its screens say that it is a demo. */
export const DEMO_PASSPHRASE = 'lete-demo';

/** What guards a new database key. */
export type KeyGuard =
  | { readonly kind: 'os'; readonly osKeyWrap: OsKeyWrap }
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'demo' };

/**
 * `locked`: a manager's passphrase is needed; `os-store-away`: wrapped by the operating system, whose key store
 * does not answer for this user now; `key-missing`, `key-damaged`: never repaired by a new key.
 */
export type UnlockResult =
  | { readonly kind: 'ok'; readonly key: Buffer; readonly guard: KeyGuard['kind'] }
  | { readonly kind: 'locked' | 'wrong-passphrase' | 'os-store-away' | 'key-missing' | 'key-damaged' };

/** There is a key file already; it is never overwritten. */
export class KeyFileExistsError extends Error {
  constructor() {
    super('key-file-exists');
    this.name = 'KeyFileExistsError';
  }
}

/** Where the wrapped database key lies under the data folder. */
export function databaseKeyPath(dataFolder: string): string {
  return join(dataFolder, 'keys', 'database.key.json');
}

/** Makes the 32-byte database key and stores it wrapped. Throws KeyFileExistsError. The caller zeroes the key. */
export async function createDatabaseKey(dataFolder: string, guard: KeyGuard): Promise<Buffer> {
  const path = databaseKeyPath(dataFolder);
  if (existsSync(path)) throw new KeyFileExistsError();
  await makeFolder(dirname(path));
  const key = randomBytes(KEY_BYTES);
  const text = encodeKeyFile(await protect(key, guard), checkOf(key));
  await writeFileDurably(path, Buffer.from(text, 'utf8'));
  return key;
}

/** Opens the wrapped database key. A passphrase is used only where the file asks for one. */
export async function unlockDatabaseKey(
  dataFolder: string,
  using: { readonly osKeyWrap: OsKeyWrap; readonly passphrase?: string },
): Promise<UnlockResult> {
  const text = await readIfThere(databaseKeyPath(dataFolder));
  if (text === undefined) return { kind: 'key-missing' };
  const file = decodeKeyFile(text);
  if (file === undefined) return { kind: 'key-damaged' };
  const { protection } = file;
  if (protection.kind === 'passphrase' && using.passphrase === undefined) return { kind: 'locked' };
  if (protection.kind === 'os' && !(await using.osKeyWrap.available())) return { kind: 'os-store-away' };

  const key =
    protection.kind === 'os'
      ? await unwrapByOs(protection.wrapped, using.osKeyWrap)
      : await unwrapByPassphrase(protection, protection.kind === 'demo' ? null : (using.passphrase ?? ''));
  if (key !== undefined && timingSafeEqual(checkOf(key), Buffer.from(file.check, 'base64'))) {
    return { kind: 'ok', key, guard: protection.kind };
  }
  key?.fill(0);
  return { kind: protection.kind === 'passphrase' ? 'wrong-passphrase' : 'key-damaged' };
}

async function protect(key: Buffer, guard: KeyGuard): Promise<Protection> {
  if (guard.kind === 'os') {
    const wrapped = await guard.osKeyWrap.wrap(key);
    return { kind: 'os', wrapped: Buffer.from(wrapped).toString('base64') };
  }
  const salt = randomBytes(SALT_BYTES);
  const wrappingKey = await stretch(guard.kind === 'demo' ? null : guard.passphrase, salt);
  const wrapped = sealBox(key, wrappingKey, CONTEXT).toString('base64');
  wrappingKey.fill(0);
  return { kind: guard.kind, salt: salt.toString('base64'), wrapped };
}

async function unwrapByOs(wrapped: string, osKeyWrap: OsKeyWrap): Promise<Buffer | undefined> {
  try {
    const key = Buffer.from(await osKeyWrap.unwrap(Buffer.from(wrapped, 'base64')));
    return key.length === KEY_BYTES ? key : undefined;
  } catch {
    // The store answers, but not for these bytes: another user's or another machine's file.
    return undefined;
  }
}

async function unwrapByPassphrase(
  protection: { readonly salt: string; readonly wrapped: string },
  passphrase: string | null,
): Promise<Buffer | undefined> {
  const wrappingKey = await stretch(passphrase, Buffer.from(protection.salt, 'base64'));
  const key = openBox(Buffer.from(protection.wrapped, 'base64'), wrappingKey, CONTEXT);
  wrappingKey.fill(0);
  return key;
}

/** The wrapping key of a manager's passphrase, or with null of the demo's. */
function stretch(passphrase: string | null, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFC: the same letters typed on another keyboard are the same passphrase.
    const text = (passphrase ?? DEMO_PASSPHRASE).normalize('NFC');
    scrypt(text, salt, KEY_BYTES, passphrase === null ? DEMO_SCRYPT : SCRYPT, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function checkOf(key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(CHECK_TEXT).digest();
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
}
