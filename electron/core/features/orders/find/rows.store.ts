import type { Collection, OrderRow } from '../../../../../shared/contract/orders.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { formatOrderNumber } from '../../../../../shared/domain/orderNumber.ts';
import type { OrderStatus } from '../../../../../shared/domain/orderStatus.ts';
import { paymentStanding } from '../../../../../shared/domain/payment.ts';
import { photosKeptUntil } from '../../../../../shared/domain/retention.ts';
import { type ShopDay, shopDayOf } from '../../../../../shared/domain/time.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import { COLLECTABLE, collectionOf, type WaitingOrder } from '../collect/collection.policy.ts';
import { isOpenElsewhere } from '../store/softLock.policy.ts';

interface Row {
  order_id: OrderId;
  letter: string;
  n: number;
  status: OrderStatus;
  name: string | null;
  phone_tail: string | null;
  content: string;
  source: 'kiosk' | 'counter';
  total: number;
  paid: number;
  day: ShopDay;
  placed_at: number;
  due_at: number;
  closed_at: number | null;
  files_deleted_at: number | null;
  reachable: number;
  ready_at: number | null;
  reminded_at: number | null;
  open_by: string | null;
  open_at: number | null;
  open_name: string | null;
}

/** Who is looking, when, and by which rules: a colleague's own open order is not "open elsewhere". */
export interface Looking {
  readonly staffId: string | null;
  readonly now: number;
  readonly settings: Settings;
}

const waitingOf = (row: Row): WaitingOrder => {
  const readyAt = row.ready_at ?? row.placed_at;
  const remindedAt = row.reminded_at !== null && row.reminded_at >= readyAt ? row.reminded_at : null;
  const since = shopDayOf(Math.max(row.due_at, readyAt));
  return { placed: row.day, since, reachable: row.reachable === 1, remindedAt };
};

const collectionOfRow = (row: Row, { settings, now }: Looking): Collection | null =>
  COLLECTABLE.includes(row.status) ? collectionOf(waitingOf(row), settings, shopDayOf(now)) : null;

/** The day the photos go, or the one they went. */
const keepUntilOf = ({ day, closed_at, files_deleted_at }: Row, { retention }: Settings): ShopDay =>
  files_deleted_at === null
    ? photosKeptUntil({ placed: day, ended: closed_at === null ? null : shopDayOf(closed_at) }, retention)
    : shopDayOf(files_deleted_at);

const toRow = (row: Row, looking: Looking): OrderRow => ({
  orderId: row.order_id,
  number: formatOrderNumber(row),
  status: row.status,
  payment: paymentStanding(row.total, [{ amount: row.paid }]).state,
  customer: row.name,
  phoneTail: row.phone_tail,
  content: row.content,
  source: row.source,
  total: row.total,
  placedAt: row.placed_at,
  dueAt: row.due_at,
  openBy: isOpenElsewhere({ by: row.open_by, at: row.open_at }, looking.staffId, looking.now)
    ? row.open_name
    : null,
  keepUntil: keepUntilOf(row, looking.settings),
  collection: collectionOfRow(row, looking),
});

/** When the order last became ready, and when its customer was last reminded; what was undone never was. */
const WAITING = sql`(SELECT max(h.at) FROM order_history h WHERE h.order_id = o.order_id AND h.undone = 0
    AND h.code = 'status' AND h.to_status = 'ready') AS ready_at,
  (SELECT max(h.at) FROM order_history h WHERE h.order_id = o.order_id AND h.undone = 0
    AND h.code = 'reminded') AS reminded_at`;

const SELECT = sql`SELECT o.order_id, o.letter, o.n, o.status, p.name, p.phone_tail, o.content, o.source, o.total,
    o.paid, o.day, o.placed_at, o.due_at, o.closed_at, o.files_deleted_at, o.open_by, o.open_at, s.name AS open_name,
    coalesce(p.phone, p.email) IS NOT NULL AS reachable, ${WAITING}
  FROM orders o LEFT JOIN person p ON p.person_id = o.person_id LEFT JOIN staff s ON s.staff_id = o.open_by`;

/** Rows of the list: `rest` is everything from WHERE on, over `orders o`. */
export const readRows = (db: ReadableDb, rest: Sql, looking: Looking): OrderRow[] =>
  db.all<Row>(sql`${SELECT} ${rest}`).map((row) => toRow(row, looking));

/** How long one order waits; undefined when it does not, or is gone. */
export const findWaiting = (db: ReadableDb, orderId: OrderId): WaitingOrder | undefined => {
  const row = db.get<Row>(sql`${SELECT} WHERE o.order_id = ${orderId}`);
  return row && COLLECTABLE.includes(row.status) ? waitingOf(row) : undefined;
};

export const countRows = (db: ReadableDb, where: Sql): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM orders o ${where}`)?.n ?? 0;
