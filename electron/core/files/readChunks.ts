import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { CHUNK_BYTES, HEADER_BYTES, TAG_BYTES } from '../ports/fileFormat.ts';

/** Reads an open plain file from its start, in the blocks of the sealed format. See `read` for its buffers. */
export function readPlain(handle: FileHandle): AsyncGenerator<Buffer, void, void> {
  return read(handle, [], CHUNK_BYTES);
}

/** Reads an open sealed file from its start: its header, then its chunks. See `read` for its buffers. */
export function readSealed(handle: FileHandle): AsyncGenerator<Buffer, void, void> {
  return read(handle, [Buffer.allocUnsafe(HEADER_BYTES)], CHUNK_BYTES + TAG_BYTES);
}

/**
 * Two buffers take turns, so that gigabytes leave no garbage behind: a block keeps its bytes until the next but one
 * is asked for. `first` are read into first and kept.
 */
async function* read(
  handle: FileHandle,
  first: readonly Buffer[],
  blockBytes: number,
): AsyncGenerator<Buffer, void, void> {
  const turns = [Buffer.allocUnsafeSlow(blockBytes), Buffer.allocUnsafeSlow(blockBytes)] as const;
  let position = 0;
  for (let turn = 0; ; turn += 1) {
    const buffer = first[turn] ?? (turn % 2 === 0 ? turns[0] : turns[1]);
    const block = await fill(handle, buffer, position);
    if (block.length === 0) return;
    position += block.length;
    yield block;
  }
}

/** A medium may give less than it is asked for; only the file's end makes a block shorter. */
async function fill(handle: FileHandle, buffer: Buffer, position: number): Promise<Buffer> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
