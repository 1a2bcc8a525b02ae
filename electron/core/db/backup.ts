import {
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
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

/** True when the file opens with the key and passes SQLite's full check. */
export const isSound = (options: DriverOptions): boolean => {
  try {
    const db = openKeyed({ ...options, readonly: true });
    try {
      return db.pragma('integrity_check', { simple: true }) === 'ok';
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
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `lete-${String(now).padStart(13, '0')}.db`);
  const temporary = `${file}.part`;
  rmSync(temporary, { force: true });
  try {
    db.prepare('VACUUM INTO ?').run(temporary);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  if (!isSound({ ...options, file: temporary })) {
    rmSync(temporary, { force: true });
    return null;
  }
  syncFile(temporary);
  renameSync(temporary, file);
  syncFolder(folder);
  // Not the new one, even where a clock that was set back gave it the oldest name.
  const others = listBackups(folder).filter((backup) => backup.file !== file);
  for (const old of others.slice(keep - 1)) rmSync(old.file, { force: true });
  return file;
};
