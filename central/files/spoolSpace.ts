import { statfs } from 'node:fs/promises';

/** Share of the disk beyond which no new bytes are taken; what is left is for the database's own needs. */
const FULL_AT = 0.85;

/** True while the disk of the spool has room. */
export const hasRoom = async (folder: string): Promise<boolean> => {
  const { blocks, bavail } = await statfs(folder);
  return 1 - bavail / blocks < FULL_AT;
};
