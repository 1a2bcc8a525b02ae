import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PaymentId, ulid } from './ids.ts';
import { decideCorrection, type PaymentEntry, paymentStanding } from './payment.ts';

const id = (n: number) => PaymentId.parse(ulid(n, new Uint8Array(10)));
const entry = (n: number, amount: number, more: Partial<PaymentEntry> = {}): PaymentEntry => ({
  paymentId: id(n),
  kind: amount < 0 ? 'refund' : 'payment',
  amount,
  method: 'cash',
  corrects: null,
  ...more,
});

describe('state of payment', () => {
  it.each([
    [1000, [], 'unpaid', 1000],
    [1000, [400], 'part', 600],
    [1000, [400, 600], 'paid', 0],
    [1000, [1000, -400], 'part', 400],
    [1000, [1000, -1000], 'unpaid', 1000],
    [1000, [1001], 'overpaid', -1],
    [0, [], 'paid', 0],
    [0, [1], 'overpaid', -1],
    [1000, [-5], 'unpaid', 1005],
  ] as const)('[PAY-1] total %i with %j is %s, due %i', (total, amounts, state, due) => {
    const entries = amounts.map((amount, i) => entry(i, amount));
    expect(paymentStanding(total, entries)).toEqual({ state, due, paid: total - due });
  });

  it('[PAY-1] follows from the sum alone, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 500 })), fc.nat(1000), (amounts, total) => {
        const entries = amounts.map((amount, i) => entry(i, amount));
        expect(paymentStanding(total, entries.toReversed())).toEqual(paymentStanding(total, entries));
      }),
    );
  });
});

describe('correction', () => {
  it('[PAY-4] is a counter-entry that leaves the wrong one and cancels its amount', () => {
    const entries = [entry(1, 1000), entry(2, 90, { method: 'card' })];
    const decision = decideCorrection(entries, id(2));
    expect(decision).toEqual({
      kind: 'ok',
      entry: { kind: 'correction', amount: -90, method: 'card', corrects: id(2) },
    });
    const after = decision.kind === 'ok' ? [...entries, { ...decision.entry, paymentId: id(3) }] : [];
    expect(after).toHaveLength(3);
    expect(paymentStanding(1000, after)).toEqual({ state: 'paid', paid: 1000, due: 0 });
  });

  it('[PAY-4] corrects a refund upwards', () => {
    expect(decideCorrection([entry(1, -200)], id(1))).toMatchObject({ entry: { amount: 200 } });
  });

  it('[PAY-4] is refused twice, for a correction, and for an unknown entry', () => {
    const entries = [entry(1, 1000), entry(2, -1000, { kind: 'correction', corrects: id(1) })];
    expect(decideCorrection(entries, id(1))).toEqual({ kind: 'refuse', code: 'CONFLICT' });
    expect(decideCorrection(entries, id(2))).toEqual({ kind: 'refuse', code: 'CONFLICT' });
    expect(decideCorrection(entries, id(3))).toEqual({ kind: 'refuse', code: 'NOT_FOUND' });
  });
});
