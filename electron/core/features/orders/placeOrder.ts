import type { DraftItem } from '../../../../shared/contract/drafts.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { Contact, Delivery } from '../../../../shared/domain/contact.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import {
  type FileId,
  type OrderId,
  PersonId,
  type PhotoId,
  StoreCode,
  SubjectRef,
} from '../../../../shared/domain/ids.ts';
import { statusUrlOf } from '../../../../shared/domain/links.ts';
import {
  CLAIM_CODE_BYTES,
  claimCode,
  formatOrderNumber,
  orderBarcode,
} from '../../../../shared/domain/orderNumber.ts';
import type { Discount, OrderPrice } from '../../../../shared/domain/pricing.ts';
import { photosKeptUntil } from '../../../../shared/domain/retention.ts';
import { type ShopDay, shopDayOf, type TimeMs } from '../../../../shared/domain/time.ts';
import type { Tx } from '../../call/context.ts';
import { tellCustomer } from '../messages/index.ts';
import { queuePrint } from '../ticketPrinting/index.ts';
import { startIfDue } from './change/startIfDue.ts';
import { contentOf } from './content.policy.ts';
import { customerKey } from './customerKey.policy.ts';
import { newOrderOf } from './replica/documentOf.ts';
import { findOrder, insertOrder, takeNumber } from './store/orders.store.ts';
import { insertPerson, type NamedContact } from './store/people.store.ts';
import { insertItems, insertPhotos } from './store/photos.store.ts';
import { addSearchTerms } from './store/search.store.ts';
import { addToldLine } from './tell/tellOrder.ts';

/** One photo of a draft whose original is stored and proved. Sides of the upright image in pixels. */
export interface PhotoToPlace {
  readonly photoId: PhotoId;
  readonly name: string;
  readonly fileId: FileId;
  readonly sha256: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** A finished draft. The caller has checked price, notice, contact and that every original is stored. */
export interface OrderToPlace {
  /** The draft's id becomes the order's. */
  readonly orderId: OrderId;
  readonly source: 'kiosk' | 'counter';
  readonly locale: Locale;
  readonly contact: Contact;
  readonly delivery: Delivery;
  readonly express: boolean;
  readonly discount: Discount | null;
  readonly price: OrderPrice;
  readonly noticeVersion: string;
  readonly photos: readonly PhotoToPlace[];
  readonly items: readonly DraftItem[];
  /** The order this one is a later change or remake of (ORD-3). */
  readonly linkedTo: OrderId | null;
  /** When the customer may come; frozen here (PRI-9). */
  readonly dueAt: TimeMs;
}

export interface PlacedOrder {
  readonly orderId: OrderId;
  /** Such as `K-27`. */
  readonly number: string;
  readonly total: number;
  /** Of an anonymous order only. */
  readonly claimCode: string | null;
  readonly statusUrl: string;
  readonly keepUntil: ShopDay;
  readonly dueAt: TimeMs;
  /** Pseudonym under which the consents of this order are written; null for an anonymous order. */
  readonly subjectRef: SubjectRef | null;
}

const TOKEN_BYTES = 16;

const addPerson = (tx: Tx, contact: NamedContact) => {
  const personId = PersonId.parse(tx.ids.ulid());
  const subjectRef = SubjectRef.parse(tx.ids.hex(TOKEN_BYTES));
  insertPerson(tx.db, { personId, subjectRef }, contact, tx.now);
  return { personId, subjectRef, customerKey: contact.name === null ? null : customerKey(contact.name) };
};

const NOBODY = { personId: null, subjectRef: null, customerKey: null } as const;

const issueNumber = (tx: Tx, settings: Settings) => {
  const day = shopDayOf(tx.now);
  const store = StoreCode.parse(settings.store.code);
  const { letter } = settings.terminal;
  const n = takeNumber(tx.db, day, letter);
  return { store, day, letter, n, barcode: orderBarcode({ store, day, letter, n }) };
};

const queuePaper = (tx: Tx, settings: Settings, order: OrderToPlace): void => {
  if (settings.printer.kind === 'none') return;
  if (order.source === 'counter') queuePrint(tx, order.orderId, 'receipt');
  else if (settings.printer.printAtKiosk) queuePrint(tx, order.orderId, 'ticket');
};

const tellPlaced = (tx: Tx, orderId: OrderId): number => {
  const stored = findOrder(tx.db, orderId);
  if (!stored) throw new Error('no order placed');
  const line = { code: 'placed', to: 'placed' } as const;
  return addToldLine(tx, stored, line, 'order.placed@1', { order: newOrderOf(tx.db, stored) });
};

/**
 * Makes an order of a finished draft in the caller's transaction: number, customer, photos, lines, search terms,
 * history and the wish for its paper are there together or not at all (TIC-1).
 */
export const placeOrder = (tx: Tx, settings: Settings, order: OrderToPlace): PlacedOrder => {
  const { orderId, contact, price } = order;
  const number = issueNumber(tx, settings);
  const person = contact.way === 'none' ? NOBODY : addPerson(tx, contact);
  const claim = contact.way === 'none' ? claimCode(tx.ids.bytes(CLAIM_CODE_BYTES)) : null;
  const statusToken = tx.ids.hex(TOKEN_BYTES);
  insertOrder(tx.db, {
    ...order,
    ...number,
    personId: person.personId,
    customerKey: person.customerKey,
    claimCode: claim,
    statusToken,
    notify: contact.way,
    content: contentOf(price),
    placedAt: tx.now,
  });
  insertPhotos(tx.db, orderId, order.photos);
  insertItems(tx.db, orderId, order.items);
  addSearchTerms(tx.db, { orderId, personId: person.personId });
  const historyId = tellPlaced(tx, orderId);
  queuePaper(tx, settings, order);
  tellCustomer(tx, { ...order, personId: person.personId, notify: contact.way }, 'order.placed', historyId);
  tx.audit('order.place', orderId);
  tx.emit('orders-changed', { orderId });
  startIfDue(tx, settings, orderId);
  return {
    orderId,
    number: formatOrderNumber(number),
    total: price.total,
    claimCode: claim,
    statusUrl: statusUrlOf(settings.store.statusUrl, statusToken),
    keepUntil: photosKeptUntil({ placed: number.day, ended: null }, settings.retention),
    dueAt: order.dueAt,
    subjectRef: person.subjectRef,
  };
};
