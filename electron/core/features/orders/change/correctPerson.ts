import type { OrderId, PersonId } from '../../../../../shared/domain/ids.ts';
import { phoneTail } from '../../../../../shared/domain/phone.ts';
import type { Tx } from '../../../call/context.ts';
import { sql } from '../../../db/sql.ts';
import { customerKey } from '../customerKey.policy.ts';
import { raiseVersion } from '../store/orders.store.ts';
import { findPerson } from '../store/people.store.ts';
import { addSearchTerms, removeSearchTerms } from '../store/search.store.ts';

/** New values of a person; what is not stated stays. E-mail and phone normalised. */
export interface PersonChange {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: string;
}

/** Corrects what is stored of a person (GDPR 16) and every order that shows or finds it. */
export const correctPerson = (tx: Tx, personId: PersonId, change: PersonChange): void => {
  const before = findPerson(tx.db, personId);
  if (!before) return;
  const after = { ...before, ...change };
  const tail = after.phone === null ? null : phoneTail(after.phone);
  tx.db.run(sql`UPDATE person SET name = ${after.name}, email = ${after.email}, phone = ${after.phone},
    address = ${after.address}, phone_tail = ${tail} WHERE person_id = ${personId}`);
  tx.db.run(sql`UPDATE orders SET customer_key = ${after.name === null ? null : customerKey(after.name)}
    WHERE person_id = ${personId}`);
  const open = tx.db.all<{ orderId: OrderId }>(sql`SELECT order_id AS orderId FROM orders
    WHERE person_id = ${personId} AND closed_at IS NULL`);
  for (const { orderId } of open) {
    removeSearchTerms(tx.db, orderId);
    addSearchTerms(tx.db, { orderId, personId });
    raiseVersion(tx.db, orderId);
    tx.emit('orders-changed', { orderId });
  }
  tx.audit('person.correct', personId);
};
