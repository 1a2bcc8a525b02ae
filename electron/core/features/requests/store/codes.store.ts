import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';

/** The code of a request: only its keyed digest, how long it counts and what was tried. */
export interface CodeRow {
  /** Null until it is on its way. */
  readonly mac: Uint8Array | null;
  readonly until: number | null;
  readonly tries: number;
  readonly sends: number;
}

export const findCode = (db: ReadableDb, requestId: string): CodeRow | undefined =>
  db.get<CodeRow>(sql`SELECT mac, until, tries, sends FROM privacy_code WHERE request_id = ${requestId}`);

/** Asks for a code; one that was there is void. */
export const wantCode = (db: WritableDb, requestId: string, now: number): void =>
  void db.run(sql`INSERT INTO privacy_code (request_id, wanted_at) VALUES (${requestId}, ${now})
    ON CONFLICT (request_id) DO UPDATE SET wanted_at = excluded.wanted_at, mac = NULL, until = NULL, tries = 0,
      sends = sends + 1`);

/** Requests whose code is still to be made. */
export const codesWanted = (db: ReadableDb): readonly string[] =>
  db
    .all<{ id: string }>(sql`SELECT request_id AS id FROM privacy_code WHERE mac IS NULL ORDER BY wanted_at`)
    .map(({ id }) => id);

export const setCode = (db: WritableDb, requestId: string, mac: Uint8Array, until: number): void =>
  void db.run(sql`UPDATE privacy_code SET mac = ${mac}, until = ${until} WHERE request_id = ${requestId}`);

export const countTry = (db: WritableDb, requestId: string): void =>
  void db.run(sql`UPDATE privacy_code SET tries = tries + 1 WHERE request_id = ${requestId}`);

export const dropCode = (db: WritableDb, requestId: string): void =>
  void db.run(sql`DELETE FROM privacy_code WHERE request_id = ${requestId}`);
