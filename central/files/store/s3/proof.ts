import { Buffer } from 'node:buffer';
import { createHash, randomInt } from 'node:crypto';
import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { WholeFile } from '../../../../shared/sync/spool/receiver.ts';
import { type Bucket, StoreError } from './bucket.ts';
import { headOf, read } from './looking.ts';

const SAMPLE_BYTES = 65_536;

/**
 * Throws StoreError unless what lies there is the file. Its size, and either the engine's own MD5 of it and a sample that is
 * read back, or all of it read back: an entity tag is no MD5 after a multipart upload and where the engine encrypts. Some
 * engines acknowledge what they have not kept (sync specification 6.4).
 */
export const prove = async (bucket: Bucket, key: string, file: WholeFile, md5: Uint8Array): Promise<void> => {
  const head = await headOf(bucket, key);
  if (head === null) throw new StoreError('not_there');
  if (head.size !== file.size) throw new StoreError('other_size');
  if (head.etag === Buffer.from(md5).toString('hex')) await proveSample(bucket, key, file);
  else await proveWhole(bucket, key, file);
};

const proveSample = async (bucket: Bucket, key: string, file: WholeFile): Promise<void> => {
  const length = Math.min(SAMPLE_BYTES, file.size);
  const from = randomInt(file.size - length + 1);
  const stored = await buffer(await read(bucket, key, { from, to: from + length - 1 }));
  const own = await open(file.path);
  try {
    const { buffer: bytes } = await own.read(Buffer.alloc(length), 0, length, from);
    if (!bytes.equals(stored)) throw new StoreError('other_bytes');
  } finally {
    await own.close();
  }
};

const proveWhole = async (bucket: Bucket, key: string, file: WholeFile): Promise<void> => {
  const hash = createHash('sha256');
  for await (const chunk of await read(bucket, key, { from: 0, to: file.size - 1 })) hash.update(chunk);
  if (hash.digest('hex') !== file.sha256) throw new StoreError('other_bytes');
};
