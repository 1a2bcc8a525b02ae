import { decideTransition } from '../../../../shared/domain/orderStatus.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { ProductionOrders } from '../production/index.ts';
import { changeStatus } from './change/changeStatus.ts';
import { factsOf } from './change/facts.ts';
import { addHistory } from './store/history.store.ts';
import { findOrder } from './store/orders.store.ts';
import { markMissing } from './store/photos.store.ts';
import { tellEdit } from './tell/tellOrder.ts';

/** What production tells orders, in production's own transactions. */
export const ordersForProduction = ({ settings }: Pick<CoreDeps, 'settings'>): ProductionOrders => ({
  note: (tx, orderId, code, reason) => void addHistory(tx, { orderId, code, reason }),
  filesMissing: (tx, orderId, photoIds) => {
    markMissing(tx.db, orderId, photoIds);
    const order = findOrder(tx.db, orderId);
    if (!order) return;
    tellEdit(tx, order, { files: { missing: [...photoIds], deletedAt: null } });
    const rules = settings(tx.db);
    const change = { to: 'files_needed', actor: 'system', reason: null } as const;
    const facts = factsOf(tx.db, rules, order, 'system');
    if (decideTransition({ ...change, from: order.status, facts }).kind === 'ok')
      changeStatus(tx, rules, order, change);
  },
});
