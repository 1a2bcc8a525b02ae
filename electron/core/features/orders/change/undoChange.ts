import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import { decideUndo } from '../../../../../shared/domain/orderStatus.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { cancelOfChange } from '../../messages/index.ts';
import { undoJobs } from '../../production/index.ts';
import { getOrder } from '../store/access.ts';
import { latestChange, listHistory, markUndone, type UndoRecord } from '../store/history.store.ts';
import { type OrderRecord, updateStatus } from '../store/orders.store.ts';
import { addSearchTerms } from '../store/search.store.ts';
import { addToldLine } from '../tell/tellOrder.ts';
import { actorOf } from './actor.ts';
import { templateOf } from './changeStatus.ts';

/** A reminder or prints that were taken back change no status: central is told of the line alone. */
const tellUndone = (tx: Tx, order: OrderRecord, { status: to, heldFrom, closedAt }: UndoRecord): number => {
  const from = order.status;
  const line = { code: 'undone', from, to } as const;
  if (from === to) return addToldLine(tx, order, line, 'order.edited@1', { edit: {} });
  return addToldLine(tx, order, line, 'order.undone@1', { from, to, actor: actorOf(tx), heldFrom, closedAt });
};

/** Takes the last change of status back within its 10 seconds (ORD-2). */
export const undoChange = (tx: Tx, input: CallInput<'orders:undo'>): CallOutput<'orders:undo'> => {
  const order = getOrder(tx, input.orderId, 'edit');
  const history = listHistory(tx.db, order.orderId);
  const entry = history.find(({ historyId }) => historyId === input.historyId) ?? reject('NOT_FOUND');
  const { undo } = entry;
  if (undo === null || entry.undone) return reject('UNDO_EXPIRED');
  const isLatest = latestChange(history)?.historyId === entry.historyId;
  const decision = decideUndo({ changedAt: entry.at, now: tx.now, isLatest });
  if (decision.kind === 'refuse') return reject(decision.code);
  markUndone(tx.db, entry.historyId);
  updateStatus(tx.db, order.orderId, undo);
  undoJobs(tx, undo.jobsMade, undo.jobsChanged);
  const template = templateOf(entry.from, entry.to);
  if (template !== null) cancelOfChange(tx, order.orderId, template, entry.historyId);
  if (order.closedAt !== null && undo.closedAt === null) addSearchTerms(tx.db, order);
  tellUndone(tx, order, undo);
  tx.audit('order.undo', order.orderId);
  tx.emit('orders-changed', { orderId: order.orderId });
  tx.emit('jobs-changed', { orderId: order.orderId });
  return { version: order.version + 1 };
};
