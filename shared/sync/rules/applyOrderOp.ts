import { TRANSITIONS } from '../../domain/orderStatus.ts';
import type { OpBody } from '../opBodies.ts';
import type { OrderDocument, OrderEvent } from '../orderDocument.ts';
import type { OpHeader } from '../op.ts';
import { applyEdit } from './applyEdit.ts';
import type { OrderOutcome, OrderState } from './orderState.ts';

type OrderOp =
  | { readonly key: 'order.placed@1'; readonly body: OpBody<'order.placed@1'> }
  | { readonly key: 'order.moved@1'; readonly body: OpBody<'order.moved@1'> }
  | { readonly key: 'order.undone@1'; readonly body: OpBody<'order.undone@1'> }
  | { readonly key: 'order.edited@1'; readonly body: OpBody<'order.edited@1'> }
  | { readonly key: 'payment.recorded@1'; readonly body: OpBody<'payment.recorded@1'> };

type Head = Pick<OpHeader, 'opId' | 'terminalId' | 'baseVersion' | 'entityId'>;

const refuse = (state: OrderState | null, code: string): OrderOutcome => ({
  status: 'rejected',
  code,
  state,
});

/** The state after a change, with the line of history it makes. */
const next = (
  state: OrderState,
  head: Head,
  change: Partial<OrderDocument>,
  event: Omit<OrderEvent, 'opId'>,
): OrderState => ({
  ...state,
  version: state.version + 1,
  document: {
    ...state.document,
    ...change,
    history: [...state.document.history, { opId: head.opId, ...event }],
  },
});

const place = (
  state: OrderState | null,
  head: Head,
  { order, event }: OpBody<'order.placed@1'>,
): OrderOutcome => {
  if (order.orderId !== head.entityId) return refuse(state, 'entity_mismatch');
  if (state !== null) return refuse(state, 'exists');
  const document: OrderDocument = {
    ...order,
    status: 'placed',
    heldFrom: null,
    closedAt: null,
    filesDeletedAt: null,
    place: null,
    note: null,
    payments: [],
    history: [{ opId: head.opId, ...event }],
  };
  return {
    status: 'applied',
    code: null,
    state: { version: 1, document, parts: {}, movedBy: head.terminalId },
  };
};

const isInTable = ({ from, to, actor }: OpBody<'order.moved@1'>): boolean =>
  TRANSITIONS.some((row) => row.from === from && row.to === to && row.who.includes(actor));

/**
 * A change of status in central's order. Conditions that only the terminal can know (jobs built, paid) were its to
 * check; central checks that the step exists, for whom, and that the order is still where it started from.
 */
const move = (state: OrderState, head: Head, body: OpBody<'order.moved@1'>): OrderOutcome => {
  const { status } = state.document;
  if (status === body.to) return { status: 'already', code: null, state };
  if (status !== body.from) return refuse(state, 'order_moved_on');
  if (body.to === 'draft' || !isInTable(body)) return refuse(state, 'transition_refused');
  const change = { status: body.to, heldFrom: body.heldFrom, closedAt: body.closedAt };
  const moved = next(state, head, change, body.event);
  return { status: 'applied', code: null, state: { ...moved, movedBy: head.terminalId } };
};

const undo = (state: OrderState, head: Head, body: OpBody<'order.undone@1'>): OrderOutcome => {
  if (state.document.status !== body.from || state.movedBy !== head.terminalId)
    return refuse(state, 'order_moved_on');
  if (body.to === 'draft') return refuse(state, 'transition_refused');
  const change = { status: body.to, heldFrom: body.heldFrom, closedAt: body.closedAt };
  return { status: 'applied', code: null, state: next(state, head, change, body.event) };
};

/** A fact of the till: added once, whatever the order has become meanwhile. */
const pay = (
  state: OrderState,
  head: Head,
  { payment, event }: OpBody<'payment.recorded@1'>,
): OrderOutcome => {
  const { payments } = state.document;
  if (payments.some(({ paymentId }) => paymentId === payment.paymentId))
    return { status: 'already', code: null, state };
  const state1 = next(state, head, { payments: [...payments, payment] }, event);
  return { status: 'applied', code: null, state: state1 };
};

/**
 * What one op makes of an order: the only place where this is decided, for central, the hub and the simulation. Pure.
 * A refused op changes nothing and still counts as done (sync specification 4.4, 5.3).
 */
export const applyOrderOp = (state: OrderState | null, head: Head, op: OrderOp): OrderOutcome => {
  if (op.key === 'order.placed@1') return place(state, head, op.body);
  if (state === null) return refuse(null, 'unknown_order');
  if (op.key === 'order.moved@1') return move(state, head, op.body);
  if (op.key === 'order.undone@1') return undo(state, head, op.body);
  if (op.key === 'payment.recorded@1') return pay(state, head, op.body);
  return applyEdit(state, head, op.body);
};
