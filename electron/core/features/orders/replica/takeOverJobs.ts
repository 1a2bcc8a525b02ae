import type { OrderDocument } from '../../../../../shared/sync/orderDocument.ts';
import { UNDO_MS } from '../../../../../shared/domain/orderStatus.ts';
import type { Tx } from '../../../call/context.ts';
import { cancelJobs, confirmPrinted, jobsOf, linesWithoutJob, makeJobs } from '../../production/index.ts';

export interface OrderNews {
  /** The status it had here before. */
  readonly from: OrderDocument['status'] | null;
  readonly linesChanged: boolean;
  readonly startRefused: boolean;
}

/** Whether this terminal makes prints of the order: only then a change of its lines asks for other ones. */
const makesPrints = (tx: Tx, { orderId }: OrderDocument): boolean =>
  jobsOf(tx.db, orderId).some(({ state }) => state !== 'cancelled');

const changeJobs = (
  tx: Tx,
  order: OrderDocument,
  { from, linesChanged, startRefused }: OrderNews,
): boolean => {
  const { orderId, status, items } = order;
  // The lab of whoever started first has them; what no controller here has seen yet is not printed twice.
  if (startRefused && status === 'in_production') return cancelJobs(tx, orderId).length > 0;
  if (linesChanged && status === 'in_production' && makesPrints(tx, order)) {
    cancelJobs(tx, orderId);
    makeJobs(tx, order, linesWithoutJob(items, jobsOf(tx.db, orderId)), tx.now + UNDO_MS);
    return true;
  }
  if (status === from) return false;
  if (status === 'ready') return confirmPrinted(tx, orderId).length > 0;
  if (status === 'files_needed') return cancelJobs(tx, orderId, true).length > 0;
  return false;
};

/**
 * What another terminal's change does to the jobs of this one. Jobs are each terminal's own: none is made for what
 * another one started. Those of a cancelled order wait as they are, since the cancelling may be taken back.
 */
export const takeOverJobs = (tx: Tx, order: OrderDocument, news: OrderNews): void => {
  if (changeJobs(tx, order, news)) tx.emit('jobs-changed', { orderId: order.orderId });
};
