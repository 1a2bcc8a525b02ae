import type { PrintedProduct, ProductCount } from '../../../../shared/domain/availability.ts';
import { PRINTER_FAILURES } from '../../../../shared/domain/outputFailure.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { ofUnrestricted } from '../restriction/index.ts';

/** An order that nobody started within a day is not coming next. */
const NOT_STARTED_MS = 86_400_000;

/**
 * Prints still to be made, by product: of orders in production those without a finished job, and those of orders placed
 * lately. A job counts whole until its prints are there, because no lab says how far it is.
 */
export const waitingPrints = (db: ReadableDb, now: number): readonly ProductCount[] =>
  db.all<ProductCount>(sql`SELECT l.value ->> 'format' AS format, l.value ->> 'paper' AS paper,
      sum(l.value ->> 'qty') AS qty
    FROM orders o, json_each(o.price, '$.lines') l
    WHERE (o.status = 'in_production' OR o.status = 'placed' AND o.placed_at > ${now - NOT_STARTED_MS})
      AND l.value ->> 'kind' = 'product' AND ${ofUnrestricted}
      AND NOT EXISTS (SELECT 1 FROM output_job j WHERE j.order_id = o.order_id
        AND j.format = l.value ->> 'format' AND j.paper = l.value ->> 'paper' AND j.state <> 'cancelled'
        GROUP BY j.order_id HAVING min(j.state = 'printed') = 1)
    GROUP BY 1, 2`);

/**
 * Products whose newest job in production failed at the printer, with when, and when one was handed over last. From the
 * open orders (CROSS JOIN keeps SQLite from turning it round): there are jobs of years that are printed.
 */
export const failedProducts = (
  db: ReadableDb,
): readonly (PrintedProduct & { readonly failedAt: number | null; readonly wentAt: number | null })[] =>
  db.all(sql`SELECT j.format, j.paper,
      max(j.since) FILTER (WHERE j.state = 'failed' AND o.status = 'in_production'
        AND j.reason IN (SELECT value FROM json_each(${JSON.stringify(PRINTER_FAILURES)}))) AS failedAt,
      max(j.handed_over_at) FILTER (WHERE j.state IN ('handed_over', 'accepted', 'printed')) AS wentAt
    FROM orders o CROSS JOIN output_job j ON j.order_id = o.order_id
    WHERE j.state IN ('failed', 'handed_over', 'accepted', 'printed') AND o.closed_at IS NULL
    GROUP BY j.format, j.paper`);
