import type { CallInput } from '../../../../shared/contract/index.ts';
import { UNDO_MS } from '../../../../shared/domain/orderStatus.ts';
import type { Tx } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import { sql } from '../../db/sql.ts';
import { assertMayUseOrder } from '../restriction/index.ts';

interface Row {
  readonly status: string;
  readonly closed_at: number | null;
  readonly files_deleted_at: number | null;
}

/** "Delete now" (PRV-3): staff delete the photos of an order that was handed over; what is deleted already is fine. */
export const deleteFilesNow = (
  tx: Tx,
  { orderId }: CallInput<'orders:deleteFiles'>,
): Record<string, never> => {
  const order =
    tx.db.get<Row>(sql`SELECT status, closed_at, files_deleted_at FROM orders WHERE order_id = ${orderId}`) ??
    reject('NOT_FOUND');
  assertMayUseOrder(tx, orderId, 'edit');
  if (order.files_deleted_at !== null) return {};
  // While the hand-over can be taken back its photos may be needed again.
  if (order.status !== 'picked_up' || order.closed_at === null || tx.now - order.closed_at < UNDO_MS)
    return reject('TRANSITION_REFUSED');
  tx.db.run(sql`INSERT INTO file_deletion (order_id, begun_at) VALUES (${orderId}, ${tx.now})
    ON CONFLICT (order_id) DO NOTHING`);
  tx.audit('order.delete-files', orderId, { objectType: 'order' });
  return {};
};
