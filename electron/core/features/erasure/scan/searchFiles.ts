import { Buffer } from 'node:buffer';
import {
  closeSync,
  type Dirent,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  statSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { readDatabasePages, readLogPages, type Share } from '../../../db/pages/readPages.ts';
import { readSlot, SLOT_BYTES } from '../../../keys/slot.ts';
import { fileKeysPath } from '../../../keys/fileKeys.ts';
import type { ScanRequest, StoreId } from './scanWork.ts';
import type { Tally } from './tally.ts';

const CHUNK = 4 * 1024 * 1024;
/** A value over the edge of two chunks is found in the second. */
const OVERLAP = 4096;
/** Where pictures keep their texts; between them lies what only a decoder can read. */
const PICTURE_ENDS = 256 * 1024;
const PICTURES = ['ffd8ff', '49492a00', '4d4d002a', '89504e47'];

const FOLDERS: Readonly<Record<string, StoreId>> = {
  files: 'originals',
  uploads: 'originals',
  keys: 'key-files',
  production: 'production',
  tickets: 'tickets',
  exports: 'exports',
  scratch: 'scratch',
  logs: 'logs',
  profile: 'profile',
  backups: 'backups',
};
const DATABASE = 'lete.db';
/** A damaged database that was set aside. */
const SET_ASIDE = /^lete\.db\.(damaged|restore)[^/]*$/;

const storeOf = (path: string): StoreId => {
  const [first = ''] = path.split(sep);
  if (first === DATABASE) return 'database';
  if (first === `${DATABASE}-wal` || first === `${DATABASE}-shm`) return 'database-log';
  return FOLDERS[first] ?? 'other';
};

/** What is there now; a folder that went meanwhile is empty. */
const entriesOf = (folder: string): readonly Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

function* filesBelow(folder: string): Generator<string> {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

const isPicture = (head: Uint8Array): boolean => {
  const hex = Buffer.from(head.subarray(0, 4)).toString('hex');
  return PICTURES.some((magic) => hex.startsWith(magic));
};

const lookIn = (tally: Tally, store: StoreId, fd: number, picturesByEnds: boolean): void => {
  const { size } = fstatSync(fd);
  const buffer = Buffer.alloc(Math.min(CHUNK, size));
  const readAt = (place: number) => buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, place));
  const head = readAt(0);
  if (picturesByEnds && size > 2 * PICTURE_ENDS && isPicture(head)) {
    tally.look(store, head.subarray(0, PICTURE_ENDS));
    const tail = Buffer.alloc(PICTURE_ENDS);
    tally.look(store, tail.subarray(0, readSync(fd, tail, 0, PICTURE_ENDS, size - PICTURE_ENDS)));
    return;
  }
  tally.look(store, head);
  for (let place = head.length; place < size; ) {
    const from = Math.max(0, place - OVERLAP);
    const bytes = readAt(from);
    if (bytes.length <= place - from) return;
    tally.look(store, bytes);
    place = from + bytes.length;
  }
};

const searchFile = (tally: Tally, store: StoreId, path: string): void => {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') tally.unreadable(store);
    return;
  }
  try {
    tally.file(store);
    lookIn(tally, store, fd, store === 'production');
  } catch {
    tally.unreadable(store);
  } finally {
    closeSync(fd);
  }
};

/** While a browser runs, links and a socket stand in its profile: a link says where it leads, a socket holds nothing. */
const searchEntry = (tally: Tally, store: StoreId, path: string): void => {
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      tally.look(store, Buffer.from(readlinkSync(path)));
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) searchFile(tally, store, path);
  } catch {
    tally.unreadable(store);
  }
};

const searchLog = (tally: Tally, { key, dataFolder }: ScanRequest): void => {
  const log = readLogPages(join(dataFolder, DATABASE), key, (plain) => tally.look('database-log', plain));
  tally.unreadable('database-log', log.unreadable);
};

/** Sealed originals of others are noise; a backup made before the erasure expires on its day (limit L3). */
const BY_NAME_ONLY: readonly StoreId[] = ['originals', 'backups', 'database'];

const searchFolders = (tally: Tally, { dataFolder, productionFolders }: ScanRequest): void => {
  for (const path of filesBelow(dataFolder)) {
    const inside = relative(dataFolder, path);
    const store = storeOf(inside);
    tally.look(store, Buffer.from(inside));
    if (!BY_NAME_ONLY.includes(store)) searchEntry(tally, store, path);
  }
  for (const folder of productionFolders)
    for (const path of filesBelow(folder)) {
      tally.look('production', Buffer.from(relative(folder, path)));
      searchEntry(tally, 'production', path);
    }
};

/** Counts the person's own files and keys, whatever they hold. */
const countPresent = (tally: Tally, { dataFolder, scope, printFiles }: ScanRequest): void => {
  const own = new Set([...scope.orders, ...scope.drafts]);
  for (const { name } of entriesOf(join(dataFolder, 'files'))) if (own.has(name)) tally.present('originals');
  for (const { name } of entriesOf(join(dataFolder, 'tickets')))
    if (own.has(name.split('.')[0] ?? '')) tally.present('tickets');
  // A damaged database that was set aside holds everybody, whether its pages can be read or not.
  for (const { name } of entriesOf(dataFolder)) if (SET_ASIDE.test(name)) tally.present('other');
  for (const path of printFiles) if (existsSync(path)) tally.present('production');
  const slots = readFileSync(fileKeysPath(dataFolder));
  for (let at = SLOT_BYTES; at + SLOT_BYTES <= slots.length; at += SLOT_BYTES) {
    const slot = readSlot(slots.subarray(at, at + SLOT_BYTES));
    if (slot.kind === 'used' && own.has(slot.orderId)) tally.present('key-files');
  }
};

const searchPages = (
  tally: Tally,
  store: StoreId,
  file: string,
  request: ScanRequest,
  share: Share,
): void => {
  if (share.index === 0) tally.file(store);
  const { unreadable } = readDatabasePages(file, request.key, (plain) => tally.look(store, plain), share);
  tally.unreadable(store, unreadable);
};

/** Decrypts and searches a share of the pages of the database, or of the backups that are meant. */
export const searchShare = (tally: Tally, request: ScanRequest, share: Share): void => {
  for (const backup of request.backups) searchPages(tally, 'backups', backup, request, share);
  if (request.places !== 'backups')
    searchPages(tally, 'database', join(request.dataFolder, DATABASE), request, share);
};

/** Looks at the bytes of everything else below the data folder and of production's own folders. */
export const searchRest = (tally: Tally, request: ScanRequest): void => {
  if (request.places === 'backups') return;
  searchLog(tally, request);
  searchFolders(tally, request);
  countPresent(tally, request);
};
