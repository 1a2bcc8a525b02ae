import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { FileFormatError, openChunks } from '../core/ports/fileFormat.ts';
import type { ImagingSource } from '../core/ports/imaging.ts';
import { PhotoFailure } from './failure.ts';

/**
 * One opened file. Reads give fewer bytes only at its end. Lengths in bytes. What `whole` gives is read once, and empty
 * when the file is closed: the next one comes into the same memory.
 */
export type OpenSource = {
  readonly name: string;
  readonly size: number;
  readonly read: (offset: number, length: number) => Promise<Buffer>;
  readonly whole: () => Promise<Buffer>;
};

const READ_BYTES = 4 * 1024 * 1024;
const ROOM_BYTES = 16 * 1024 * 1024;
/** For all but the largest photos: memory from the system for each took a tenth of a sharp preview's time. */
let room: Buffer | null = Buffer.allocUnsafeSlow(ROOM_BYTES);

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
  const whole = createWhole(fd);
  try {
    const stat = readable(() => fstatSync(fd));
    if (!stat.isFile()) throw new PhotoFailure('bad_path');
    if (stat.size > maxBytes) throw new PhotoFailure('too_big');
    if (source.kind === 'sealed') return await use(await unseal(fd, source));
    const { size } = stat;
    const read = async (offset: number, length: number) =>
      readAt(fd, offset, Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset))));
    return await use({ name: source.name, size, read, whole: () => whole.read(size) });
  } finally {
    whole.empty();
    closeSync(fd);
  }
}

/** All bytes of a file, in the room where it is large enough and free. */
function createWhole(fd: number) {
  let bytes: Promise<Buffer> | undefined;
  let taken: Buffer | null = null;
  let filled = 0;
  const readAll = async (size: number): Promise<Buffer> => {
    if (size > ROOM_BYTES || room === null) return readAt(fd, 0, Buffer.allocUnsafe(size));
    [taken, room, filled] = [room, null, size];
    return readAt(fd, 0, taken.subarray(0, size));
  };
  return {
    read: (size: number): Promise<Buffer> => {
      bytes ??= readAll(size);
      return bytes;
    },
    /** Nothing of one customer stays for the next. */
    empty: (): void => {
      if (taken === null) return;
      room = taken.fill(0, 0, filled);
      taken = null;
    },
  };
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
  return { name: source.name, size: bytes.length, read, whole: async () => bytes };
}

async function* chunksOf(fd: number): AsyncGenerator<Buffer, void, void> {
  for (let at = 0; ; ) {
    const chunk = readAt(fd, at, Buffer.allocUnsafe(READ_BYTES));
    if (chunk.length === 0) return;
    at += chunk.length;
    yield chunk;
  }
}

/** At once: the process has this one file in work, and whoever waits for it counts the time from outside. */
function readAt(fd: number, offset: number, buffer: Buffer): Buffer {
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
