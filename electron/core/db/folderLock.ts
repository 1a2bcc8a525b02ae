import { join } from 'node:path';
import { openPlain } from './driver.ts';
import { OpenError } from './failure.ts';

/**
 * Makes sure that one core at a time works in a data folder. The lock is SQLite's own on an empty file, so the
 * operating system holds it: it ends with its process, however that ends, and two starts at once cannot both get it.
 * @returns the function that releases it
 * @throws OpenError `in-use`
 */
export const lockFolder = (folder: string, nativeBinding: string | null): (() => void) => {
  const lock = openPlain(join(folder, 'lete.lock'), nativeBinding);
  try {
    lock.pragma('journal_mode=MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    return () => void lock.close();
  } catch (error) {
    lock.close();
    const busy = String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
    throw busy ? new OpenError('in-use', { cause: error }) : error;
  }
};
