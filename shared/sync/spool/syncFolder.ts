import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Makes names in a folder last over a power cut. Windows has no such call: there NTFS journals names itself. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * Makes a folder and those above it that are missing; they last once it answers. One that is there already may not last
 * yet: another call made it just now, or a process that ended before it synced it. Mode 0700.
 */
export const makeFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  const above = dirname(resolve(first ?? folder));
  for (let made = resolve(folder); made !== above; made = dirname(made)) await syncFolder(dirname(made));
};
