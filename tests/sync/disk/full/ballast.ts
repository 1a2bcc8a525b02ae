import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK = 64 * 1024;

const freeOf = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** No small disk is larger: somebody's own disk is never filled up by mistake. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A file that takes the room of a small disk away. @throws where the disk is none */
export const createBallast = (disk: string) => {
  const { blocks, bsize } = statfsSync(disk);
  if (blocks * bsize > MOST_BYTES) throw new Error('not a small disk');
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
