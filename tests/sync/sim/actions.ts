import { TRANSITIONS } from '../../../shared/domain/orderStatus.ts';
import { OpId } from '../../../shared/sync/primitives.ts';
import type { OpBody } from '../../../shared/sync/opBodies.ts';
import type { OrderDocument } from '../../../shared/sync/orderDocument.ts';
import { applyOrderOp } from '../../../shared/sync/rules/applyOrderOp.ts';
import { setRestricted } from '../../../shared/sync/rules/subjectState.ts';
import { newOrder } from '../tools/queue.ts';
import type { Act } from './schedule.ts';
import type { SimTerminal } from './simTerminal.ts';

type OrderOp = Parameters<typeof applyOrderOp>[2];

const EVENT = { at: 1, by: null, window: 'counter', from: null, to: null, reason: null } as const;

/** So many orders are worked on by all. */
const SHARED = 3;

/** Made of drawn digits, so that a run is the same each time. */
export interface Draw {
  readonly hex: (bytes: number) => string;
  readonly ulid: () => string;
}

const bodyOf = (act: Act, document: OrderDocument, pick: number, draw: Draw): OrderOp | null => {
  const { status } = document;
  if (act === 'note' || act === 'shelve') {
    const edit = act === 'note' ? { note: `n${pick}` } : { place: `p${pick}` };
    return { key: 'order.edited@1', body: { edit, event: null } };
  }
  if (act === 'pay') {
    const payment = {
      paymentId: draw.ulid(),
      kind: 'payment',
      amount: 100 + pick,
      method: 'cash',
      corrects: null,
      tillReceipt: null,
      at: 1,
      day: '2026-11-30',
      by: null,
      reason: null,
    } as OpBody<'payment.recorded@1'>['payment'];
    return { key: 'payment.recorded@1', body: { payment, event: { ...EVENT, code: 'payment' } } };
  }
  const steps = TRANSITIONS.filter(
    ({ from, to, who }) => from === status && to !== 'draft' && to !== 'gone' && who.includes('manager'),
  );
  const step = steps[pick % Math.max(1, steps.length)];
  if (step === undefined || step.to === 'gone') return null;
  const { from, to } = step;
  const heldFrom = to === 'on_hold' ? from : null;
  const event = { ...EVENT, code: 'status', from, to };
  return { key: 'order.moved@1', body: { from, to, actor: 'manager', heldFrom, closedAt: null, event } };
};

/** The orders that everybody works on: few, so that terminals meet. */
const ordersOf = (terminal: SimTerminal): readonly OrderDocument[] =>
  terminal
    .replicas()
    .filter(({ entity }) => entity === 'order')
    .map(({ state }) => JSON.parse(state) as OrderDocument)
    .toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1))
    .slice(0, SHARED);

/** What the order becomes at the terminal itself; null where its rules refuse. */
const effectOf = (terminal: SimTerminal, before: OrderDocument | null, op: OrderOp, entityId: string) => {
  const head = { terminalId: terminal.enrolment.terminalId as never, baseVersion: null, entityId };
  const state = before && { version: 1, document: before, parts: {}, movedBy: head.terminalId };
  return (opId: string): OrderDocument => {
    const after = applyOrderOp(state, { ...head, opId: OpId.parse(opId) }, op).state;
    if (after === null) throw new Error('the rules of the order refuse what the terminal offers');
    return after.document;
  };
};

const restrict = (terminal: SimTerminal, pick: number): string | null => {
  // Few people, so that terminals meet on one.
  const ref = (pick % 3).toString(16).padStart(32, '0') as never;
  const restrictedAt = pick % 2 === 0 ? pick + 1 : null;
  const before = terminal.replica('subject', ref);
  const document = before === undefined ? null : JSON.parse(before);
  const op = {
    key: 'subject.restricted@1',
    entity: 'subject',
    entityId: ref,
    body: { restrictedAt },
  } as const;
  return terminal.act(
    op,
    () => setRestricted(document && { version: 1, document }, ref, restrictedAt).document,
  );
};

/** Lets somebody do something at a terminal. Answers the op's id once it was told to be saved. */
export const doAct = (terminal: SimTerminal, act: Act, pick: number, draw: Draw): string | null => {
  if (act === 'restrict') return restrict(terminal, pick);
  const orders = ordersOf(terminal);
  const order = orders[pick % Math.max(1, orders.length)];
  if (act === 'place' || order === undefined) {
    const made = { ...newOrder('01'), orderId: draw.ulid() as never };
    const op = { key: 'order.placed@1', body: { order: made, event: { ...EVENT, code: 'placed' } } } as const;
    return terminal.act(
      { ...op, entity: 'order', entityId: made.orderId },
      effectOf(terminal, null, op, made.orderId),
    );
  }
  const op = bodyOf(act, order, pick, draw);
  if (op === null) return null;
  const { orderId } = order;
  return terminal.act(
    { ...op, entity: 'order', entityId: orderId } as never,
    effectOf(terminal, order, op, orderId),
  );
};
