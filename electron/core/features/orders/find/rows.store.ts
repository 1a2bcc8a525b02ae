import type { OrderRow } from '../../../../../shared/contract/orders.ts';
import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { formatOrderNumber } from '../../../../../shared/domain/orderNumber.ts';
import type { OrderStatus } from '../../../../../shared/domain/orderStatus.ts';
import { paymentStanding } from '../../../../../shared/domain/payment.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';
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
  placed_at: number;
  due_at: number;
  open_by: string | null;
  open_at: number | null;
  open_name: string | null;
}

/** Who is looking, and when: a colleague's own open order is not "open elsewhere". */
export interface Looking {
  readonly staffId: string | null;
  readonly now: number;
}

const toRow = (row: Row, { staffId, now }: Looking): OrderRow => ({
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
  openBy: isOpenElsewhere({ by: row.open_by, at: row.open_at }, staffId, now) ? row.open_name : null,
});

/** Rows of the list: `rest` is everything from WHERE on, over `orders o`. */
export const readRows = (db: ReadableDb, rest: Sql, looking: Looking): OrderRow[] =>
  db
    .all<Row>(sql`SELECT o.order_id, o.letter, o.n, o.status, p.name, p.phone_tail, o.content, o.source, o.total, o.paid,
        o.placed_at, o.due_at, o.open_by, o.open_at, s.name AS open_name
      FROM orders o LEFT JOIN person p ON p.person_id = o.person_id LEFT JOIN staff s ON s.staff_id = o.open_by ${rest}`)
    .map((row) => toRow(row, looking));

export const countRows = (db: ReadableDb, where: Sql): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM orders o ${where}`)?.n ?? 0;
