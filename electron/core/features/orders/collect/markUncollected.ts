import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { decideTransition } from '../../../../../shared/domain/orderStatus.ts';
import { addDays, shopDayOf, startOfShopDay } from '../../../../../shared/domain/time.ts';
import type { CoreDeps } from '../../../call/deps.ts';
import { sql } from '../../../db/sql.ts';
import { highestTimeSeen } from '../../terminal/index.ts';
import { changeStatus } from '../change/changeStatus.ts';
import { findWaiting } from '../find/rows.store.ts';
import { ofUnrestricted } from '../../restriction/index.ts';
import { findOrder } from '../store/orders.store.ts';
import { calendarFacts } from './collection.policy.ts';

export type CollectDeps = Pick<CoreDeps, 'clock' | 'read' | 'transact' | 'settings'>;

const markIfDue = ({ transact, settings }: CollectDeps, orderId: OrderId): void =>
  transact((tx) => {
    const order = findOrder(tx.db, orderId);
    const waiting = findWaiting(tx.db, orderId);
    if (!order || !waiting) return;
    const rules = settings(tx.db);
    const facts = calendarFacts(waiting, rules, shopDayOf(tx.now));
    const change = { to: 'uncollected', actor: 'system', reason: null, facts } as const;
    if (decideTransition({ ...change, from: order.status }).kind === 'ok')
      changeStatus(tx, rules, order, change);
  });

/**
 * Calls orders uncollected that nobody fetched in the set days, once their customers were reminded. A clock behind the
 * latest time this terminal ever knew decides nothing: the calendar is in doubt.
 */
export const markUncollected = (deps: CollectDeps): void => {
  const now = deps.clock.now();
  if (now < highestTimeSeen(deps.read)) return;
  const { uncollectedAfterDays } = deps.settings(deps.read).times;
  const dueBefore = startOfShopDay(addDays(shopDayOf(now), 1 - uncollectedAfterDays));
  const orders = deps.read.all<{ order_id: OrderId }>(sql`SELECT order_id FROM orders
    o
    WHERE o.status IN ('ready', 'notified') AND o.due_at < ${dueBefore} AND ${ofUnrestricted} ORDER BY o.due_at`);
  for (const { order_id } of orders) markIfDue(deps, order_id);
};
