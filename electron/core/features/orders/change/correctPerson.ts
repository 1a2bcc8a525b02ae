import type { OrderId, PersonId } from '../../../../../shared/domain/ids.ts';
import type { Tx } from '../../../call/context.ts';
import { sql } from '../../../db/sql.ts';
import { raiseVersion } from '../store/orders.store.ts';
import { findPerson, updateContact } from '../store/people.store.ts';
import { addSearchTerms, removeSearchTerms } from '../store/search.store.ts';
import { tellEdit } from '../tell/tellOrder.ts';

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
  updateContact(tx.db, personId, { ...before, ...change });
  const orders = tx.db.all<{ orderId: OrderId; closed: number }>(sql`SELECT order_id AS orderId,
      closed_at IS NOT NULL AS closed FROM orders WHERE person_id = ${personId}`);
  const { phoneTail: _derived, ...contact } = { ...before, ...change };
  for (const { orderId } of orders) tellEdit(tx, { orderId, personId }, { contact });
  for (const { orderId } of orders.filter(({ closed }) => closed === 0)) {
    removeSearchTerms(tx.db, orderId);
    addSearchTerms(tx.db, { orderId, personId });
    raiseVersion(tx.db, orderId);
    tx.emit('orders-changed', { orderId });
  }
  tx.audit('person.correct', personId);
};
