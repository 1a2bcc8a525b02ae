import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { WithdrawalCode } from '../../../../shared/domain/orderNumber.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { TicketOrders } from '../ticketPrinting/index.ts';
import { getOrder } from './store/access.ts';
import { addHistory } from './store/history.store.ts';
import { findOrder } from './store/orders.store.ts';
import { ticketView } from './ticketView.ts';

/** The last screen of a visit stays for seconds, with more time for minutes. */
const OWN_SCREEN_MS = 30 * 60_000;

export interface WithdrawalOnPaper {
  /** What takes the person's consents back, printed beside them; null when none were given. */
  readonly withdrawalCode: (db: ReadableDb, personId: PersonId) => WithdrawalCode | null;
}

/** What the printing of tickets needs of orders. */
export const ordersForTickets = ({
  settings,
  catalogue,
  withdrawalCode,
}: Pick<CoreDeps, 'settings' | 'catalogue'> & WithdrawalOnPaper): TicketOrders => ({
  assertVisible: (asking, orderId) => {
    // A customer prints only what their own last screen asks for: an order placed at this kiosk just now.
    if (asking.caller.role !== 'customer') return void getOrder(asking, orderId, 'reprint');
    const order = findOrder(asking.db, orderId) ?? reject('NOT_FOUND');
    if (order.source !== 'kiosk' || asking.now - order.placedAt > OWN_SCREEN_MS) reject('NOT_FOUND');
  },
  view: (db, orderId, copyOf, forStaff) => {
    const order = findOrder(db, orderId);
    const list = order && catalogue(db, order.catalogueVersion);
    if (!order || !list) return null;
    const code = order.personId === null ? null : withdrawalCode(db, order.personId);
    return ticketView(db, settings(db), list, order, {
      locale: forStaff ? 'lv' : order.locale,
      copyOf,
      code,
    });
  },
  notePrinted: (tx, orderId) => void addHistory(tx, { orderId, code: 'printed_ticket' }),
});
