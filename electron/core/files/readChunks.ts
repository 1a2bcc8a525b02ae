import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { CHUNK_BYTES, HEADER_BYTES, TAG_BYTES } from '../ports/fileFormat.ts';

/** Reads an open plain file from its start, in the blocks of the sealed format; each buffer is the reader's to keep. */
export function readPlain(handle: FileHandle): AsyncGenerator<Buffer, void, void> {
  return read(handle, CHUNK_BYTES, CHUNK_BYTES);
}

/** Reads an open sealed file from its start: its header, then its chunks. */
export function readSealed(handle: FileHandle): AsyncGenerator<Buffer, void, void> {
  return read(handle, HEADER_BYTES, CHUNK_BYTES + TAG_BYTES);
}

async function* read(
  handle: FileHandle,
  firstBytes: number,
  bytes: number,
): AsyncGenerator<Buffer, void, void> {
  for (let position = 0; ; ) {
    const buffer = Buffer.allocUnsafe(position === 0 ? firstBytes : bytes);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
