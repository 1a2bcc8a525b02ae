import type { Caller } from '../../../../shared/contract/define.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';
import { mayUseRestricted, type Verb } from './restriction.policy.ts';
import { isRestricted, ofUnrestricted } from './restriction.store.ts';

interface Asking {
  readonly db: ReadableDb;
  readonly caller: Caller;
}

/** Whether the caller may use this person's data so. */
export const mayUse = ({ db, caller }: Asking, personId: string, verb: Verb): boolean =>
  mayUseRestricted(verb, caller.role) || !isRestricted(db, personId);

/**
 * The one door to every use of a person's data; null is an anonymous order's. Throws the rejection RESTRICTED where the
 * person has had the use restricted.
 */
export const assertMayUse = (asking: Asking, personId: string | null, verb: Verb): void => {
  if (personId !== null && !mayUse(asking, personId, verb)) reject('RESTRICTED');
};

/** The same where only the order is known. */
export const assertMayUseOrder = (asking: Asking, orderId: string, verb: Verb): void => {
  const order = asking.db.get<{ person_id: string | null }>(
    sql`SELECT person_id FROM orders WHERE order_id = ${orderId}`,
  );
  assertMayUse(asking, order?.person_id ?? null, verb);
};

const ALL = sql`1`;

/** The same for lists: a condition over `orders o` that leaves out what the caller may not use. */
export const usableOrders = (caller: Caller, verb: Verb): Sql =>
  mayUseRestricted(verb, caller.role) ? ALL : ofUnrestricted;
