import type { Delivery, NotifyWay } from '../../../../../shared/domain/contact.ts';
import type { Locale } from '../../../../../shared/domain/i18n.ts';
import type { OrderId, PersonId, StaffId } from '../../../../../shared/domain/ids.ts';
import { formatOrderNumber } from '../../../../../shared/domain/orderNumber.ts';
import type { OrderStatus } from '../../../../../shared/domain/orderStatus.ts';
import type { Discount, OrderPrice } from '../../../../../shared/domain/pricing.ts';
import type { ShopDay } from '../../../../../shared/domain/time.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';

/** One order as stored. Times in UTC ms, money in cents. */
export interface OrderRecord {
  readonly orderId: OrderId;
  readonly store: string;
  readonly day: ShopDay;
  readonly letter: string;
  readonly n: number;
  readonly number: string;
  readonly barcode: string;
  readonly claimCode: string | null;
  readonly statusToken: string;
  readonly source: 'kiosk' | 'counter';
  readonly status: OrderStatus;
  readonly heldFrom: OrderStatus | null;
  readonly personId: PersonId | null;
  readonly locale: Locale;
  readonly notify: NotifyWay;
  readonly delivery: Delivery;
  readonly express: boolean;
  readonly discount: Discount | null;
  readonly catalogueVersion: number;
  readonly price: OrderPrice;
  readonly total: number;
  readonly paid: number;
  readonly content: string;
  readonly noticeVersion: string;
  readonly placedAt: number;
  readonly dueAt: number;
  readonly closedAt: number | null;
  readonly filesDeletedAt: number | null;
  readonly place: string | null;
  readonly note: string | null;
  readonly linkedTo: OrderId | null;
  readonly openBy: StaffId | null;
  readonly openAt: number | null;
  readonly version: number;
}

interface Row {
  order_id: OrderId;
  store: string;
  day: ShopDay;
  letter: string;
  n: number;
  barcode: string;
  claim_code: string | null;
  status_token: string;
  source: 'kiosk' | 'counter';
  status: OrderStatus;
  held_from: OrderStatus | null;
  person_id: PersonId | null;
  locale: Locale;
  notify: NotifyWay;
  delivery: Delivery;
  express: number;
  discount: string | null;
  catalogue_version: number;
  price: string;
  total: number;
  paid: number;
  content: string;
  notice_version: string;
  placed_at: number;
  due_at: number;
  closed_at: number | null;
  files_deleted_at: number | null;
  place: string | null;
  note: string | null;
  linked_to: OrderId | null;
  open_by: StaffId | null;
  open_at: number | null;
  version: number;
}

const COLUMNS = sql`order_id, store, day, letter, n, barcode, claim_code, status_token, source, status, held_from,
  person_id, locale, notify, delivery, express, discount, catalogue_version, price, total, paid, content,
  notice_version, placed_at, due_at, closed_at, files_deleted_at, place, note, linked_to, open_by, open_at, version`;

const toOrder = (row: Row): OrderRecord => ({
  orderId: row.order_id,
  store: row.store,
  day: row.day,
  letter: row.letter,
  n: row.n,
  number: formatOrderNumber({ letter: row.letter, n: row.n }),
  barcode: row.barcode,
  claimCode: row.claim_code,
  statusToken: row.status_token,
  source: row.source,
  status: row.status,
  heldFrom: row.held_from,
  personId: row.person_id,
  locale: row.locale,
  notify: row.notify,
  delivery: row.delivery,
  express: row.express === 1,
  discount: row.discount === null ? null : (JSON.parse(row.discount) as Discount),
  catalogueVersion: row.catalogue_version,
  price: JSON.parse(row.price) as OrderPrice,
  total: row.total,
  paid: row.paid,
  content: row.content,
  noticeVersion: row.notice_version,
  placedAt: row.placed_at,
  dueAt: row.due_at,
  closedAt: row.closed_at,
  filesDeletedAt: row.files_deleted_at,
  place: row.place,
  note: row.note,
  linkedTo: row.linked_to,
  openBy: row.open_by,
  openAt: row.open_at,
  version: row.version,
});

export const findOrder = (db: ReadableDb, orderId: string): OrderRecord | undefined => {
  const row = db.get<Row>(sql`SELECT ${COLUMNS} FROM orders WHERE order_id = ${orderId}`);
  return row && toOrder(row);
};

/** The orders that bear a barcode: more than one where two terminals had the same letter on a day. */
export const findByBarcode = (db: ReadableDb, barcode: string): readonly OrderId[] =>
  db
    .all<{ order_id: OrderId }>(sql`SELECT order_id FROM orders WHERE barcode = ${barcode} LIMIT 2`)
    .map((row) => row.order_id);

/** The next number of a terminal's day, from 1, above all that are known; taken for good by the transaction that asks. */
export const takeNumber = (db: WritableDb, day: ShopDay, letter: string): number => {
  const known = sql`(SELECT coalesce(max(n), 0) FROM orders WHERE day = ${day} AND letter = ${letter})`;
  const row = db.get<{ last: number }>(sql`INSERT INTO order_number (day, letter, last)
    VALUES (${day}, ${letter}, ${known} + 1)
    ON CONFLICT (day, letter) DO UPDATE SET last = max(last, ${known}) + 1 RETURNING last`);
  if (!row) throw new Error('no order number');
  return row.last;
};

/**
 * After a restore the numbers of orders that were lost stand on tickets, and at central: what comes next is above the
 * next full hundred and a hundred more (sync specification 3).
 */
export const skipNumbers = (db: WritableDb, day: ShopDay, letter: string): void => {
  const last = takeNumber(db, day, letter) - 1;
  const skipped = Math.ceil(last / 100) * 100 + 100;
  db.run(sql`UPDATE order_number SET last = ${skipped} WHERE day = ${day} AND letter = ${letter}`);
};

export interface NewOrder
  extends Omit<
    OrderRecord,
    | 'number'
    | 'status'
    | 'heldFrom'
    | 'total'
    | 'paid'
    | 'catalogueVersion'
    | 'closedAt'
    | 'filesDeletedAt'
    | 'place'
    | 'note'
    | 'openBy'
    | 'openAt'
    | 'version'
  > {
  readonly customerKey: string | null;
}

export const insertOrder = (db: WritableDb, order: NewOrder): void => {
  const discount = order.discount === null ? null : JSON.stringify(order.discount);
  const { price } = order;
  const changes =
    db.run(sql`INSERT INTO orders (order_id, store, day, letter, n, barcode, claim_code, status_token,
      source, status, person_id, customer_key, locale, notify, delivery, express, discount, catalogue_version, price,
      total, content, notice_version, placed_at, due_at, linked_to)
    VALUES (${order.orderId}, ${order.store}, ${order.day}, ${order.letter}, ${order.n}, ${order.barcode},
      ${order.claimCode}, ${order.statusToken}, ${order.source}, 'placed', ${order.personId}, ${order.customerKey},
      ${order.locale}, ${order.notify}, ${order.delivery}, ${order.express ? 1 : 0}, ${discount},
      ${price.catalogueVersion}, ${JSON.stringify(price)}, ${price.total}, ${order.content}, ${order.noticeVersion},
      ${order.placedAt}, ${order.dueAt}, ${order.linkedTo})`);
  assertChanged(changes);
};

export interface StatusUpdate {
  readonly status: OrderStatus;
  readonly heldFrom: OrderStatus | null;
  readonly closedAt: number | null;
}

/** Every change of an order raises its version, so that an older picture of it cannot be saved over (ORD-5). */
export const updateStatus = (db: WritableDb, orderId: OrderId, next: StatusUpdate): void =>
  assertChanged(
    db.run(sql`UPDATE orders SET status = ${next.status}, held_from = ${next.heldFrom},
      closed_at = ${next.closedAt}, version = version + 1 WHERE order_id = ${orderId}`),
  );

export const updatePrice = (db: WritableDb, orderId: OrderId, price: OrderPrice, content: string): void =>
  assertChanged(
    db.run(sql`UPDATE orders SET price = ${JSON.stringify(price)}, total = ${price.total}, content = ${content},
      version = version + 1 WHERE order_id = ${orderId}`),
  );

export const updatePaid = (db: WritableDb, orderId: OrderId, paid: number): void =>
  assertChanged(
    db.run(sql`UPDATE orders SET paid = ${paid}, version = version + 1 WHERE order_id = ${orderId}`),
  );

export const updateNote = (
  db: WritableDb,
  orderId: OrderId,
  note: string | null,
  place: string | null,
): void =>
  assertChanged(
    db.run(sql`UPDATE orders SET note = ${note}, place = ${place}, version = version + 1
      WHERE order_id = ${orderId}`),
  );

export const raiseVersion = (db: WritableDb, orderId: OrderId): void =>
  assertChanged(db.run(sql`UPDATE orders SET version = version + 1 WHERE order_id = ${orderId}`));

/** The orders somebody has open. */
export const ordersOpenBy = (db: ReadableDb, staffId: string): readonly OrderId[] =>
  db
    .all<{ order_id: OrderId }>(sql`SELECT order_id FROM orders WHERE open_by = ${staffId}`)
    .map((row) => row.order_id);

/** Who has the order open; an open order is no change of it, so the version stays. */
export const updateOpenBy = (db: WritableDb, orderId: OrderId, staffId: string | null, at: number): void =>
  assertChanged(
    db.run(sql`UPDATE orders SET open_by = ${staffId}, open_at = ${staffId === null ? null : at}
      WHERE order_id = ${orderId}`),
  );
