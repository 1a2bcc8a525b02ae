import { join } from 'node:path';
import { assertServer } from '../db/assertServer.ts';
import { type Database, DatabaseError } from '../db/database.ts';
import { openPglite } from '../db/pglite.ts';
import { openPostgres } from '../db/postgres.ts';
import type { Settings } from './settings.ts';

/** The server that the surroundings name, or PGlite in the folder, which is for trying out. @throws DatabaseError */
export const openDatabase = async (
  settings: Settings,
  folder: string,
  say: (line: string) => void,
): Promise<Database> => {
  if (settings.DATABASE_URL !== undefined) {
    const db = openPostgres(settings.DATABASE_URL);
    try {
      await assertServer(db);
    } catch (error) {
      await db.close();
      throw error;
    }
    return db;
  }
  if (settings.NODE_ENV === 'production') throw new DatabaseError('production needs DATABASE_URL');
  say('No DATABASE_URL: PGlite in the local folder. For trying out only, not for production.');
  return openPglite(join(folder, 'pglite'));
};
