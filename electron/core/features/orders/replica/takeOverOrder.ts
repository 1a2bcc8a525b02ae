import { isDeepStrictEqual } from 'node:util';
import type { SubjectRef } from '../../../../../shared/domain/ids.ts';
import { orderBarcode } from '../../../../../shared/domain/orderNumber.ts';
import { paymentStanding } from '../../../../../shared/domain/payment.ts';
import { ShopDay } from '../../../../../shared/domain/time.ts';
import type { KioskOrder, OrderDocument } from '../../../../../shared/sync/orderDocument.ts';
import type { Tx } from '../../../call/context.ts';
import { restrictOnArrival } from '../../restriction/index.ts';
import { customerKey } from '../customerKey.policy.ts';
import {
  findOrder,
  insertOrder,
  type OrderRecord,
  raiseVersion,
  updateNote,
  updatePaid,
  updatePrice,
  updateStatus,
} from '../store/orders.store.ts';
import { insertPayment } from '../store/payments.store.ts';
import { insertPersonRow, updateContact } from '../store/people.store.ts';
import { deleteItems, insertItems } from '../store/photos.store.ts';
import { addSearchTerms, removeSearchTerms } from '../store/search.store.ts';
import { documentOf } from './documentOf.ts';
import { insertFiles, knownStaff, paymentFacts, setFilesDeleted, setMissing } from './replica.store.ts';
import { takeOverHistory } from './takeOverHistory.ts';
import { takeOverJobs } from './takeOverJobs.ts';

interface TakeOverDeps {
  /** The person of an order came here: what was known of their rights before holds from now on. */
  readonly personArrived: (tx: Tx, subjectRef: SubjectRef) => void;
}

const insertPersonOf = (tx: Tx, { person, placedAt }: OrderDocument): void => {
  if (person === null) return;
  insertPersonRow(tx.db, person, placedAt);
  restrictOnArrival(tx, person);
};

const insert = (tx: Tx, order: OrderDocument): OrderRecord => {
  const { orderId, person } = order;
  insertPersonOf(tx, order);
  insertOrder(tx.db, {
    ...order,
    day: ShopDay.parse(order.day),
    barcode: orderBarcode({ ...order, day: ShopDay.parse(order.day) }),
    personId: person?.personId ?? null,
    customerKey: person?.name ? customerKey(person.name) : null,
  });
  insertFiles(tx.db, orderId, order.files);
  insertItems(tx.db, orderId, order.items);
  const inserted = findOrder(tx.db, orderId);
  if (!inserted) throw new Error('no order inserted');
  return inserted;
};

/** Whether the words and the person of the order went from here, by rule or erasure: they do not come back. */
const isCut = (known: OrderRecord, order: OrderDocument): boolean =>
  (order.person !== null && known.personId === null) ||
  (order.claimCode !== null && known.claimCode === null);

const takeOverStatus = (tx: Tx, known: OrderRecord, next: OrderDocument): boolean => {
  const { orderId, status, heldFrom, closedAt } = next;
  if (known.status === status && known.heldFrom === heldFrom && known.closedAt === closedAt) return false;
  updateStatus(tx.db, orderId, { status, heldFrom, closedAt });
  return true;
};

const takeOverContact = (tx: Tx, have: OrderDocument, { orderId, person }: OrderDocument): boolean => {
  if (person === null || isDeepStrictEqual(have.person, person)) return false;
  updateContact(tx.db, person.personId, person);
  raiseVersion(tx.db, orderId);
  return true;
};

const takeOverLines = (tx: Tx, have: OrderDocument, next: OrderDocument): boolean => {
  const same = isDeepStrictEqual([have.items, have.price], [next.items, next.price]);
  if (same) return false;
  deleteItems(tx.db, next.orderId);
  insertItems(tx.db, next.orderId, next.items);
  updatePrice(tx.db, next.orderId, next.price, next.content);
  return true;
};

/** Words of staff, the contact and the lines: all that goes when the person goes. */
const takeOverContents = (tx: Tx, have: OrderDocument, next: OrderDocument) => {
  const words = have.note !== next.note || have.place !== next.place;
  if (words) updateNote(tx.db, next.orderId, next.note, next.place);
  const contact = takeOverContact(tx, have, next);
  const lines = takeOverLines(tx, have, next);
  return { changed: words || contact || lines, contact, lines };
};

const takeOverFiles = (tx: Tx, have: OrderDocument, next: OrderDocument): boolean => {
  const bad = next.files.filter(
    ({ missing, photoId }) => missing && setMissing(tx.db, next.orderId, photoId),
  );
  if (next.filesDeletedAt === null || have.filesDeletedAt !== null) return bad.length > 0;
  setFilesDeleted(tx.db, next.orderId, next.filesDeletedAt, tx.now);
  return true;
};

const takeOverPayments = (tx: Tx, { orderId, payments, price }: OrderDocument, silent: boolean): boolean => {
  const known = new Set(paymentFacts(tx.db, orderId).map(({ paymentId }) => paymentId));
  const missing = payments.filter(({ paymentId }) => !known.has(paymentId));
  for (const { by, ...payment } of missing)
    insertPayment(tx.db, {
      ...payment,
      orderId,
      day: ShopDay.parse(payment.day),
      reason: silent ? null : payment.reason,
      staffId: knownStaff(tx.db, by),
      elsewhere: true,
    });
  if (missing.length > 0)
    updatePaid(tx.db, orderId, paymentStanding(price.total, paymentFacts(tx.db, orderId)).paid);
  return missing.length > 0;
};

const NOTHING = { changed: false, contact: false, lines: false } as const;

/** Brings a known order level; answers whether anything was news. */
const change = (tx: Tx, known: OrderRecord, next: OrderDocument): boolean => {
  const have = documentOf(tx.db, next.orderId);
  if (!have) return false;
  const cut = isCut(known, next);
  const status = takeOverStatus(tx, known, next);
  const contents = cut ? NOTHING : takeOverContents(tx, have, next);
  const files = takeOverFiles(tx, have, next);
  const payments = takeOverPayments(tx, next, cut);
  const history = takeOverHistory(tx, next, cut);
  const news = { from: have.status, linesChanged: contents.lines, startRefused: history.startRefused };
  takeOverJobs(tx, next, news);
  const changed = status || contents.changed || files || payments || history.changed;
  if (status || contents.contact) findable(tx, next);
  // The history is part of what is on show, and an undo of what was overtaken must be refused.
  if (changed && history.changed) raiseVersion(tx.db, next.orderId);
  return changed;
};

/** Open orders are found by their customer, closed ones are not. */
const findable = (tx: Tx, { orderId, closedAt }: OrderDocument): void => {
  removeSearchTerms(tx.db, orderId);
  const order = findOrder(tx.db, orderId);
  if (order && closedAt === null) addSearchTerms(tx.db, order);
};

/**
 * Writes central's order into the tables of this terminal: a new one with all that belongs to it, or what is news of a
 * known one. The same document twice changes nothing. What is of this terminal alone stays: its jobs, its papers, what
 * it needs to take its own last change back. The caller leaves out orders with changes that central has not answered.
 */
export const takeOverOrder = (deps: TakeOverDeps, tx: Tx, order: OrderDocument): void => {
  const known = findOrder(tx.db, order.orderId);
  const news = change(tx, known ?? insert(tx, order), order);
  if (!known) {
    findable(tx, order);
    if (order.person !== null) deps.personArrived(tx, order.person.subjectRef);
  }
  if (!known || news) tx.emit('orders-changed', { orderId: order.orderId });
};

/** A kiosk is told only how far its own order has come. */
export const takeOverKioskOrder = (tx: Tx, { orderId, status, closedAt }: KioskOrder): void => {
  const known = findOrder(tx.db, orderId);
  if (!known || (known.status === status && known.closedAt === closedAt)) return;
  updateStatus(tx.db, orderId, { status, heldFrom: null, closedAt });
  if (closedAt !== null) removeSearchTerms(tx.db, orderId);
  tx.emit('orders-changed', { orderId });
};
