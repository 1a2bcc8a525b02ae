import type { Tx } from '../../../call/context.ts';
import { getOrder } from '../store/access.ts';
import { ordersOpenBy, updateOpenBy } from '../store/orders.store.ts';
import { staffName } from '../store/people.store.ts';
import { isOpenElsewhere } from '../store/softLock.policy.ts';

/** Says that the caller has the order open. Answers the colleague who has it already, and leaves it with them (ORD-5). */
export const openOrder = (tx: Tx, orderId: string): { openBy: string | null } => {
  const order = getOrder(tx, orderId, 'view');
  const open = { by: order.openBy, at: order.openAt };
  if (order.openBy !== null && isOpenElsewhere(open, tx.caller.staffId, tx.now))
    return { openBy: staffName(tx.db, order.openBy) };
  updateOpenBy(tx.db, order.orderId, tx.caller.staffId, tx.now);
  // Said again every few minutes; only the first time is news to others.
  if (order.openBy !== tx.caller.staffId) tx.emit('orders-changed', { orderId: order.orderId });
  return { openBy: null };
};

export const closeOrder = (tx: Tx, orderId: string): Record<string, never> => {
  const order = getOrder(tx, orderId, 'view');
  if (order.openBy !== tx.caller.staffId) return {};
  updateOpenBy(tx.db, order.orderId, null, tx.now);
  tx.emit('orders-changed', { orderId: order.orderId });
  return {};
};

/** Ends what a person had open, who has left the counter: a colleague need not wait for it. */
export const closeOrdersOf = (tx: Tx, staffId: string): void => {
  for (const orderId of ordersOpenBy(tx.db, staffId)) {
    updateOpenBy(tx.db, orderId, null, tx.now);
    tx.emit('orders-changed', { orderId });
  }
};
