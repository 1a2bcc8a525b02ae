import type { OrderId } from '../../../../../shared/domain/ids.ts';
import type { Tx } from '../../../call/context.ts';
import { markHere } from '../store/photos.store.ts';

/** All originals of an order came from another terminal and lie here, whole and sealed: they can be shown and printed. */
export const noteFilesHere = (tx: Tx, orderId: OrderId): void => {
  if (markHere(tx.db, orderId)) tx.emit('orders-changed', { orderId });
};
