import type { OrderDetail, OrderRow } from '../../../../../shared/contract/orders.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import {
  decideTransition,
  decideUndo,
  type NextStep,
  nextSteps,
  UNDO_MS,
} from '../../../../../shared/domain/orderStatus.ts';
import type { QueryContext } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import { messagesOf } from '../../messages/index.ts';
import { type JobRecord, jobsOf, toJobView } from '../../production/index.ts';
import { factsOf } from '../change/facts.ts';
import { getOrder } from '../store/access.ts';
import { type HistoryRecord, latestChange, listHistory } from '../store/history.store.ts';
import type { OrderRecord } from '../store/orders.store.ts';
import { listPayments, toPaymentView } from '../store/payments.store.ts';
import { alsoWaiting, consentsOf, findPerson } from '../store/people.store.ts';
import { listItems, listPhotos } from '../store/photos.store.ts';
import { readRows } from './rows.store.ts';

const ANY_REASON = 'any';

/** Steps that could be taken now by someone with the rights, a reason and, for the hand-over, the money. */
const possibleSteps = (
  db: ReadableDb,
  settings: Settings,
  order: OrderRecord,
  jobs: readonly JobRecord[],
): NextStep[] => {
  const facts = factsOf(db, settings, order, 'manager', jobs);
  const from = order.status;
  // An unpaid order still shows "start": the answer to pressing it says that it is not paid.
  const known = { ...facts, startAllowed: true };
  return nextSteps(from, facts).filter(
    ({ to }) =>
      decideTransition({ from, to, actor: 'manager', reason: ANY_REASON, facts: known }).kind === 'ok',
  );
};

/** What was not done elsewhere was done at this terminal, whatever it is called today. */
const historyView = (
  history: readonly HistoryRecord[],
  terminal: string,
  now: number,
): OrderDetail['history'] => {
  const latest = latestChange(history);
  return history.map((entry) => {
    const isLatest = entry.historyId === latest?.historyId && !entry.undone && entry.undo !== null;
    const open = decideUndo({ changedAt: entry.at, now, isLatest }).kind === 'ok';
    const { historyId, at, by, window, code, from, to, reason } = entry;
    const undoableUntil = open ? at + UNDO_MS : null;
    const where = entry.elsewhere ? null : terminal;
    return { historyId, at, by, terminal: where, window, code, from, to, reason, undoableUntil };
  });
};

const photosView = (db: ReadableDb, order: OrderRecord): OrderDetail['photos'] => {
  const items = Map.groupBy(listItems(db, order.orderId), ({ photoId }) => photoId);
  return listPhotos(db, order.orderId).map(({ photoId, name, width, height, missing, here }) => ({
    photoId,
    name,
    width,
    height,
    missing,
    onItsWay: !here,
    items: items.get(photoId) ?? [],
  }));
};

const customerView = (db: ReadableDb, order: OrderRecord) => {
  const { personId, orderId } = order;
  const person = personId === null ? undefined : findPerson(db, personId);
  if (personId === null || !person) return { contact: null, consents: [], alsoWaiting: [] };
  const { name, email, phone, address } = person;
  return {
    contact: { name, email, phone, address },
    consents: consentsOf(db, personId),
    alsoWaiting: alsoWaiting(db, orderId, person),
  };
};

const rowOf = (q: QueryContext, settings: Settings, order: OrderRecord): OrderRow => {
  const looking = { staffId: q.caller.staffId, now: q.now, settings };
  return readRows(q.db, sql`WHERE o.order_id = ${order.orderId}`, looking)[0] ?? reject('NOT_FOUND');
};

/** All of one order that staff work with. */
export const getDetail = (q: QueryContext, settings: Settings, orderId: string): OrderDetail => {
  const order = getOrder(q, orderId, 'view');
  const jobs = jobsOf(q.db, order.orderId);
  const payments = listPayments(q.db, order.orderId);
  return {
    ...rowOf(q, settings, order),
    ...customerView(q.db, order),
    version: order.version,
    locale: order.locale,
    anonymous: order.claimCode !== null,
    price: order.price,
    paid: order.paid,
    photos: photosView(q.db, order),
    noticeVersion: order.noticeVersion,
    place: order.place,
    note: order.note,
    payments: payments.map((payment) => toPaymentView(payment, payments)),
    jobs: jobs.map(toJobView),
    messages: messagesOf(q.db, order.orderId),
    history: historyView(listHistory(q.db, order.orderId), settings.terminal.name, q.now),
    next: possibleSteps(q.db, settings, order, jobs),
    linkedTo: order.linkedTo,
    filesDeletedAt: order.filesDeletedAt,
  };
};
