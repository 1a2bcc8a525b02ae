import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, DatabaseError } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { migrations } from '../db/migrations/index.ts';
import { openFiles } from '../files/openFiles.ts';
import type { Log } from '../http/log.ts';
import { createKeys, hasKeys, openKeys } from '../keys/keyFiles.ts';
import { openOrderKeys } from '../orderKeys/orderKeys.ts';
import type { Central } from './central.ts';

export interface CentralOptions {
  readonly db: Database;
  readonly folder: string;
  readonly now: () => number;
  readonly log: Log;
}

const incarnationOf = (db: Database): Promise<string | undefined> =>
  db.transaction({ role: 'erase' }, async (sql) => {
    const [row] = await sql.query<{ incarnation: string }>('SELECT incarnation FROM central_state');
    return row?.incarnation;
  });

/** Keys are made for a central that never ran before; one that lost its keys must not go on with others. */
const setUp = async ({ db, folder }: CentralOptions): Promise<string> => {
  if (hasKeys(folder)) throw new DatabaseError('the keys are of another database');
  createKeys(folder);
  const incarnation = randomBytes(16).toString('hex');
  await db.transaction({ role: 'erase' }, (sql) =>
    sql.query('INSERT INTO central_state (incarnation) VALUES ($1)', [incarnation]),
  );
  return incarnation;
};

/** Brings the database up to date and opens what lies beside it. */
export const openCentral = async (options: CentralOptions): Promise<Central> => {
  const { db, folder, now, log } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await migrate(db, migrations);
  const incarnation = (await incarnationOf(db)) ?? (await setUp(options));
  return {
    db,
    keys: openKeys(folder),
    log,
    now,
    folder,
    files: openFiles(options),
    orderKeys: openOrderKeys(join(folder, 'order-keys')),
    incarnation,
  };
};
