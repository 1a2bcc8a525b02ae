import type { z } from '../../../../../shared/domain/z.ts';
import type { PaymentView } from '../../../../../shared/contract/orders.ts';
import type { OrderId } from '../../../../../shared/domain/ids.ts';
import type { PaymentEntry } from '../../../../../shared/domain/payment.ts';
import type { ShopDay } from '../../../../../shared/domain/time.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';

export interface PaymentRecord extends PaymentEntry {
  readonly tillReceipt: string | null;
  readonly at: number;
  /** Null for staff of another terminal who are not known here. */
  readonly by: string | null;
}

export const listPayments = (db: ReadableDb, orderId: OrderId): readonly PaymentRecord[] =>
  db.all<PaymentRecord>(sql`SELECT p.payment_id AS paymentId, p.kind, p.amount, p.method, p.corrects,
      p.till_receipt AS tillReceipt, p.at, s.name AS by
    FROM payment p LEFT JOIN staff s ON s.staff_id = p.staff_id
    WHERE p.order_id = ${orderId} ORDER BY p.at, p.rowid`);

export interface NewPayment extends PaymentEntry {
  readonly orderId: OrderId;
  readonly tillReceipt: string | null;
  readonly at: number;
  readonly day: ShopDay;
  readonly staffId: string | null;
  readonly reason: string | null;
  /** It went through the till of another terminal. */
  readonly elsewhere: boolean;
}

export const insertPayment = (db: WritableDb, payment: NewPayment): void =>
  assertChanged(
    db.run(sql`INSERT INTO payment (payment_id, order_id, kind, amount, method, till_receipt, at, day, staff_id,
        corrects, reason, elsewhere)
      VALUES (${payment.paymentId}, ${payment.orderId}, ${payment.kind}, ${payment.amount}, ${payment.method},
        ${payment.tillReceipt}, ${payment.at}, ${payment.day}, ${payment.staffId}, ${payment.corrects},
        ${payment.reason}, ${payment.elsewhere ? 1 : 0})`),
  );

export const toPaymentView = (
  payment: PaymentRecord,
  all: readonly PaymentRecord[],
): z.infer<typeof PaymentView> => ({
  paymentId: payment.paymentId,
  kind: payment.kind,
  amount: payment.amount,
  method: payment.method,
  tillReceipt: payment.tillReceipt,
  at: payment.at,
  by: payment.by,
  corrected: all.some(({ corrects }) => corrects === payment.paymentId),
});
