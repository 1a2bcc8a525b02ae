import type { CallInput } from '../../../../../shared/contract/index.ts';
import type { Tx } from '../../../call/context.ts';
import { getOrderAt } from '../store/access.ts';
import { addHistory } from '../store/history.store.ts';
import { updateNote } from '../store/orders.store.ts';

const orNull = (text: string): string | null => (text === '' ? null : text);

/** A note on the work and the shelf place; the texts themselves are not repeated in the history. */
export const setNote = (tx: Tx, input: CallInput<'orders:setNote'>): { version: number } => {
  const order = getOrderAt(tx, input.orderId, input.version);
  updateNote(tx.db, order.orderId, orNull(input.note), orNull(input.place));
  addHistory(tx, { orderId: order.orderId, code: 'note' });
  tx.emit('orders-changed', { orderId: order.orderId });
  return { version: order.version + 1 };
};
