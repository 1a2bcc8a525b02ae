import { z } from './z.ts';
import { PaymentId } from './ids.ts';
import { Cents, sumCents } from './money.ts';

export const PaymentKind = z.enum(['payment', 'refund', 'correction']);
export type PaymentKind = z.infer<typeof PaymentKind>;

export const PaymentMethod = z.enum(['cash', 'card']);
export type PaymentMethod = z.infer<typeof PaymentMethod>;

/**
 * One entry of an order's payments, never changed or deleted. `amount` is signed: a payment is positive, a refund
 * negative, a correction the exact opposite of the entry it names in `corrects`.
 */
export const PaymentEntry = z.object({
  paymentId: PaymentId,
  kind: PaymentKind,
  amount: Cents,
  method: PaymentMethod,
  corrects: PaymentId.nullable(),
});
export type PaymentEntry = z.infer<typeof PaymentEntry>;

export const PAYMENT_STATES = ['unpaid', 'part', 'paid', 'overpaid'] as const;
export const PaymentState = z.enum(PAYMENT_STATES);
export type PaymentState = z.infer<typeof PaymentState>;

export interface PaymentStanding {
  readonly state: PaymentState;
  readonly paid: Cents;
  /** Still to pay; negative is to be given back. */
  readonly due: Cents;
}

/** What the entries of an order add up to against its total. */
export function paymentStanding(
  total: Cents,
  entries: readonly Pick<PaymentEntry, 'amount'>[],
): PaymentStanding {
  const paid = sumCents(entries.map((entry) => entry.amount));
  return { state: stateOf(total, paid), paid, due: total - paid };
}

function stateOf(total: Cents, paid: Cents): PaymentState {
  if (paid > total) return 'overpaid';
  if (paid === total) return 'paid';
  return paid > 0 ? 'part' : 'unpaid';
}

export type CorrectionDecision =
  | { readonly kind: 'ok'; readonly entry: Omit<PaymentEntry, 'paymentId'> }
  | { readonly kind: 'refuse'; readonly code: 'NOT_FOUND' | 'CONFLICT' };

/** The counter-entry for a wrong one. Corrections cannot be corrected, nor an entry twice: enter it anew instead. */
export function decideCorrection(entries: readonly PaymentEntry[], wrong: PaymentId): CorrectionDecision {
  const entry = entries.find(({ paymentId }) => paymentId === wrong);
  if (!entry) return { kind: 'refuse', code: 'NOT_FOUND' };
  const taken = entry.kind === 'correction' || entries.some(({ corrects }) => corrects === wrong);
  if (taken) return { kind: 'refuse', code: 'CONFLICT' };
  const { amount, method } = entry;
  return { kind: 'ok', entry: { kind: 'correction', amount: -amount, method, corrects: wrong } };
}
