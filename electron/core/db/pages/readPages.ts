import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { CONTENT_BYTES, createPageCipher, PAGE_BYTES, type PageCipher, SALT_BYTES } from './pageCipher.ts';

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

/** Gets the plain bytes of many pages at once; the buffer is used again afterwards. */
export type LookAtPages = (plain: Uint8Array) => void;

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

const readEntries = (fd: number, layout: Layout, cipher: PageCipher, look: LookAtPages): PagesRead => {
  const chunk = Buffer.alloc(layout.step * PAGES_AT_ONCE);
  const plain = Buffer.alloc(CONTENT_BYTES * PAGES_AT_ONCE);
  let pages = 0;
  let unreadable = 0;
  for (let filled = chunk.length; filled === chunk.length; ) {
    filled = readAt(fd, chunk, layout.from + pages * layout.step);
    let at = 0;
    for (let start = 0; start + layout.step <= filled; start += layout.step) {
      const entry = chunk.subarray(start, start + layout.step);
      const page = entry.subarray(layout.step - PAGE_BYTES);
      const proved = cipher.open(page, layout.numberOf(entry, pages), plain, at);
      if (proved) at += CONTENT_BYTES;
      else if (!page.equals(EMPTY)) unreadable += 1;
      pages += 1;
    }
    if (at > 0) look(plain.subarray(0, at));
  }
  plain.fill(0);
  return { pages, unreadable };
};

const NOTHING: PagesRead = { pages: 0, unreadable: 0 };

/**
 * Decrypts every page of a database file by its bytes alone, free-list and overflow pages included, and shows them in
 * order. `key` is the raw 32-byte database key. A file that is not there has no pages.
 */
export const readDatabasePages = (file: string, key: Uint8Array, look: LookAtPages): PagesRead =>
  withFile(
    file,
    (fd) => {
      const salt = Buffer.alloc(SALT_BYTES);
      if (readAt(fd, salt, 0) < SALT_BYTES) return NOTHING;
      return readEntries(fd, FILE, createPageCipher(key, salt), look);
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
      return salt === null ? NOTHING : readEntries(fd, LOG, createPageCipher(key, salt), look);
    },
    NOTHING,
  );
