import type { OrderId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import { findOrder } from './store/orders.store.ts';
import { addToldLine } from './tell/tellOrder.ts';

/** The photos of an order are gone: its history says since when, and other terminals delete theirs. */
export const noteFilesDeleted = (tx: Tx, orderId: OrderId): void => {
  const order = findOrder(tx.db, orderId);
  if (!order) return;
  const edit = { files: { missing: [], deletedAt: tx.now } };
  addToldLine(tx, order, { code: 'files_deleted' }, 'order.edited@1', { edit });
};
