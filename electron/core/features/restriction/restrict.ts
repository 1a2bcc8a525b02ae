import type { OrderId, PersonId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import { sql } from '../../db/sql.ts';
import { setRestricted } from './restriction.store.ts';
import { tellRestriction } from './tellRestriction.ts';

/** Their open orders look different now. */
export const tellOrders = (tx: Tx, people: readonly PersonId[]): void => {
  const orders = tx.db.all<{ order_id: OrderId }>(sql`SELECT order_id FROM orders
    WHERE person_id IN (SELECT value FROM json_each(${JSON.stringify(people)})) AND closed_at IS NULL`);
  for (const { order_id: orderId } of orders) tx.emit('orders-changed', { orderId });
};

/** One person after another, so that central is told of those for whom it is a change. */
const setAndTell = (tx: Tx, people: readonly PersonId[], at: number | null): void => {
  for (const personId of people) if (setRestricted(tx.db, [personId], at) > 0) tellRestriction(tx, personId);
};

/** Restricts the use of these people's data from now on; what is restricted already stays so (GDPR 18). */
export const restrict = (tx: Tx, people: readonly PersonId[]): void => {
  setAndTell(tx, people, tx.now);
  tellOrders(tx, people);
};

/** Lifts the restriction. The person is told before (GDPR 18(3)): that is the request's matter. */
export const liftRestriction = (tx: Tx, people: readonly PersonId[]): void => {
  setAndTell(tx, people, null);
  tellOrders(tx, people);
};
