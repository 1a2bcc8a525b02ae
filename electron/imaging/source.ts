import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
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
  const fd = readable(() => openSync(source.path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)));
  try {
    const stat = readable(() => fstatSync(fd));
    if (!stat.isFile()) throw new PhotoFailure('bad_path');
    if (stat.size > maxBytes) throw new PhotoFailure('too_big');
    if (source.kind === 'sealed') return await use(await unseal(fd, source));
    const read = async (offset: number, length: number) =>
      readAt(fd, offset, Math.min(length, stat.size - offset));
    return await use({ name: source.name, size: stat.size, read });
  } finally {
    closeSync(fd);
  }
}

async function unseal(fd: number, source: Extract<ImagingSource, { kind: 'sealed' }>): Promise<OpenSource> {
  const parts: Buffer[] = [];
  try {
    for await (const chunk of openChunks(chunksOf(fd), source.key, source)) parts.push(chunk);
  } catch (error) {
    throw error instanceof FileFormatError ? new PhotoFailure('damaged') : error;
  } finally {
    source.key.fill(0);
  }
  const bytes = Buffer.concat(parts);
  const read = async (offset: number, length: number) => bytes.subarray(offset, offset + length);
  return { name: source.name, size: bytes.length, read };
}

async function* chunksOf(fd: number): AsyncGenerator<Buffer, void, void> {
  for (let at = 0; ; ) {
    const chunk = readAt(fd, at, READ_BYTES);
    if (chunk.length === 0) return;
    at += chunk.length;
    yield chunk;
  }
}

/** At once: the process has this one file in work, and whoever waits for it counts the time from outside. */
function readAt(fd: number, offset: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(Math.max(0, length));
  let filled = 0;
  while (filled < buffer.length) {
    const count = readable(() => readSync(fd, buffer, filled, buffer.length - filled, offset + filled));
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}

/** A path that is gone, a card that was pulled out, a bad sector: to the person it is one thing. */
function readable<Value>(work: () => Value): Value {
  try {
    return work();
  } catch {
    throw new PhotoFailure('unreadable_media');
  }
}
