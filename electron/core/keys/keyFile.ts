import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { z } from 'zod';

/* The file that holds the wrapped database key. Version 1 fixes scrypt at N=2^17 (2^10 for the demo), r=8, p=1. */

const bytes = (min: number, max: number) => z.base64().min(min).max(max);
const byPassphrase = { salt: bytes(24, 24), wrapped: bytes(80, 80) };

const Protection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('os'), wrapped: bytes(4, 8192) }),
  z.strictObject({ kind: z.literal('passphrase'), ...byPassphrase }),
  z.strictObject({ kind: z.literal('demo'), ...byPassphrase }),
]);

const KeyFile = z.strictObject({
  format: z.literal('lete-database-key'),
  version: z.literal(1),
  protection: Protection,
  /** HMAC of a fixed text: tells a wrong key from a damaged database, which SQLite reports alike. */
  check: bytes(44, 44),
  /** SHA-256 of the two fields above: tells a damaged file from a wrong passphrase. */
  sum: bytes(44, 44),
});

/** How the database key is wrapped. */
export type Protection = z.infer<typeof Protection>;
/** What a key file says. */
export type KeyFile = z.infer<typeof KeyFile>;

/** Text of a new key file. */
export function encodeKeyFile(protection: Protection, check: Uint8Array): string {
  const body = { protection, check: Buffer.from(check).toString('base64') };
  const file = { format: 'lete-database-key', version: 1, ...body, sum: sumOf(body) } satisfies KeyFile;
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads a key file; undefined when it is not exactly what was written. */
export function decodeKeyFile(text: string): KeyFile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const file = KeyFile.safeParse(value).data;
  return file !== undefined && file.sum === sumOf(file) ? file : undefined;
}

function sumOf({ protection, check }: Pick<KeyFile, 'protection' | 'check'>): string {
  return createHash('sha256')
    .update(JSON.stringify([protection, check]))
    .digest('base64');
}
