import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { createPageCipher, PAGE_BYTES, SALT_BYTES } from './pageCipher.ts';

const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const FRAME_BYTES = FRAME_HEADER_BYTES + PAGE_BYTES;
const PAGES_AT_ONCE = 256;

/** What was read of an encrypted file. */
export interface PagesRead {
  readonly pages: number;
  /** Neither empty nor proved by their HMAC: nothing is known of them, so nothing may be concluded from the rest. */
  readonly unreadable: number;
}

/** Gets the plain bytes of many pages at once, each behind a few zeros; they are overwritten afterwards. */
export type LookAtPages = (plain: Uint8Array) => void;

/** Which of the parts of a file one of several threads reads. */
export interface Share {
  readonly index: number;
  readonly of: number;
}
const WHOLE: Share = { index: 0, of: 1 };

interface Layout {
  /** Bytes before the first page. */
  readonly from: number;
  /** From one page to the next. */
  readonly step: number;
  readonly numberOf: (entry: Buffer, index: number) => number;
}

const FILE: Layout = { from: 0, step: PAGE_BYTES, numberOf: (_entry, index) => index + 1 };
const LOG: Layout = {
  from: WAL_HEADER_BYTES,
  step: FRAME_BYTES,
  numberOf: (entry) => entry.readUInt32BE(0),
};

const EMPTY = Buffer.alloc(PAGE_BYTES);

/** Fills the buffer from a place in the file; answers how many bytes there were. */
const readAt = (fd: number, buffer: Buffer, place: number): number => {
  let filled = 0;
  while (filled < buffer.length) {
    const read = readSync(fd, buffer, filled, buffer.length - filled, place + filled);
    if (read === 0) break;
    filled += read;
  }
  return filled;
};

const withFile = <T>(file: string, work: (fd: number) => T, absent: T): T => {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return absent;
    throw error;
  }
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
};

interface Reading {
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
  readonly layout: Layout;
  readonly share: Share;
}

const readEntries = (fd: number, { key, salt, layout, share }: Reading, look: LookAtPages): PagesRead => {
  const cipher = createPageCipher(key, salt, PAGES_AT_ONCE);
  const chunk = Buffer.alloc(layout.step * PAGES_AT_ONCE);
  let pages = 0;
  let unreadable = 0;
  for (let first = share.index * PAGES_AT_ONCE; ; first += share.of * PAGES_AT_ONCE) {
    const filled = readAt(fd, chunk, layout.from + first * layout.step);
    const count = Math.floor(filled / layout.step);
    for (let index = 0; index < count; index += 1) {
      const entry = chunk.subarray(index * layout.step, (index + 1) * layout.step);
      const page = entry.subarray(layout.step - PAGE_BYTES);
      const proved = cipher.admit(page, layout.numberOf(entry, first + index));
      if (!proved && !page.equals(EMPTY)) unreadable += 1;
    }
    pages += count;
    const plain = cipher.decrypt();
    if (plain.length > 0) look(plain);
    plain.fill(0);
    if (count < PAGES_AT_ONCE) return { pages, unreadable };
  }
};

const NOTHING: PagesRead = { pages: 0, unreadable: 0 };

/**
 * Decrypts every page of a database file by its bytes alone, free-list and overflow pages included, and shows them in
 * order. `key` is the raw 32-byte database key. A file that is not there has no pages.
 */
export const readDatabasePages = (
  file: string,
  key: Uint8Array,
  look: LookAtPages,
  share: Share = WHOLE,
): PagesRead =>
  withFile(
    file,
    (fd) => {
      const salt = Buffer.alloc(SALT_BYTES);
      if (readAt(fd, salt, 0) < SALT_BYTES) return NOTHING;
      return readEntries(fd, { key, salt, layout: FILE, share }, look);
    },
    NOTHING,
  );

/** The salt of a database whose pages may so far stand in its log alone. */
const saltOf = (databaseFile: string, log: number): Buffer | null => {
  const salt = Buffer.alloc(SALT_BYTES);
  if (withFile(databaseFile, (fd) => readAt(fd, salt, 0), 0) === SALT_BYTES) return salt;
  const frame = Buffer.alloc(FRAME_HEADER_BYTES + SALT_BYTES);
  for (let place = WAL_HEADER_BYTES; readAt(log, frame, place) === frame.length; place += FRAME_BYTES)
    if (frame.readUInt32BE(0) === 1) return frame.subarray(FRAME_HEADER_BYTES);
  return null;
};

/** Decrypts every whole frame of a database's write-ahead log, also those an earlier round of it left behind. */
export const readLogPages = (databaseFile: string, key: Uint8Array, look: LookAtPages): PagesRead =>
  withFile(
    `${databaseFile}-wal`,
    (fd) => {
      const salt = saltOf(databaseFile, fd);
      return salt === null ? NOTHING : readEntries(fd, { key, salt, layout: LOG, share: WHOLE }, look);
    },
    NOTHING,
  );
