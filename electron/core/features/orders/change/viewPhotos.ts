import type { Tx } from '../../../call/context.ts';
import { getOrder } from '../store/access.ts';
import { addHistory } from '../store/history.store.ts';

/** Someone looked at a customer's photos: in the order's history and in the audit trail (PRV-4). */
export const viewPhotos = (tx: Tx, orderId: string): Record<string, never> => {
  const order = getOrder(tx, orderId, 'view');
  addHistory(tx, { orderId: order.orderId, code: 'viewed_photos' });
  tx.audit('photos.view', order.orderId);
  tx.emit('orders-changed', { orderId: order.orderId });
  return {};
};
