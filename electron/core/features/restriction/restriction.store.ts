import type { PersonId, SubjectRef } from '../../../../shared/domain/ids.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';
import { ofOpenRecords } from '../recordsLock/index.ts';

export const isRestricted = (db: ReadableDb, personId: string): boolean =>
  db.get(sql`SELECT 1 FROM person WHERE person_id = ${personId} AND restricted_at IS NOT NULL`) !== undefined;

/** Restricts from `at` (UTC ms) or, with null, lifts it; answers how many people that changed. */
export const setRestricted = (db: WritableDb, people: readonly PersonId[], at: number | null): number =>
  db.run(sql`UPDATE person SET restricted_at = ${at}
    WHERE person_id IN (SELECT value FROM json_each(${JSON.stringify(people)}))
      AND (restricted_at IS NULL) = ${at === null ? 0 : 1}`);

/** Keeps in mind that a person is restricted whose order is not here; with null, no longer. */
export const setRestrictedAhead = (db: WritableDb, subjectRef: SubjectRef, at: number | null): void => {
  db.run(sql`DELETE FROM restriction_ahead WHERE subject_ref = ${subjectRef}`);
  if (at === null) return;
  db.run(sql`INSERT INTO restriction_ahead (subject_ref, restricted_at) VALUES (${subjectRef}, ${at})`);
};

/** Since when a person is restricted whose order has just come, and forgets it. */
export const takeRestrictedAhead = (db: WritableDb, subjectRef: SubjectRef): number | null => {
  const row = db.get<{ at: number }>(
    sql`DELETE FROM restriction_ahead WHERE subject_ref = ${subjectRef} RETURNING restricted_at AS at`,
  );
  return row?.at ?? null;
};

/** Condition over `orders o`: not closed, and not an order of a restricted person. */
export const ofUnrestricted: Sql = sql`${ofOpenRecords} AND NOT EXISTS (SELECT 1 FROM person r
  WHERE r.person_id = o.person_id AND r.restricted_at IS NOT NULL)`;
