import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from '../keys/durable.ts';
import { type Signer, signerOf } from '../keys/ed25519.ts';
import { CommandError } from '../app/commandLine.ts';

const SEED_BYTES = 32;

const OwnerKey = z.strictObject({
  format: z.literal('lete-settings-key'),
  version: z.literal(1),
  /** Seed of the settings key (Ed25519). */
  seed: z.base64().length(44),
});

/** Makes the owner's key into a file that is not there yet. Central never reads it. @throws CommandError */
export const createOwnerKey = (path: string): Signer => {
  if (existsSync(path))
    throw new CommandError('There is a file of that name: a key is never written over one.');
  const seed = randomBytes(SEED_BYTES);
  const file: z.infer<typeof OwnerKey> = {
    format: 'lete-settings-key',
    version: 1,
    seed: seed.toString('base64'),
  };
  writeDurably(path, `${JSON.stringify(file, null, 2)}\n`);
  return signerOf(seed);
};

/** @throws CommandError */
export const openOwnerKey = (path: string): Signer => {
  try {
    const { seed } = OwnerKey.parse(JSON.parse(readFileSync(path, 'utf8')));
    return signerOf(Buffer.from(seed, 'base64'));
  } catch {
    throw new CommandError('The file of the key cannot be read, or is none.');
  }
};
