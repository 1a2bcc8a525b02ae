import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import type { QueryContext } from '../../../call/context.ts';
import { sql } from '../../../db/sql.ts';
import { newestOf } from '../store/search.store.ts';
import { readRows } from './rows.store.ts';
import { textQuery } from './textQuery.ts';

const MAX_RESULTS = 10;

/** The newest open orders that a typed text may mean (ORD-7). */
export const searchOrders = (
  q: QueryContext,
  settings: Settings,
  input: CallInput<'orders:search'>,
): CallOutput<'orders:search'> => {
  const asked = textQuery(input.text, settings.store.code);
  if (!asked) return { rows: [] };
  const open = sql`SELECT f.order_id FROM (${asked}) f CROSS JOIN orders o ON o.order_id = f.order_id
    WHERE o.closed_at IS NULL`;
  const ids = newestOf(q.db, open, MAX_RESULTS);
  const rest = sql`WHERE o.order_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    ORDER BY o.order_id DESC`;
  return { rows: readRows(q.db, rest, { staffId: q.caller.staffId, now: q.now }) };
};
