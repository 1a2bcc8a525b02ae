import { type Sql, sql } from '../../../db/sql.ts';
import { holdOver } from '../../requests/index.ts';

/**
 * Condition over a person's id, which may be null: the rule may delete what is theirs. Not of a restricted person, since
 * erasing is a use as well (GDPR 18(1)(b) and (c)), nor of one the company holds for a claim (GDPR 17(3)(e)).
 */
export const mayGo = (person: Sql): Sql => sql`(NOT EXISTS (SELECT 1 FROM person r
  WHERE r.person_id = ${person} AND r.restricted_at IS NOT NULL) AND NOT ${holdOver(person)})`;
