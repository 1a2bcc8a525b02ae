import {
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type DriverOptions, openKeyed, type Raw } from './driver.ts';

const NAME = /^lete-(\d{13})\.db$/;

/** Backups in the folder, newest first, with the UTC milliseconds in their names. */
export const listBackups = (folder: string): readonly { readonly file: string; readonly at: number }[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const at = NAME.exec(name)?.[1];
      return at === undefined ? [] : [{ file: join(folder, name), at: Number(at) }];
    })
    .sort((a, b) => b.at - a.at);
};

/** `quick_check` reads all that is there; `integrity_check` looks for each row in each index as well. */
export type Check = 'quick_check' | 'integrity_check';

/** True when the file opens with the key and passes SQLite's check. */
export const isSound = (options: DriverOptions, check: Check = 'integrity_check'): boolean => {
  try {
    const db = openKeyed({ ...options, readonly: true });
    try {
      // With SQLite's own two megabytes almost each look into an index decrypts a page.
      db.pragma('cache_size=-262144');
      return db.pragma(check, { simple: true }) === 'ok';
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
};

const sync = (path: string, flags: 'r' | 'r+'): void => {
  const fd = openSync(path, flags);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

/** Makes a file's bytes last over a power cut. */
export const syncFile = (file: string): void => sync(file, 'r+');

/** Makes the names in a folder last over a power cut. Windows has no such call: there NTFS journals names itself. */
export const syncFolder = (folder: string): void => {
  if (process.platform !== 'win32') sync(folder, 'r');
};

/** A backup's path; until it was checked, its copy is the unnamed one beside it. */
export const backupFile = (folder: string, now: number): string =>
  join(folder, `lete-${String(now).padStart(13, '0')}.db`);
export const unnamed = (file: string): string => `${file}.part`;

/** Removes copies that a power cut left without a name; at the start, before anything makes one. */
export const dropUnnamed = (folder: string): void => {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const name of readdirSync(folder))
    if (/^lete-\d{13}\.db\.part/.test(name)) rmSync(join(folder, name), { force: true });
};

/** Writes an encrypted copy without free pages. */
export const copyOut = (db: Raw, file: string): void => {
  const folder = dirname(file);
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(dirname(folder));
  dropCopy(file);
  try {
    db.prepare('VACUUM INTO ?').run(unnamed(file));
  } catch (error) {
    dropCopy(file);
    throw error;
  }
};

export const dropCopy = (file: string): void => rmSync(unnamed(file), { force: true });

/** Gives a copy that was checked its name, and only then lets old ones go, but `keep`. */
export const nameCopy = (file: string, keep: number): void => {
  const folder = dirname(file);
  syncFile(unnamed(file));
  renameSync(unnamed(file), file);
  syncFolder(folder);
  // Not the new one, even where a clock that was set back gave it the oldest name.
  const others = listBackups(folder).filter((backup) => backup.file !== file);
  for (const old of others.slice(keep - 1)) rmSync(old.file, { force: true });
};

/**
 * Writes an encrypted copy, opens and checks it, and only then gives it its name and lets old ones go.
 * A copy that fails its check never rotates a good one out.
 * @returns the file, or null when the copy was not sound
 */
export const backUp = (
  db: Raw,
  options: DriverOptions,
  folder: string,
  now: number,
  keep: number,
): string | null => {
  const file = backupFile(folder, now);
  copyOut(db, file);
  if (isSound({ ...options, file: unnamed(file) })) {
    nameCopy(file, keep);
    return file;
  }
  dropCopy(file);
  return null;
};
