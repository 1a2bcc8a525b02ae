import type { CoreDeps } from '../../call/deps.ts';
import type { Tx } from '../../call/context.ts';
import { decideTransition } from '../../../../shared/domain/orderStatus.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { MessageOrders } from '../messages/index.ts';
import { actorOf } from './change/actor.ts';
import { changeStatus } from './change/changeStatus.ts';
import { listHistory, markUndone } from './store/history.store.ts';
import { findOrder, type OrderRecord } from './store/orders.store.ts';
import { addToldLine } from './tell/tellOrder.ts';

/** Moves a ready order on, its customer being told. */
const notified = (tx: Tx, settings: Settings, order: OrderRecord): void => {
  const actor = tx.caller.staffId === null ? 'system' : actorOf(tx);
  const change = { to: 'notified', actor, reason: null, facts: { customerTold: true } } as const;
  if (decideTransition({ ...change, from: order.status }).kind === 'ok')
    changeStatus(tx, settings, order, change);
};

const noteTold = (tx: Tx, order: OrderRecord, code: 'reminded' | 'called'): void =>
  void addToldLine(tx, order, { code }, 'order.edited@1', { edit: {} });

/** What messages tell orders, in their own transactions. */
export const ordersForMessages = ({ settings }: Pick<CoreDeps, 'settings'>): MessageOrders => ({
  told: (tx, orderId, template) => {
    const order = findOrder(tx.db, orderId);
    if (!order) return;
    if (template === 'order.reminder') return noteTold(tx, order, 'reminded');
    // A call has its own line: other terminals may not know who it was, and tell it by that from what went by itself. It
    // comes first, so that the change stays the last one and can be taken back.
    if (tx.caller.staffId !== null) noteTold(tx, order, 'called');
    if (template === 'order.ready') notified(tx, settings(tx.db), order);
  },
  bounced: (tx, orderId, template) => {
    if (template !== 'order.reminder') return;
    // Nobody was reminded by what came back.
    const entry = listHistory(tx.db, orderId).find(
      ({ code, by, undone }) => code === 'reminded' && by === null && !undone,
    );
    if (entry) markUndone(tx.db, entry.historyId);
  },
});
