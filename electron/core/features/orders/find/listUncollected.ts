import type { CallOutput } from '../../../../../shared/contract/index.ts';
import type { OrderRow } from '../../../../../shared/contract/orders.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import { addDays, shopDayOf, startOfShopDay } from '../../../../../shared/domain/time.ts';
import type { QueryContext } from '../../../call/context.ts';
import { sql } from '../../../db/sql.ts';
import { usableOrders } from '../../restriction/index.ts';
import { readRows } from './rows.store.ts';

const MAX_ROWS = 200;

/** All that lies in the store too long, and whose customer is to be reminded; the longest waiting first (PUP-4). */
export const listUncollected = (
  q: QueryContext,
  settings: Settings,
): CallOutput<'orders:listUncollected'> => {
  const today = shopDayOf(q.now);
  const { times, retention } = settings;
  const overSince = addDays(today, -times.uncollectedAfterDays);
  // What cannot be due by either date is left out before anything of it is read.
  const mayBeDue = sql`WHERE o.status IN ('ready', 'notified', 'uncollected')
    AND ${usableOrders(q.caller, 'search')}
    AND (o.due_at < ${startOfShopDay(addDays(overSince, 1))} OR o.day <= ${addDays(today, -retention.reminderAfter)})`;
  const waitsSince = ({ collection }: OrderRow): string => collection?.since ?? today;
  const byAge = (one: OrderRow, other: OrderRow): number => {
    if (waitsSince(one) === waitsSince(other)) return one.dueAt - other.dueAt;
    return waitsSince(one) < waitsSince(other) ? -1 : 1;
  };
  const rows = readRows(q.db, mayBeDue, { staffId: q.caller.staffId, now: q.now, settings })
    .filter(
      (row) =>
        row.status === 'uncollected' || row.collection?.reminder === 'due' || waitsSince(row) <= overSince,
    )
    .toSorted(byAge);
  return { total: rows.length, rows: rows.slice(0, MAX_ROWS) };
};
