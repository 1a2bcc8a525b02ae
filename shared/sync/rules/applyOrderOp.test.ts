import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewOrder, type OrderDocument } from '../orderDocument.ts';
import { applyOrderOp } from './applyOrderOp.ts';
import type { OrderState } from './orderState.ts';

const ORDER = '01K4Z2W6Y4W0V5N7D3B1A8C9E0';
const A = '01K4Z2W6Y4W0V5N7D3B1A8C9A0';
const B = '01K4Z2W6Y4W0V5N7D3B1A8C9B0';

const order = NewOrder.parse({
  orderId: ORDER,
  store: '01',
  day: '2026-11-30',
  letter: 'K',
  n: 27,
  claimCode: 'ABC-123',
  statusToken: 'f'.repeat(32),
  source: 'kiosk',
  locale: 'lv',
  notify: 'none',
  delivery: 'store',
  express: false,
  discount: null,
  catalogueVersion: 1,
  price: { catalogueVersion: 1, lines: [], total: 0, vat: [], cheaperIfMore: [] },
  content: '1 × 10×15',
  noticeVersion: '1',
  placedAt: 1,
  dueAt: 2,
  linkedTo: null,
  person: null,
  files: [],
  items: [],
});

const event = {
  at: 1,
  by: null,
  window: 'counter',
  code: 'status',
  from: null,
  to: null,
  reason: null,
} as const;

let ops = 0;
const head = (terminalId: string, baseVersion: number | null = null) => ({
  opId: (ops++).toString(16).padStart(32, '0'),
  terminalId: terminalId as never,
  baseVersion,
  entityId: ORDER,
});

const placed = (): OrderState => {
  const { state } = applyOrderOp(null, head(A), { key: 'order.placed@1', body: { order, event } });
  if (state === null) throw new Error('not placed');
  return state;
};

type Status = OrderDocument['status'];
const move = (
  state: OrderState,
  by: string,
  from: Status,
  to: Status,
  key: 'order.moved@1' | 'order.undone@1' = 'order.moved@1',
) =>
  applyOrderOp(state, head(by), {
    key,
    body: { from, to, actor: 'manager', heldFrom: null, closedAt: null, event },
  });
const note = (state: OrderState, by: string, text: string, base: number) =>
  applyOrderOp(state, head(by, base), { key: 'order.edited@1', body: { edit: { note: text }, event: null } });

describe('one op on an order', () => {
  it('[I2] places an order once', () => {
    const again = applyOrderOp(placed(), head(B), { key: 'order.placed@1', body: { order, event } });
    expect(again).toMatchObject({ status: 'rejected', code: 'exists' });
  });

  it('[I6] refuses a step from where the order no longer is, and a step that does not exist', () => {
    const made = move(placed(), A, 'placed', 'in_production').state;
    if (made === null) throw new Error('lost');
    expect(move(made, B, 'placed', 'cancelled')).toMatchObject({
      status: 'rejected',
      code: 'order_moved_on',
      state: made,
    });
    expect(move(made, B, 'in_production', 'picked_up')).toMatchObject({
      code: 'transition_refused',
      state: made,
    });
    expect(move(made, B, 'placed', 'in_production')).toMatchObject({ status: 'already', state: made });
  });

  it('[I6] lets only the terminal that moved the order take the move back', () => {
    const made = move(placed(), A, 'placed', 'in_production').state;
    if (made === null) throw new Error('lost');
    expect(move(made, B, 'in_production', 'placed', 'order.undone@1').code).toBe('order_moved_on');
    expect(move(made, A, 'in_production', 'placed', 'order.undone@1')).toMatchObject({ status: 'applied' });
  });

  it('[SYN-3] gives one part to the first at central and merges different parts', () => {
    const start = placed();
    const first = note(start, A, 'matt', start.version).state;
    if (first === null) throw new Error('lost');
    const second = applyOrderOp(first, head(B, start.version), {
      key: 'order.edited@1',
      body: { edit: { note: 'gloss', place: 'B4' }, event: null },
    });
    expect(second).toMatchObject({ status: 'conflict', code: 'note' });
    expect(second.state?.document).toMatchObject({ note: 'matt', place: 'B4' });
  });

  it('lets a terminal that knows of the change, or made it, change the part again', () => {
    const start = placed();
    const first = note(start, A, 'matt', start.version).state;
    if (first === null) throw new Error('lost');
    expect(note(first, A, 'own', start.version).status).toBe('applied');
    expect(note(first, B, 'seen', first.version).status).toBe('applied');
  });

  it('[I6] adds up what is said of files: two terminals delete them, and a photo found bad later changes nothing', () => {
    const files = (state: OrderState, by: string, missing: readonly string[], deletedAt: number | null) =>
      applyOrderOp(state, head(by, 1), {
        key: 'order.edited@1',
        body: { edit: { files: { missing: [...missing], deletedAt } }, event: null },
      });
    const first = files(placed(), A, [], 5);
    const second = files(first.state ?? placed(), B, [], 9);
    const third = files(second.state ?? placed(), B, ['01K4Z2W6Y4W0V5N7D3B1A8C9F0'], null);
    expect([first, second, third].map(({ status }) => status)).toEqual(['applied', 'applied', 'applied']);
    expect(third.state?.document.filesDeletedAt).toBe(5);
  });

  it('notes what was done to an order that changes no part of it', () => {
    const reminded = { ...event, code: 'reminded' };
    const after = applyOrderOp(placed(), head(B), {
      key: 'order.edited@1',
      body: { edit: {}, event: reminded },
    });
    expect(after).toMatchObject({ status: 'applied', state: { version: 2 } });
    expect(after.state?.document.history.at(-1)).toMatchObject(reminded);
  });

  it('[I2] counts each payment once, in any order and however often it comes', () => {
    const payments = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 });
    fc.assert(
      fc.property(payments, (arriving) => {
        const end = arriving.reduce<OrderState>((state, n) => {
          const payment = {
            paymentId: `01K4Z2W6Y4W0V5N7D3B1A8C9P${n}` as never,
            kind: 'payment',
            amount: 100 + n,
            method: 'cash',
            corrects: null,
            tillReceipt: null,
            at: 1,
            day: '2026-11-30',
            by: null,
            reason: null,
          } as const;
          const after = applyOrderOp(state, head(n % 2 === 0 ? A : B), {
            key: 'payment.recorded@1',
            body: { payment, event },
          });
          return after.state ?? state;
        }, placed());
        const amounts = new Set(arriving.map((n) => 100 + n));
        const sum = end.document.payments.reduce((total, { amount }) => total + amount, 0);
        expect(sum).toBe([...amounts].reduce((total, amount) => total + amount, 0));
      }),
    );
  });
});
