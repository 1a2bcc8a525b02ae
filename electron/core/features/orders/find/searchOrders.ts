import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import { StoreCode } from '../../../../../shared/domain/ids.ts';
import type { QueryContext } from '../../../call/context.ts';
import { sql } from '../../../db/sql.ts';
import { usableOrders } from '../../restriction/index.ts';
import { newestOf } from '../store/search.store.ts';
import { askedFor } from './asked.policy.ts';
import { readRows } from './rows.store.ts';

const MAX_RESULTS = 10;

/** The newest open orders that a typed text may mean (ORD-7). */
export const searchOrders = (
  q: QueryContext,
  settings: Settings,
  input: CallInput<'orders:search'>,
): CallOutput<'orders:search'> => {
  const asked = askedFor(input.text, StoreCode.parse(settings.store.code));
  if (!asked) return { rows: [] };
  const ids = newestOf(q.db, asked, MAX_RESULTS);
  const rest = sql`WHERE o.order_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    AND ${usableOrders(q.caller, 'search')}
    ORDER BY o.order_id DESC`;
  return { rows: readRows(q.db, rest, { staffId: q.caller.staffId, now: q.now, settings }) };
};
