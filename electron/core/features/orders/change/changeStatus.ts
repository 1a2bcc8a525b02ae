import type { DraftItem } from '../../../../../shared/contract/drafts.ts';
import type { ErrorCode } from '../../../../../shared/contract/errorCodes.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import {
  type Actor,
  decideTransition,
  FINAL_STATUSES,
  type OrderStatus,
  type TransitionFacts,
  type TransitionRefusal,
  UNDO_MS,
} from '../../../../../shared/domain/orderStatus.ts';
import type { OrderTemplate } from '../../../../../shared/privacy/messages/templates.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { tellCustomer } from '../../messages/index.ts';
import {
  cancelJobs,
  confirmPrinted,
  type JobChange,
  jobsOf,
  linesWithoutJob,
  makeJobs,
} from '../../production/index.ts';
import { countStat } from '../../statistics/index.ts';
import { type OrderRecord, updateStatus } from '../store/orders.store.ts';
import { countOnTheirWay, listItems } from '../store/photos.store.ts';
import { removeSearchTerms } from '../store/search.store.ts';
import { addToldLine } from '../tell/tellOrder.ts';
import { factsOf } from './facts.ts';

export interface StatusChange {
  readonly to: OrderStatus;
  readonly actor: Actor;
  readonly reason: string | null;
  /** What only the caller knows, such as that a reminder went out. */
  readonly facts?: TransitionFacts;
  /** What is printed again; absent is all of it. Only on the way back from `ready`. */
  readonly lines?: readonly DraftItem[];
}

export interface Changed {
  readonly version: number;
  readonly historyId: number;
  readonly undoUntil: number;
}

const errorOf = (refusal: TransitionRefusal): ErrorCode => {
  if (refusal.code !== 'TRANSITION_REFUSED') return refusal.code;
  if (refusal.condition === 'startAllowed') return 'NOT_PAID';
  return refusal.condition === 'jobsBuilt' ? 'FILES_NOT_STORED' : 'TRANSITION_REFUSED';
};

interface JobEffects {
  readonly jobsMade: readonly string[];
  readonly jobsChanged: readonly JobChange[];
}
const NO_JOBS: JobEffects = { jobsMade: [], jobsChanged: [] };

/** Jobs wait out the time to undo before any controller sees them. Jobs that failed are made anew. */
const build = (tx: Tx, order: OrderRecord, change: StatusChange): JobEffects => {
  const { orderId } = order;
  const items = listItems(tx.db, orderId);
  const notBefore = tx.now + UNDO_MS;
  if (order.status === 'placed') {
    const jobsChanged = cancelJobs(tx, orderId);
    const lines = linesWithoutJob(items, jobsOf(tx.db, orderId));
    return { jobsMade: makeJobs(tx, order, lines, notBefore), jobsChanged };
  }
  if (order.filesDeletedAt !== null) return reject('FILES_NOT_STORED');
  if (countOnTheirWay(tx.db, orderId) > 0) return reject('PHOTO_ON_ITS_WAY');
  return { ...NO_JOBS, jobsMade: makeJobs(tx, order, change.lines ?? items, notBefore) };
};

const jobEffects = (tx: Tx, order: OrderRecord, change: StatusChange): JobEffects => {
  const { orderId } = order;
  // A held order's jobs wait as they are.
  if (order.status === 'on_hold' && change.to !== 'cancelled') return NO_JOBS;
  if (change.to === 'in_production') return build(tx, order, change);
  if (change.to === 'ready') return { ...NO_JOBS, jobsChanged: confirmPrinted(tx, orderId) };
  if (change.to === 'cancelled') return { ...NO_JOBS, jobsChanged: cancelJobs(tx, orderId) };
  if (change.to === 'files_needed') return { ...NO_JOBS, jobsChanged: cancelJobs(tx, orderId, true) };
  return NO_JOBS;
};

/** What the customer is told of a change. An order that was on hold goes on as it was: that is no news. */
export const templateOf = (from: OrderStatus | null, to: OrderStatus | null): OrderTemplate | null => {
  if (from === 'on_hold') return null;
  if (to === 'files_needed') return 'order.problem';
  return to === 'ready' ? 'order.ready' : null;
};

const isFinal = (status: OrderStatus): boolean => FINAL_STATUSES.some((final) => final === status);

/** Changes the status of an order by the table, with all that hangs on it, and notes how to take it back. */
export const changeStatus = (
  tx: Tx,
  settings: Settings,
  order: OrderRecord,
  change: StatusChange,
): Changed => {
  const { orderId, status: from, heldFrom, closedAt } = order;
  const { to, actor, reason } = change;
  const facts = { ...factsOf(tx.db, settings, order, actor), ...change.facts };
  const decision = decideTransition({ from, to, actor, reason, facts });
  if (decision.kind === 'refuse') {
    const onTheirWay = to === 'in_production' && countOnTheirWay(tx.db, orderId) > 0;
    return reject(onTheirWay ? 'PHOTO_ON_ITS_WAY' : errorOf(decision));
  }
  const effects = jobEffects(tx, order, change);
  const ends = isFinal(to);
  const next = { heldFrom: to === 'on_hold' ? from : null, closedAt: ends ? tx.now : null };
  updateStatus(tx.db, orderId, { status: to, ...next });
  if (to === 'ready' && from !== 'ready') countStat(tx, 'promise', tx.now <= order.dueAt ? 'kept' : 'late');
  if (ends) removeSearchTerms(tx.db, orderId);
  const undo = { status: from, heldFrom, closedAt, ...effects };
  const line = { code: 'status', from, to, reason, undo } as const;
  const historyId = addToldLine(tx, order, line, 'order.moved@1', { from, to, actor, ...next });
  const template = templateOf(from, to);
  if (template !== null) tellCustomer(tx, order, template, historyId);
  tx.audit(`order.${to}`, orderId);
  tx.emit('orders-changed', { orderId });
  if (effects.jobsMade.length + effects.jobsChanged.length > 0) tx.emit('jobs-changed', { orderId });
  return { version: order.version + 1, historyId, undoUntil: tx.now + UNDO_MS };
};
