import type { PersonId } from '../../../../../shared/domain/ids.ts';
import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';

/** Nothing of these people is deleted while a hold of the company stands. */
export const placeLegalHold = (db: WritableDb, requestId: string, at: number): void =>
  void db.run(sql`INSERT INTO legal_hold (subject_ref, request_id, placed_at)
    SELECT subject_ref, request_id, ${at} FROM privacy_subject WHERE request_id = ${requestId}
    ON CONFLICT DO NOTHING`);

export const releaseLegalHold = (db: WritableDb, requestId: string, at: number): void =>
  void db.run(sql`UPDATE legal_hold SET released_at = ${at} WHERE released_at IS NULL AND subject_ref IN (
    SELECT subject_ref FROM privacy_subject WHERE request_id = ${requestId})`);

/** Whether a hold of the company stands over any of these people. */
export const isHeld = (db: ReadableDb, people: readonly PersonId[]): boolean =>
  db.get(sql`SELECT 1 FROM legal_hold h JOIN subject_map m ON m.subject_ref = h.subject_ref
    WHERE h.released_at IS NULL AND m.person_id IN (SELECT value FROM json_each(${JSON.stringify(people)}))
    LIMIT 1`) !== undefined;

/** Condition over a person's id: a hold of the company stands over them. */
export const holdOver = (person: Sql): Sql => sql`EXISTS (SELECT 1 FROM legal_hold h
  JOIN subject_map hm ON hm.subject_ref = h.subject_ref WHERE h.released_at IS NULL AND hm.person_id = ${person})`;
