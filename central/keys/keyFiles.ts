import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Signer, signerOf } from './ed25519.ts';
import { syncFolder, writeDurably } from './durable.ts';

const SECRET_BYTES = 32;

const KeyFile = z.strictObject({
  format: z.literal('lete-central-keys'),
  version: z.literal(1),
  /** Seed of the erasure key (Ed25519). */
  erasure: z.base64().length(44),
  /** Under which tokens are authenticated. */
  token: z.base64().length(44),
});

/** Central's own keys. They lie outside the database and its backups (sync specification 3). */
export interface CentralKeys {
  readonly erasure: Signer;
  readonly token: Uint8Array;
}

const pathOf = (folder: string): string => join(folder, 'keys', 'central.keys');

export const hasKeys = (folder: string): boolean => existsSync(pathOf(folder));

/** Makes the keys of a central that has none yet. */
export const createKeys = (folder: string): void => {
  if (hasKeys(folder)) throw new Error('keys exist');
  mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 });
  const secret = (): string => randomBytes(SECRET_BYTES).toString('base64');
  const file: z.infer<typeof KeyFile> = {
    format: 'lete-central-keys',
    version: 1,
    erasure: secret(),
    token: secret(),
  };
  writeDurably(pathOf(folder), `${JSON.stringify(file, null, 2)}\n`);
  syncFolder(folder);
};

/** Opens the keys that set-up made. It never makes any: what was signed must stay checkable. */
export const openKeys = (folder: string): CentralKeys => {
  const file = KeyFile.parse(JSON.parse(readFileSync(pathOf(folder), 'utf8')));
  return {
    erasure: signerOf(Buffer.from(file.erasure, 'base64')),
    token: Buffer.from(file.token, 'base64'),
  };
};
