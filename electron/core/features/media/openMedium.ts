import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** How many files and folders of media are open now, in this process or by a job of imaging. */
export type OpenCount = {
  readonly open: () => number;
  /** Counts one more until the answer is called. */
  readonly hold: () => () => void;
  /** Counts one more while `work` runs. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** Resolves when none is open. */
  readonly none: () => Promise<void>;
  /** Told each time the count falls to zero. Returns the unsubscribe. */
  readonly onNone: (listener: () => void) => () => void;
};

export function createOpenCount(): OpenCount {
  let count = 0;
  const listeners = new Set<() => void>();
  const hold = () => {
    count += 1;
    return () => {
      count -= 1;
      if (count === 0) for (const listener of listeners) listener();
    };
  };
  const none = async (): Promise<void> => {
    if (count === 0) return;
    await new Promise<void>((resolve) => {
      const listener = () => {
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });
    return none();
  };
  return {
    hold,
    open: () => count,
    none,
    during: async (work) => {
      const release = hold();
      try {
        return await work();
      } finally {
        release();
      }
    },
    onNone: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

// Not all systems have each of these: no link followed, no waiting on a pipe, no reading time left on the medium.
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const NO_ATIME = constants.O_NOATIME ?? 0;

/** Opens a customer's file for reading only. Rejects when it is no plain file any more. */
export async function openMedium(path: string): Promise<FileHandle> {
  const handle = await open(path, READ | NO_ATIME).catch((error: NodeJS.ErrnoException) => {
    // Only a file's owner may ask for no reading time.
    if (error.code !== 'EPERM' || NO_ATIME === 0) throw error;
    return open(path, READ);
  });
  try {
    if (!(await handle.stat()).isFile()) throw new Error('not-a-file');
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}
