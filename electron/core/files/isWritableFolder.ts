import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';

/** Whether a folder is there and can be written to now. */
export const isWritableFolder = async (folder: string): Promise<boolean> => {
  try {
    await access(folder, constants.W_OK);
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
};
