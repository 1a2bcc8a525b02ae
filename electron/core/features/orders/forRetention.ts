import type { OrderId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import { addHistory } from './store/history.store.ts';

/** The photos of an order are gone: its history says since when. */
export const noteFilesDeleted = (tx: Tx, orderId: OrderId): void =>
  void addHistory(tx, { orderId, code: 'files_deleted' });
