import type { CallInput } from '../../../../../shared/contract/index.ts';
import { UNDO_MS } from '../../../../../shared/domain/orderStatus.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import type { Changed } from '../change/changeStatus.ts';
import { findWaiting } from '../find/rows.store.ts';
import { getOrderAt } from '../store/access.ts';
import { raiseVersion } from '../store/orders.store.ts';
import { addToldLine } from '../tell/tellOrder.ts';

/** Staff say that they reached the customer of an order that waits to be collected (PUP-4). */
export const recordReminder = (tx: Tx, input: CallInput<'orders:recordReminder'>): Changed => {
  const order = getOrderAt(tx, input.orderId, input.version);
  const { orderId, version, status, heldFrom, closedAt } = order;
  const waiting = findWaiting(tx.db, orderId);
  if (!waiting?.reachable) return reject('TRANSITION_REFUSED');
  if (waiting.remindedAt !== null) return reject('CONFLICT');
  raiseVersion(tx.db, orderId);
  const undo = { status, heldFrom, closedAt, jobsMade: [], jobsChanged: [] };
  const historyId = addToldLine(tx, order, { code: 'reminded', undo }, 'order.edited@1', { edit: {} });
  tx.audit('order.remind', orderId);
  tx.emit('orders-changed', { orderId });
  return { version: version + 1, historyId, undoUntil: tx.now + UNDO_MS };
};
