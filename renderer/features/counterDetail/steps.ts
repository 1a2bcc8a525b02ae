import type { OrderDetail } from '../../../shared/contract/orders.ts';
import type { OrderStatus } from '../../../shared/domain/orderStatus.ts';

type Step = OrderDetail['next'][number];
type Role = 'staff' | 'manager';

/** The usual way of an order; the rest of `next` are side tracks. */
const FORWARD: Readonly<Partial<Record<OrderStatus, OrderStatus>>> = {
  placed: 'in_production',
  files_needed: 'placed',
  in_production: 'ready',
  in_transit: 'ready',
  ready: 'picked_up',
  notified: 'picked_up',
  uncollected: 'picked_up',
};

const allowed = (step: Step | undefined, role: Role): Step | null =>
  step !== undefined && (!step.managerOnly || role === 'manager') ? step : null;

/** The one step that is the primary button; null when the order has arrived or needs someone else. */
export function primaryStep(order: Pick<OrderDetail, 'status' | 'next'>, role: Role): Step | null {
  const to =
    order.status === 'on_hold'
      ? order.next.find((step) => step.to !== 'cancelled')?.to
      : FORWARD[order.status];
  return allowed(
    order.next.find((step) => step.to === to),
    role,
  );
}

/** The other steps this role may take; printing again is an action of its own and carries its photos. */
export function sideSteps(order: Pick<OrderDetail, 'status' | 'next'>, role: Role): readonly Step[] {
  const primary = primaryStep(order, role);
  return order.next.filter(
    (step) =>
      step.to !== primary?.to &&
      step.to !== 'picked_up' &&
      !isReprint(order, step) &&
      allowed(step, role) !== null,
  );
}

const isReprint = (order: Pick<OrderDetail, 'status'>, step: Step): boolean =>
  step.to === 'in_production' && (order.status === 'ready' || order.status === 'notified');

export const mayReprint = (order: Pick<OrderDetail, 'status' | 'next'>): boolean =>
  order.next.some((step) => isReprint(order, step));

const EDITABLE: readonly OrderStatus[] = ['placed', 'files_needed', 'on_hold', 'in_production'];

/** Lines can be changed until a controller has one of them (ORD-3); core has the last word. */
export const mayEdit = (order: Pick<OrderDetail, 'status'>): boolean => EDITABLE.includes(order.status);

const WITH_THE_LAB: readonly OrderDetail['jobs'][number]['state'][] = ['handed_over', 'accepted', 'printed'];

/** What the lab already has is changed or made again as an order of its own (ORD-3). */
export const mayLink = (order: Pick<OrderDetail, 'status' | 'jobs'>): boolean =>
  !mayEdit(order) || order.jobs.some(({ state }) => WITH_THE_LAB.includes(state));

/** After the hand-over, once it can no longer be taken back, the photos may go before their time (PRV-3). */
export const mayDeleteFiles = (
  { status, filesDeletedAt, history }: Pick<OrderDetail, 'status' | 'filesDeletedAt' | 'history'>,
  now: number,
): boolean =>
  status === 'picked_up' &&
  filesDeletedAt === null &&
  !history.some(({ undoableUntil }) => undoableUntil !== null && undoableUntil > now);

export const isOver = (order: Pick<OrderDetail, 'status'>): boolean =>
  order.status === 'picked_up' || order.status === 'cancelled';
