import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredFile } from '../fileRows.ts';
import { fileKey, type FileStore } from '../store/fileStore.ts';

/** How a file is read that nobody waits for. */
export interface LookOptions {
  /** Most bytes in a second. */
  readonly bytesPerS: number;
  /** Ends the reading. */
  readonly signal: AbortSignal;
}

/** True where a file of that size lies in the store. Throws what the store throws. */
export const isThere = async (
  store: FileStore,
  { shopId, orderId, cipherSha256, size }: StoredFile,
): Promise<boolean> => (await store.sizeOf(fileKey(shopId, orderId, cipherSha256))) === size;

/**
 * Reads a stored file again: true where it is there and hashes to what was announced. Throws what the store throws,
 * and what ends the reading: that says nothing of the file.
 */
export const isWhole = async (
  store: FileStore,
  file: StoredFile,
  { bytesPerS, signal }: LookOptions,
): Promise<boolean> => {
  const { shopId, orderId, cipherSha256, size } = file;
  if (!(await isThere(store, file))) return false;
  signal.throwIfAborted();
  const hash = createHash('sha256');
  const key = fileKey(shopId, orderId, cipherSha256);
  for await (const chunk of (await store.read(key, { from: 0, to: size - 1 })) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    await sleep((chunk.length / bytesPerS) * 1000, undefined, { signal });
  }
  return hash.digest('hex') === cipherSha256;
};
