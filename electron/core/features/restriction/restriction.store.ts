import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';

export const isRestricted = (db: ReadableDb, personId: string): boolean =>
  db.get(sql`SELECT 1 FROM person WHERE person_id = ${personId} AND restricted_at IS NOT NULL`) !== undefined;

/** Restricts from `at` (UTC ms) or, with null, lifts it; answers how many people that changed. */
export const setRestricted = (db: WritableDb, people: readonly PersonId[], at: number | null): number =>
  db.run(sql`UPDATE person SET restricted_at = ${at}
    WHERE person_id IN (SELECT value FROM json_each(${JSON.stringify(people)}))
      AND (restricted_at IS NULL) = ${at === null ? 0 : 1}`);

/** Condition over `orders o`: not an order of a restricted person. */
export const ofUnrestricted: Sql = sql`NOT EXISTS (SELECT 1 FROM person r
  WHERE r.person_id = o.person_id AND r.restricted_at IS NOT NULL)`;
