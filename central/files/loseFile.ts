import type { Central } from '../app/central.ts';
import { setLost, type StoredFile } from './fileRows.ts';

/**
 * Notes that a stored file is not there any more, or not as it was: it is planned anew while any terminal has a copy. False
 * where that is as it should be: its order goes, or it was stored anew meanwhile.
 */
export const loseFile = async (
  { db, log, afterErasure }: Pick<Central, 'db' | 'log' | 'afterErasure'>,
  file: StoredFile,
): Promise<boolean> => {
  // Rows go last, so that they are still there while their objects go.
  if (afterErasure.isGoing(file.orderId)) return false;
  const access = { role: 'api', shops: [file.shopId] } as const;
  const isLost = await db.transaction(access, (sql) => setLost(sql, file));
  if (isLost) log('file_lost', { ref: file.fileId });
  return isLost;
};
