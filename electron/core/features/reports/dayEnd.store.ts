import { sql } from '../../db/sql.ts';
import { ofUnrestricted } from '../restriction/index.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { ShopDay } from '../../../../shared/domain/time.ts';

/**
 * What one day adds up to, in cents and counts. `cash` and `card` are what must lie in the till: payments, refunds and
 * corrections together, of this terminal alone; `refunds` and `corrected` say how much of that they are (negative is money given back).
 */
export interface DayEnd {
  readonly day: ShopDay;
  readonly orders: number;
  readonly cash: number;
  readonly card: number;
  readonly refunds: number;
  readonly corrected: number;
  /** Orders open now, whatever their day. */
  readonly open: number;
  readonly uncollectedOver30Days: number;
  readonly abandoned: readonly { readonly step: string; readonly count: number }[];
}

interface Money {
  readonly cash: number;
  readonly card: number;
  readonly refunds: number;
  readonly corrected: number;
}

const moneyOf = (db: ReadableDb, day: ShopDay): Money =>
  db.get<Money>(sql`SELECT
      coalesce(sum(amount) FILTER (WHERE method = 'cash'), 0) AS cash,
      coalesce(sum(amount) FILTER (WHERE method = 'card'), 0) AS card,
      coalesce(sum(amount) FILTER (WHERE kind = 'refund'), 0) AS refunds,
      coalesce(sum(amount) FILTER (WHERE kind = 'correction'), 0) AS corrected
    FROM payment WHERE day = ${day} AND elsewhere = 0`) ?? { cash: 0, card: 0, refunds: 0, corrected: 0 };

const count = (db: ReadableDb, statement: ReturnType<typeof sql>): number =>
  db.get<{ n: number }>(statement)?.n ?? 0;

/** Figures of a day; `uncollectedBefore` (UTC ms) is when an order must have been ready to count as long uncollected. */
export const readDayEnd = (db: ReadableDb, day: ShopDay, uncollectedBefore: number): DayEnd => ({
  day,
  ...moneyOf(db, day),
  orders: count(db, sql`SELECT count(*) AS n FROM orders o WHERE o.day = ${day} AND ${ofUnrestricted}`),
  open: count(db, sql`SELECT count(*) AS n FROM orders o WHERE o.closed_at IS NULL AND ${ofUnrestricted}`),
  uncollectedOver30Days: count(
    db,
    sql`SELECT count(*) AS n FROM orders o WHERE o.closed_at IS NULL AND o.due_at <= ${uncollectedBefore}
      AND o.status IN ('ready', 'notified', 'uncollected') AND ${ofUnrestricted}`,
  ),
  abandoned: db.all<{
    step: string;
    count: number;
  }>(sql`SELECT detail AS step, sum(count) AS count FROM counter_stat
    WHERE day = ${day} AND what = 'abandoned' GROUP BY detail ORDER BY count DESC, detail LIMIT 10`),
});
