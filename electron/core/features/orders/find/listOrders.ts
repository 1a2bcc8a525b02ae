import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import { StoreCode } from '../../../../../shared/domain/ids.ts';
import { can } from '../../../../../shared/domain/permissions.ts';
import { shopDayOf } from '../../../../../shared/domain/time.ts';
import type { QueryContext } from '../../../call/context.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import { usableOrders } from '../../restriction/index.ts';
import { idsOf } from '../store/search.store.ts';
import { askedFor } from './asked.policy.ts';
import { countRows, readRows } from './rows.store.ts';

type ListInput = CallInput<'orders:list'>;

/** Each has an index that delivers the rows in this order; `rowid` makes pages stable. */
const SORTS: Readonly<Record<ListInput['sort'], { readonly up: Sql; readonly down: Sql }>> = {
  placedAt: { up: sql`o.placed_at, o.rowid`, down: sql`o.placed_at DESC, o.rowid DESC` },
  dueAt: { up: sql`o.due_at, o.rowid`, down: sql`o.due_at DESC, o.rowid DESC` },
  number: { up: sql`o.letter, o.n, o.rowid`, down: sql`o.letter DESC, o.n DESC, o.rowid DESC` },
  status: {
    up: sql`o.status, o.placed_at, o.rowid`,
    down: sql`o.status DESC, o.placed_at DESC, o.rowid DESC`,
  },
  total: { up: sql`o.total, o.rowid`, down: sql`o.total DESC, o.rowid DESC` },
  customer: { up: sql`o.customer_key, o.rowid`, down: sql`o.customer_key DESC, o.rowid DESC` },
};

const NOTHING = sql`0`;

const whereOf = (q: QueryContext, settings: Settings, input: ListInput): Sql => {
  const { statuses, source } = input;
  const conditions: Sql[] = [];
  if (!can(q.caller.role, 'order.seeClosed')) conditions.push(sql`o.closed_at IS NULL`);
  conditions.push(usableOrders(q.caller, 'search'));
  if (input.day === 'today') conditions.push(sql`o.day = ${shopDayOf(q.now)}`);
  if (source !== 'all') conditions.push(sql`o.source = ${source}`);
  if (statuses.length > 0)
    conditions.push(sql`o.status IN (SELECT value FROM json_each(${JSON.stringify(statuses)}))`);
  if (input.text.trim() !== '') {
    const asked = askedFor(input.text, StoreCode.parse(settings.store.code));
    conditions.push(asked ? sql`o.order_id IN (${idsOf(asked)})` : NOTHING);
  }
  return conditions.reduce((all, condition) => sql`${all} AND ${condition}`, sql`WHERE 1`);
};

/** One page of the list; staff see open orders, managers all. */
export const listOrders = (
  q: QueryContext,
  settings: Settings,
  input: ListInput,
): CallOutput<'orders:list'> => {
  const where = whereOf(q, settings, input);
  const sort = SORTS[input.sort];
  const page = sql`${where} ORDER BY ${input.descending ? sort.down : sort.up}
    LIMIT ${input.limit} OFFSET ${input.offset}`;
  const looking = { staffId: q.caller.staffId, now: q.now, settings };
  return { total: countRows(q.db, where), rows: readRows(q.db, page, looking) };
};
