import type { Caller } from '../../../../../shared/contract/define.ts';
import type { PersonId } from '../../../../../shared/domain/ids.ts';
import { searchTokens } from '../../../../../shared/domain/searchFold.ts';
import type { DryRun } from '../../../../../shared/privacy/dryRun.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import { nameOf } from '../../orders/index.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import type { RequestRecord } from '../store/requests.store.ts';
import { isHeld } from '../store/legalHold.store.ts';
import { peopleOf, verificationOf } from '../store/sides.store.ts';

export const staffNameOf = (db: ReadableDb, staffId: string | null): string | null =>
  db.get<{ name: string }>(sql`SELECT name FROM staff WHERE staff_id = ${staffId}`)?.name ?? null;

const words = (name: string): string => searchTokens(name).toSorted().join(' ');

/** Whether a member of staff bears the name of one of these people; there is no other way to see it. */
const isSubject = (db: ReadableDb, staffId: string, people: readonly PersonId[]): boolean => {
  const own = words(staffNameOf(db, staffId) ?? '');
  return people.some((personId) => words(nameOf(db, personId) ?? '') === own && own !== '');
};

/** Not the one who took it in or checked the identity, and not the person it is about (R5). */
export const isAnother = (db: ReadableDb, request: RequestRecord, { staffId }: Caller): boolean =>
  staffId !== null &&
  staffId !== request.intakeStaff &&
  staffId !== (verificationOf(db, request.requestId)?.by ?? null) &&
  !isSubject(db, staffId, peopleOf(db, request.requestId));

/** A hold of the company stands in the way of a deletion, whatever the data map says. */
const HELD = {
  at: 'legal_hold.subject_ref',
  what: 'blocked',
  count: 1,
  law: null,
  until: null,
  reason: 'legal-hold',
} as const;

/** What an erasure would do now, item by item; null for other types and where nobody can tell. */
export const dryRunOf = (
  deps: Pick<RequestsDeps, 'ports'>,
  db: ReadableDb,
  request: RequestRecord,
  now: number,
): DryRun | null => {
  const { erasing } = deps.ports;
  if (request.type !== 'erasure' || !erasing) return null;
  const people = peopleOf(db, request.requestId);
  const run = erasing.dryRun(db, people, now);
  return isHeld(db, people) ? { ...run, items: [...run.items, HELD] } : run;
};
