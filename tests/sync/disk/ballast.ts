import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK = 64 * 1024;

const freeOf = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** A file that takes the room of a disk away. */
export const createBallast = (disk: string) => {
  const file = join(disk, 'ballast');
  const write = (bytes: number): boolean => {
    const fd = openSync(file, 'a');
    try {
      const written = writeSync(fd, Buffer.alloc(bytes, 1));
      fsyncSync(fd);
      return written === bytes;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      return false;
    } finally {
      closeSync(fd);
    }
  };
  return {
    free: () => freeOf(disk),
    /** Leaves about so many bytes. */
    fillTo: (left: number): void => {
      while (freeOf(disk) > left + BLOCK && write(BLOCK));
    },
    /** Leaves nothing. */
    fill: (): void => {
      for (let bytes = BLOCK; bytes >= 1; bytes = Math.floor(bytes / 4)) while (write(bytes));
    },
    remove: (): void => rmSync(file, { force: true }),
  };
};
