import type { OrderId } from '../../../../../shared/domain/ids.ts';
import type { Tx } from '../../../call/context.ts';
import { markHere } from '../store/photos.store.ts';

/** An original came from another terminal and lies here, whole and sealed: it can be shown and printed. */
export const noteFileHere = (tx: Tx, orderId: OrderId, fileId: string): void => {
  if (markHere(tx.db, orderId, fileId)) tx.emit('orders-changed', { orderId });
};
