import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { readPlain } from '../../../files/readChunks.ts';
import { openMedium } from '../openMedium.ts';

/** Bytes of the beginning and of the end that tell most files apart. */
export const ENDS_BYTES = 64 * 1024;

/** SHA-256 in hex of a file's beginning and end. Rejects where it cannot be read. */
export function hashEnds(path: string, bytes: number): Promise<string> {
  return withFile(path, async (handle) => {
    const hash = createHash('sha256');
    for (const at of [0, Math.max(0, bytes - ENDS_BYTES)]) {
      const buffer = Buffer.alloc(ENDS_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, ENDS_BYTES, at);
      hash.update(buffer.subarray(0, bytesRead));
    }
    return hash.digest('hex');
  });
}

/** SHA-256 in hex of a whole file. Rejects where it cannot be read, and soon after the signal. */
export function hashWhole(path: string, signal: AbortSignal): Promise<string> {
  return withFile(path, async (handle) => {
    const hash = createHash('sha256');
    for await (const chunk of readPlain(handle)) {
      signal.throwIfAborted();
      hash.update(chunk);
    }
    return hash.digest('hex');
  });
}

async function withFile<Value>(path: string, use: (handle: FileHandle) => Promise<Value>): Promise<Value> {
  const handle = await openMedium(path);
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}
