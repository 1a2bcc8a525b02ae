import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { shopDayOf } from '../../../../../shared/domain/time.ts';
import { sql } from '../../../db/sql.ts';
import { tellCustomer } from '../../messages/index.ts';
import { ofUnrestricted } from '../../restriction/index.ts';
import { highestTimeSeen } from '../../terminal/index.ts';
import { findWaiting } from '../find/rows.store.ts';
import { findOrder } from '../store/orders.store.ts';
import { collectionOf } from './collection.policy.ts';
import type { CollectDeps } from './markUncollected.ts';

const remindIfDue = ({ transact, settings }: CollectDeps, orderId: OrderId): void =>
  transact((tx) => {
    const order = findOrder(tx.db, orderId);
    const waiting = findWaiting(tx.db, orderId);
    if (!order || !waiting) return;
    const { reminder, since } = collectionOf(waiting, settings(tx.db), shopDayOf(tx.now));
    if (reminder === 'due') tellCustomer(tx, order, 'order.reminder', since);
  });

/** Queues the reminder of each order whose day has come; once per time it became ready (PUP-4, NOT-2). */
export const queueReminders = (deps: CollectDeps): void => {
  if (deps.clock.now() < highestTimeSeen(deps.read)) return;
  const orders = deps.read.all<{ order_id: OrderId }>(sql`SELECT o.order_id FROM orders o
    WHERE o.status IN ('ready', 'notified') AND o.notify <> 'none' AND ${ofUnrestricted} AND NOT EXISTS (
      SELECT 1 FROM message m WHERE m.order_id = o.order_id AND m.template = 'order.reminder'
        AND m.state IN ('queued', 'handed'))
    ORDER BY o.due_at`);
  for (const { order_id } of orders) remindIfDue(deps, order_id);
};
