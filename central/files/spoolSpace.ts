import { statfs } from 'node:fs/promises';

/** Share of the disk beyond which no new bytes are taken; what is left is for the database's own needs. */
export const FULL_AT = 0.85;

/** Share of the disk of a folder that is used. */
export const usedShare = async (folder: string): Promise<number> => {
  const { blocks, bavail } = await statfs(folder);
  return 1 - bavail / blocks;
};

/** True while the disk of the spool has room. */
export const hasRoom = async (folder: string): Promise<boolean> => (await usedShare(folder)) < FULL_AT;
