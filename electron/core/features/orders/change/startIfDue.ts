import type { Settings } from '../../../../../shared/contract/settings.ts';
import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { decideTransition } from '../../../../../shared/domain/orderStatus.ts';
import type { Tx } from '../../../call/context.ts';
import { findOrder } from '../store/orders.store.ts';
import { changeStatus } from './changeStatus.ts';
import { factsOf } from './facts.ts';

/** Starts production where the store's rule says so: at once, or when the order is paid (PAY-3). */
export const startIfDue = (tx: Tx, settings: Settings, orderId: OrderId): void => {
  const order = findOrder(tx.db, orderId);
  if (!order) return;
  const change = { to: 'in_production', actor: 'system', reason: null } as const;
  const facts = factsOf(tx.db, settings, order, 'system');
  if (decideTransition({ ...change, from: order.status, facts }).kind === 'ok')
    changeStatus(tx, settings, order, change);
};
