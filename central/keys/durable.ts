import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the names in a folder last through a power cut. */
export const syncFolder = (folder: string): void => {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

/** Writes all of it: a disk that is nearly full takes a part of it without a word. */
export const writeAll = (fd: number, bytes: Uint8Array): void => {
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written);
};

const writeWhole = (path: string, content: string | Uint8Array, sync: boolean): void => {
  // Of this process alone: another one of the same central may write the same file.
  const part = `${path}.${process.pid}.part`;
  try {
    const fd = openSync(part, 'w', 0o600);
    try {
      writeAll(fd, typeof content === 'string' ? new TextEncoder().encode(content) : content);
      if (sync) fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
};

/** Writes a whole file that is there entirely or not at all, readable for its owner alone. */
export const writeDurably = (path: string, content: string | Uint8Array): void => {
  writeWhole(path, content, true);
  syncFolder(dirname(path));
};

/** The same for what changes all the time: whole through the end of this process, an older one after a power cut. */
export const writeUnsynced = (path: string, content: string): void => writeWhole(path, content, false);
