import type { Caller } from '../../../../shared/contract/define.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';
import { isOrderLocked, isPersonLocked, ofOpenRecords } from '../recordsLock/index.ts';
import { mayUseRestricted, type Verb } from './restriction.policy.ts';
import { isRestricted, ofUnrestricted } from './restriction.store.ts';

interface Asking {
  readonly db: ReadableDb;
  readonly caller: Caller;
}

/** Whether the caller may use this person's data so. What is closed nobody may, not even to look at it. */
export const mayUse = ({ db, caller }: Asking, personId: string, verb: Verb): boolean =>
  !isPersonLocked(db, personId) && (mayUseRestricted(verb, caller.role) || !isRestricted(db, personId));

/** @throws Rejection RECORDS_LOCKED where anything of these people is closed */
export const assertOpenRecords = (db: ReadableDb, people: readonly string[]): void => {
  if (people.some((personId) => isPersonLocked(db, personId))) reject('RECORDS_LOCKED');
};

/**
 * The one door to every use of a person's data; null is an anonymous order's. Throws the rejection RESTRICTED where the
 * person has had the use restricted, RECORDS_LOCKED where the records are closed.
 */
export const assertMayUse = (asking: Asking, personId: string | null, verb: Verb): void => {
  if (personId !== null) assertOpenRecords(asking.db, [personId]);
  if (personId !== null && !mayUse(asking, personId, verb)) reject('RESTRICTED');
};

/** The same for an order, which may be closed without a person. */
export const assertMayUseOrder = (asking: Asking, orderId: string, verb: Verb): void => {
  if (isOrderLocked(asking.db, orderId)) reject('RECORDS_LOCKED');
  const order = asking.db.get<{ person_id: string | null }>(
    sql`SELECT person_id FROM orders WHERE order_id = ${orderId}`,
  );
  assertMayUse(asking, order?.person_id ?? null, verb);
};

/** The same for lists: a condition over `orders o` that leaves out what the caller may not use. */
export const usableOrders = (caller: Caller, verb: Verb): Sql =>
  mayUseRestricted(verb, caller.role) ? ofOpenRecords : ofUnrestricted;
