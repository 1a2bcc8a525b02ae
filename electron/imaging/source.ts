import { Buffer } from 'node:buffer';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { FileFormatError, openChunks } from '../core/ports/fileFormat.ts';
import type { ImagingSource } from '../core/ports/imaging.ts';
import { PhotoFailure } from './failure.ts';

/** One opened file. Reads give fewer bytes only at its end. Lengths in bytes. */
export type OpenSource = {
  readonly name: string;
  readonly size: number;
  readonly read: (offset: number, length: number) => Promise<Buffer>;
};

const READ_BYTES = 4 * 1024 * 1024;

/**
 * Opens the source, read-only, for the time of `use`. Throws PhotoFailure `unreadable_media` where the medium does not
 * give the bytes, `damaged` where an encrypted original does not open, `too_big` beyond `maxBytes`.
 */
export async function withSource<Result>(
  source: ImagingSource,
  maxBytes: number,
  use: (opened: OpenSource) => Promise<Result>,
): Promise<Result> {
  const handle = await readable(open(source.path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)));
  try {
    const stat = await readable(handle.stat());
    if (!stat.isFile()) throw new PhotoFailure('bad_path');
    if (stat.size > maxBytes) throw new PhotoFailure('too_big');
    if (source.kind === 'sealed') return await use(await unseal(handle, source));
    const read = (offset: number, length: number) => readable(readAt(handle, offset, length));
    return await use({ name: source.name, size: stat.size, read });
  } finally {
    await handle.close();
  }
}

async function unseal(
  handle: FileHandle,
  source: Extract<ImagingSource, { kind: 'sealed' }>,
): Promise<OpenSource> {
  const parts: Buffer[] = [];
  try {
    for await (const chunk of openChunks(chunksOf(handle), source.key, source)) parts.push(chunk);
  } catch (error) {
    throw error instanceof FileFormatError ? new PhotoFailure('damaged') : error;
  } finally {
    source.key.fill(0);
  }
  const bytes = Buffer.concat(parts);
  const read = async (offset: number, length: number) => bytes.subarray(offset, offset + length);
  return { name: source.name, size: bytes.length, read };
}

async function* chunksOf(handle: FileHandle): AsyncGenerator<Buffer, void, void> {
  for (let at = 0; ; ) {
    const chunk = await readable(readAt(handle, at, READ_BYTES));
    if (chunk.length === 0) return;
    at += chunk.length;
    yield chunk;
  }
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { size } = await handle.stat();
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** A path that is gone, a card that was pulled out, a bad sector: to the person it is one thing. */
async function readable<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch {
    throw new PhotoFailure('unreadable_media');
  }
}
