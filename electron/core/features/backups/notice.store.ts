import { RestoreNotice } from '../../../../shared/contract/backups.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

const KEY = 'restored.notice';

/** Null where there was no restore, or somebody has read of it. */
export const readNotice = (db: ReadableDb): RestoreNotice | null => {
  const row = db.get<{ value: string }>(sql`SELECT value FROM setting WHERE key = ${KEY}`);
  return row === undefined ? null : RestoreNotice.parse(JSON.parse(row.value));
};

export const putNotice = (db: WritableDb, notice: RestoreNotice): void =>
  void db.run(sql`INSERT INTO setting (key, value) VALUES (${KEY}, ${JSON.stringify(notice)})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);

export const dropNotice = (db: WritableDb): void => void db.run(sql`DELETE FROM setting WHERE key = ${KEY}`);
