import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { CHUNK_BYTES } from '../ports/fileFormat.ts';

/** Reads an open file from its start, a mebibyte at a time; each buffer is the reader's to keep. */
export async function* readChunks(handle: FileHandle): AsyncGenerator<Buffer, void, void> {
  for (let position = 0; ; ) {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
