import type { SignedSettings } from '../../../../shared/sync/settingsDocument.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

export const findSigned = (db: ReadableDb, id: string): SignedSettings | undefined =>
  db.get<SignedSettings>(sql`SELECT text, sig FROM signed_settings WHERE id = ${id}`);

/** All versions kept here, oldest first. */
const signedIds = (db: ReadableDb): readonly string[] =>
  db.all<{ id: string }>(sql`SELECT id FROM signed_settings ORDER BY adopted_at, id`).map(({ id }) => id);

export const insertSigned = (db: WritableDb, id: string, { text, sig }: SignedSettings, now: number): void =>
  void db.run(
    sql`INSERT INTO signed_settings (id, text, sig, adopted_at) VALUES (${id}, ${text}, ${sig}, ${now})`,
  );

/** What a hub passes on of them. */
export const signedVersions = { ids: signedIds, find: findSigned };
