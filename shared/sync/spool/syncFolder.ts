import { open } from 'node:fs/promises';

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
