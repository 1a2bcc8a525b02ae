import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { openingOf, tryAgain } from './access.ts';
import type { Database, Sql } from './database.ts';

/** Central's database over an open PGlite. One connection: transactions wait for each other. */
export const pgliteDatabase = (lite: PGlite): Database => {
  const sql: Sql = {
    query: async <T>(text: string, params: readonly unknown[] = []) =>
      (await lite.query<T>(text, [...params])).rows,
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
  const once = async <T>(opening: string, work: (sql: Sql) => Promise<T>): Promise<T> => {
    await lite.exec(opening);
    try {
      const value = await work(sql);
      await lite.exec('COMMIT');
      return value;
    } catch (error) {
      await lite.exec('ROLLBACK');
      throw error;
    }
  };
  return {
    transaction: (access, work) => tryAgain(() => inTurn(() => once(openingOf(access), work))),
    listen: (channel, heard) => lite.listen(channel, heard),
    script: (text) => inTurn(async () => void (await lite.exec(text))),
    maintain: (statement) => inTurn(async () => void (await lite.exec(statement))),
    close: () => inTurn(() => lite.close()),
  };
};

/** PostgreSQL inside this process, in a folder, for trying central out. Nothing about concurrency is shown by it. */
export const openPglite = async (folder: string): Promise<Database> => {
  // PGlite makes its own folder only, not those above it.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return pgliteDatabase(await PGlite.create({ dataDir: folder }));
};
