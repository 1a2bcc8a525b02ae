import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../../shared/domain/canonicalJson.ts';
import { COLUMNS, FILE_CLASSES } from '../../../../../shared/privacy/dataMap.ts';
import type { DryRun, DryRunItem } from '../../../../../shared/privacy/dryRun.ts';
import type { Entry } from '../../../../../shared/privacy/entry.ts';
import { HOLDS } from '../../../../../shared/privacy/holds.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import { countFiles } from './fileRules.ts';
import { type HoldDates, holdUntil } from './holdUntil.ts';
import { countColumn } from './rowRules.ts';
import { ROWS_OF, type Scope } from './scope.ts';
import { countOpenOrders } from './values.ts';

const itemOf = (entry: Entry, count: number, dates: HoldDates): DryRunItem | null => {
  const { at, erase, hold } = entry;
  if (count === 0 || erase === 'not-personal') return null;
  if (hold === null || erase !== 'keep-by-law')
    return { at, what: 'goes', count, law: null, until: null, reason: null };
  const { law, article, rule } = HOLDS[hold];
  const until = holdUntil(rule, dates);
  return { at, what: 'stays', count, law: `${law}, ${article}`, until, reason: 'legal-hold' };
};

/** What is on its way to central comes and goes by itself: it goes with the rest, but decides nothing. */
const isInTransit = (at: string): boolean => /^(outbox|sync_\w+|hub_\w+)\./.test(at);

const isColumnOfCustomer = (at: string): boolean =>
  !at.startsWith('index:') && !isInTransit(at) && ROWS_OF[at.slice(0, at.indexOf('.'))] !== undefined;

/** Latest day an order of the person was placed, or now. */
const latestOf = (db: ReadableDb, { orders }: Scope, now: number): number =>
  db.get<{ at: number | null }>(sql`SELECT max(placed_at) AS at FROM orders
    WHERE order_id IN (SELECT value FROM json_each(${JSON.stringify(orders)}))`)?.at ?? now;

/** Item by item, in the words of the data map, what an erasure of these rows and files comes to. */
export const itemsOf = (
  db: ReadableDb,
  scope: Scope,
  dates: Omit<HoldDates, 'placedAt'>,
): readonly DryRunItem[] => {
  const all: HoldDates = { ...dates, placedAt: latestOf(db, scope, dates.now) };
  const columns = COLUMNS.filter(({ at }) => isColumnOfCustomer(at));
  return [
    ...columns.flatMap((entry) => itemOf(entry, countColumn(db, entry.at, scope), all) ?? []),
    ...FILE_CLASSES.flatMap((entry) => itemOf(entry, countFiles(db, entry.at, scope), all) ?? []),
  ];
};

/** See `DryRun`. The hash is over what is there, not over the days, which settings may move. */
export const dryRunOf = (db: ReadableDb, scope: Scope, dates: Omit<HoldDates, 'placedAt'>): DryRun => {
  const open = countOpenOrders(db, scope);
  const items: readonly DryRunItem[] = [
    ...itemsOf(db, scope, dates),
    ...(open === 0
      ? []
      : [
          {
            at: 'orders.status',
            what: 'blocked',
            count: open,
            law: null,
            until: null,
            reason: 'order-open',
          } as const,
        ]),
  ];
  const facts = { scope, items: items.map(({ at, what, count }) => ({ at, what, count })) };
  return { items: [...items], hash: createHash('sha256').update(canonicalJson(facts)).digest('hex') };
};
