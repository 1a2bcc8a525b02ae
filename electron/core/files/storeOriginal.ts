import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder, syncFolder } from '../keys/durable.ts';
import { type FileIdentity, openChunks, sealChunks } from '../ports/fileFormat.ts';
import { diskError, FileStoreError } from './fileStoreError.ts';
import { readSealed } from './readChunks.ts';

/** What to store: plain bytes of one original, read once. */
export type StoreRequest = FileIdentity & {
  readonly source: AsyncIterable<Uint8Array>;
  /** The order's 32-byte file key. */
  readonly key: Uint8Array;
  /** Called with the plain bytes taken from the source since the last call. */
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
};

/** SHA-256 (hex) and length of the plain original. */
export type StoredOriginal = { readonly sha256: string; readonly bytes: number };

/**
 * Streams an original to `path`: hashed while it is sealed, written under a temporary name, synced, read back,
 * opened and hashed again, renamed, folder synced. What fails leaves nothing behind. The read-back goes through the
 * page cache: it proves what the file system holds, not the disk's surface. Throws FileStoreError.
 */
export async function storeOriginal(path: string, request: StoreRequest): Promise<StoredOriginal> {
  const part = `${path}.part`;
  const folder = dirname(path);
  try {
    await makeFolder(folder);
    const stored = await writeAndVerify(part, request);
    await rename(part, path);
    await syncFolder(folder);
    return stored;
  } catch (error) {
    await rm(part, { force: true });
    throw diskError(error);
  }
}

async function writeAndVerify(part: string, request: StoreRequest): Promise<StoredOriginal> {
  const handle = await open(part, 'w+', 0o600);
  try {
    const stored = await write(handle, request);
    await handle.sync();
    request.signal?.throwIfAborted();
    await verify(handle, request, stored);
    return stored;
  } catch (error) {
    throw request.signal?.aborted === true ? new FileStoreError('cancelled') : error;
  } finally {
    await handle.close();
  }
}

async function write(handle: FileHandle, request: StoreRequest): Promise<StoredOriginal> {
  const hash = createHash('sha256');
  let bytes = 0;
  const plain = guarded(request.source, (chunk) => {
    request.signal?.throwIfAborted();
    hash.update(chunk);
    bytes += chunk.length;
    request.onProgress?.(chunk.length);
  });
  for await (const sealed of sealChunks(plain, request.key, request)) await writeAll(handle, sealed);
  return { sha256: hash.digest('hex'), bytes };
}

async function verify(handle: FileHandle, request: StoreRequest, stored: StoredOriginal): Promise<void> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of openChunks(readSealed(handle), request.key, request)) hash.update(chunk);
  } catch {
    throw new FileStoreError('not-verified');
  }
  if (hash.digest('hex') !== stored.sha256) throw new FileStoreError('not-verified');
}

/** Tells an error of the customer's medium from one of our disk. */
async function* guarded(
  source: AsyncIterable<Uint8Array>,
  see: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void, void> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch(() => {
        throw new FileStoreError('source-unreadable');
      });
      if (next.done === true) return;
      see(next.value);
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
  }
}
