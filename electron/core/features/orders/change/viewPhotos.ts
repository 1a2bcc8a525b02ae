import type { Tx } from '../../../call/context.ts';
import type { Views } from '../../audit/index.ts';
import { photosView } from '../find/seen.ts';
import { getOrder } from '../store/access.ts';
import { addHistory } from '../store/history.store.ts';

/** Someone looked at a customer's photos: in the order's history and in the audit trail (PRV-4). */
export const viewPhotos = (tx: Tx, views: Views, orderId: string): Record<string, never> => {
  const order = getOrder(tx, orderId, 'view');
  addHistory(tx, { orderId: order.orderId, code: 'viewed_photos' });
  views.note(tx, photosView(tx.db, order));
  tx.emit('orders-changed', { orderId: order.orderId });
  return {};
};
