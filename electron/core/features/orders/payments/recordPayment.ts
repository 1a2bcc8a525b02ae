import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import { PaymentId, StaffId } from '../../../../../shared/domain/ids.ts';
import {
  decideCorrection,
  type PaymentEntry,
  paymentStanding,
} from '../../../../../shared/domain/payment.ts';
import { shopDayOf } from '../../../../../shared/domain/time.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { startIfDue } from '../change/startIfDue.ts';
import { getOrder } from '../store/access.ts';
import { type OrderRecord, updatePaid } from '../store/orders.store.ts';
import { insertPayment, listPayments } from '../store/payments.store.ts';
import { addToldLine } from '../tell/tellOrder.ts';

interface Entry extends Omit<PaymentEntry, 'paymentId'> {
  readonly tillReceipt: string | null;
  readonly reason: string | null;
}

/** Adds one entry and keeps the order's `paid` the sum of all of them (PAY-1). */
const addEntry = (tx: Tx, order: OrderRecord, entry: Entry): PaymentId => {
  const { orderId } = order;
  const paymentId = PaymentId.parse(tx.ids.ulid());
  const staffId = tx.caller.staffId ?? reject('FORBIDDEN');
  const fact = { ...entry, paymentId, at: tx.now, day: shopDayOf(tx.now) };
  insertPayment(tx.db, { ...fact, orderId, staffId, elsewhere: false });
  updatePaid(tx.db, orderId, paymentStanding(order.total, listPayments(tx.db, orderId)).paid);
  const code = entry.kind === 'correction' ? 'correction' : 'payment';
  const payment = { ...fact, by: StaffId.parse(staffId) };
  addToldLine(tx, order, { code, reason: entry.reason }, 'payment.recorded@1', { payment });
  tx.audit(`payment.${entry.kind}`, orderId);
  tx.emit('orders-changed', { orderId });
  return paymentId;
};

/** A payment or refund that went through the till. More than was paid cannot be given back. */
export const recordPayment = (
  tx: Tx,
  settings: Settings,
  input: CallInput<'orders:recordPayment'>,
): CallOutput<'orders:recordPayment'> => {
  const order = getOrder(tx, input.orderId, 'edit');
  const { kind, method, tillReceipt } = input;
  if (kind === 'refund' && input.amount > order.paid) return reject('AMOUNT_INVALID');
  const amount = kind === 'refund' ? -input.amount : input.amount;
  const paymentId = addEntry(tx, order, { kind, method, amount, corrects: null, tillReceipt, reason: null });
  startIfDue(tx, settings, order.orderId);
  return { paymentId };
};

/** The counter-entry to a wrong one; nothing is changed or deleted (PAY-4). */
export const correctPayment = (
  tx: Tx,
  input: CallInput<'orders:correctPayment'>,
): CallOutput<'orders:correctPayment'> => {
  const order = getOrder(tx, input.orderId, 'edit');
  const decision = decideCorrection(listPayments(tx.db, order.orderId), input.paymentId);
  if (decision.kind === 'refuse') return reject(decision.code);
  const { reason } = input;
  return { paymentId: addEntry(tx, order, { ...decision.entry, tillReceipt: null, reason }) };
};
