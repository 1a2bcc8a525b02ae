import type { CallInput } from '../../../../../shared/contract/index.ts';
import type { Tx } from '../../../call/context.ts';
import { getOrderAt } from '../store/access.ts';
import { updateNote } from '../store/orders.store.ts';
import { addToldLine } from '../tell/tellOrder.ts';

const orNull = (text: string): string | null => (text === '' ? null : text);

/** A note on the work and the shelf place; the texts themselves are not repeated in the history. */
export const setNote = (tx: Tx, input: CallInput<'orders:setNote'>): { version: number } => {
  const order = getOrderAt(tx, input.orderId, input.version);
  const note = orNull(input.note);
  const place = orNull(input.place);
  updateNote(tx.db, order.orderId, note, place);
  // What stays as it was is no change: another terminal's may be on its way.
  const edit = { ...(note === order.note ? {} : { note }), ...(place === order.place ? {} : { place }) };
  addToldLine(tx, order, { code: 'note' }, 'order.edited@1', { edit });
  tx.emit('orders-changed', { orderId: order.orderId });
  return { version: order.version + 1 };
};
