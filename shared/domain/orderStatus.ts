import { z } from './z.ts';

export const ORDER_STATUSES = [
  'draft',
  'placed',
  'files_needed',
  'on_hold',
  'in_production',
  'in_transit',
  'ready',
  'notified',
  'picked_up',
  'uncollected',
  'cancelled',
] as const;

export const OrderStatus = z.enum(ORDER_STATUSES);
export type OrderStatus = z.infer<typeof OrderStatus>;

/** Final once the time to undo has passed. */
export const FINAL_STATUSES = ['picked_up', 'cancelled'] as const satisfies readonly OrderStatus[];

/** `gone`: a draft is wiped and leaves nothing behind. */
export type TransitionTarget = OrderStatus | 'gone';

/** A manager may do whatever staff may. `system` is the core itself: idle, rules, jobs, the calendar. */
export const ACTORS = ['customer', 'staff', 'manager', 'system'] as const;
export type Actor = (typeof ACTORS)[number];

/** What the core has found out; anything not stated counts as not met. */
export interface TransitionFacts {
  /** Every line has a price and a way to a printer. */
  readonly pricedAndRouted?: boolean;
  readonly filesStored?: boolean;
  readonly jobsBuilt?: boolean;
  /** The store rule lets production start now: unpaid starts are allowed, or the order is paid. */
  readonly startAllowed?: boolean;
  /** The store rule starts production without staff. */
  readonly startsByItself?: boolean;
  /** Each missing or unreadable file is named. */
  readonly badFilesNamed?: boolean;
  /** Each of them is replaced, or its line removed. */
  readonly badFilesResolved?: boolean;
  readonly statusBeforeHold?: OrderStatus | null;
  readonly jobsDone?: boolean;
  /** Staff of the producing store recorded the job list and box number. */
  readonly sentByProducer?: boolean;
  /** Staff of the collecting store scanned the box in. */
  readonly receivedByScan?: boolean;
  /** Central accepted the message, or a call is recorded. */
  readonly customerTold?: boolean;
  readonly paidInFull?: boolean;
  readonly collectionDaysOver?: boolean;
  /** The reminder went out, or there was nobody to remind. */
  readonly reminded?: boolean;
  readonly jobHandedOver?: boolean;
  /** Nothing was paid, or the refund due was shown. */
  readonly refundShown?: boolean;
  readonly keepingOver?: boolean;
  readonly printsDestroyed?: boolean;
}

export const CONDITIONS = [
  'pricedAndRouted',
  'filesStored',
  'jobsBuilt',
  'startAllowed',
  'startsByItself',
  'badFilesNamed',
  'badFilesResolved',
  'isStatusBeforeHold',
  'jobsDone',
  'sentByProducer',
  'receivedByScan',
  'customerTold',
  'paidOrManager',
  'collectionDaysOver',
  'reminded',
  'refundShown',
  'keepingOver',
  'printsDestroyed',
] as const;
export type ConditionId = (typeof CONDITIONS)[number];

export interface Transition {
  readonly from: OrderStatus;
  readonly to: TransitionTarget;
  readonly who: readonly Actor[];
  readonly conditions: readonly ConditionId[];
  readonly reason: boolean;
  /** Staff may do it only while no job has been handed over; after that it takes a manager. */
  readonly managerAfterHandOver: boolean;
}

const CREW = ['staff', 'manager'] as const satisfies readonly Actor[];

interface RowOptions {
  readonly needs?: readonly ConditionId[];
  readonly reason?: true;
  readonly managerAfterHandOver?: true;
}

function rows(
  from: readonly OrderStatus[],
  to: TransitionTarget,
  who: readonly Actor[],
  options: RowOptions = {},
): readonly Transition[] {
  const { needs = [], reason = false, managerAfterHandOver = false } = options;
  return from.map((status) => ({ from: status, to, who, conditions: needs, reason, managerAfterHandOver }));
}

/** Statuses an order can be held in, and goes back to. */
const HOLDABLE = [
  'placed',
  'files_needed',
  'in_production',
  'ready',
] as const satisfies readonly OrderStatus[];

/** The whole life of an order, and nothing else: what is not in this table is refused. */
export const TRANSITIONS: readonly Transition[] = [
  ...rows(['draft'], 'placed', ['customer', ...CREW], { needs: ['pricedAndRouted', 'filesStored'] }),
  ...rows(['draft'], 'gone', ['customer', ...CREW, 'system']),
  ...rows(['placed'], 'in_production', CREW, { needs: ['jobsBuilt', 'startAllowed'] }),
  ...rows(['placed'], 'in_production', ['system'], {
    needs: ['jobsBuilt', 'startAllowed', 'startsByItself'],
  }),
  ...rows(['placed', 'in_production'], 'files_needed', [...CREW, 'system'], { needs: ['badFilesNamed'] }),
  ...rows(['files_needed'], 'placed', ['customer', ...CREW], { needs: ['badFilesResolved'] }),
  ...rows(HOLDABLE, 'on_hold', CREW, { reason: true }),
  ...HOLDABLE.flatMap((to) => rows(['on_hold'], to, CREW, { needs: ['isStatusBeforeHold'] })),
  ...rows(['in_production'], 'ready', [...CREW, 'system'], { needs: ['jobsDone'] }),
  ...rows(['in_production'], 'in_transit', CREW, { needs: ['sentByProducer'] }),
  ...rows(['in_transit'], 'ready', CREW, { needs: ['receivedByScan'] }),
  ...rows(['ready'], 'notified', [...CREW, 'system'], { needs: ['customerTold'] }),
  ...rows(['ready', 'notified'], 'in_production', CREW, { reason: true }),
  ...rows(['ready', 'notified', 'uncollected'], 'picked_up', CREW, { needs: ['paidOrManager'] }),
  ...rows(['ready', 'notified'], 'uncollected', ['system'], { needs: ['collectionDaysOver', 'reminded'] }),
  ...rows(['placed', 'files_needed', 'on_hold'], 'cancelled', CREW, {
    needs: ['refundShown'],
    reason: true,
    managerAfterHandOver: true,
  }),
  ...rows(['in_production', 'in_transit', 'ready', 'notified'], 'cancelled', ['manager'], {
    needs: ['refundShown'],
    reason: true,
  }),
  ...rows(['uncollected'], 'cancelled', ['manager'], { needs: ['printsDestroyed'] }),
  ...rows(['uncollected'], 'cancelled', ['system'], { needs: ['keepingOver', 'printsDestroyed'] }),
];

export type TransitionRefusal =
  | { readonly kind: 'refuse'; readonly code: 'TRANSITION_REFUSED'; readonly condition: ConditionId | null }
  | { readonly kind: 'refuse'; readonly code: 'MANAGER_NEEDED' | 'REASON_NEEDED' | 'NOT_PAID' };

export type TransitionDecision = { readonly kind: 'ok'; readonly transition: Transition } | TransitionRefusal;

export interface TransitionQuestion {
  readonly from: OrderStatus;
  readonly to: TransitionTarget;
  readonly actor: Actor;
  readonly reason: string | null;
  readonly facts: TransitionFacts;
}

/** Whether one change of status may happen now. `condition` names the first one not met. */
export function decideTransition(question: TransitionQuestion): TransitionDecision {
  const { from, to, actor, facts } = question;
  const row = findTransition(from, to, actor);
  if (!row) {
    const forManager = actor === 'staff' && findTransition(from, to, 'manager') !== undefined;
    return forManager ? { kind: 'refuse', code: 'MANAGER_NEEDED' } : refused(null);
  }
  if (row.managerAfterHandOver && facts.jobHandedOver !== false && actor === 'staff') {
    return { kind: 'refuse', code: 'MANAGER_NEEDED' };
  }
  const reasonGiven = (question.reason ?? '').trim() !== '';
  if (row.reason && !reasonGiven) return { kind: 'refuse', code: 'REASON_NEEDED' };
  const unmet = row.conditions.find((condition) => !isMet(condition, question));
  if (unmet === 'paidOrManager')
    return { kind: 'refuse', code: actor === 'manager' ? 'REASON_NEEDED' : 'NOT_PAID' };
  return unmet === undefined ? { kind: 'ok', transition: row } : refused(unmet);
}

export interface NextStep {
  readonly to: OrderStatus;
  readonly needsReason: boolean;
  readonly managerOnly: boolean;
}

/**
 * The steps a person may choose from a status, in the order of the table. `managerOnly` are those staff see but
 * cannot take. The core still decides when one is taken.
 */
export function nextSteps(from: OrderStatus, facts: TransitionFacts): readonly NextStep[] {
  return ORDER_STATUSES.flatMap((to): NextStep[] => {
    const row = findTransition(from, to, 'manager');
    if (!row || (from === 'on_hold' && to !== 'cancelled' && facts.statusBeforeHold !== to)) return [];
    const managerOnly =
      !row.who.includes('staff') || (row.managerAfterHandOver && facts.jobHandedOver !== false);
    return [{ to, needsReason: row.reason, managerOnly }];
  });
}

/** Every status change can be taken back for this long; messages and hand-over to a controller start only then. */
export const UNDO_MS = 10_000;

export type UndoDecision =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refuse'; readonly code: 'UNDO_EXPIRED' | 'ORDER_CHANGED' };

/** Whether the latest change may be taken back. A clock that went backwards never gives more time. */
export function decideUndo(change: {
  readonly changedAt: number;
  readonly now: number;
  readonly isLatest: boolean;
}): UndoDecision {
  if (!change.isLatest) return { kind: 'refuse', code: 'ORDER_CHANGED' };
  const age = change.now - change.changedAt;
  return age >= 0 && age < UNDO_MS ? { kind: 'ok' } : { kind: 'refuse', code: 'UNDO_EXPIRED' };
}

function findTransition(from: OrderStatus, to: TransitionTarget, actor: Actor): Transition | undefined {
  return TRANSITIONS.find((row) => row.from === from && row.to === to && row.who.includes(actor));
}

function refused(condition: ConditionId | null): TransitionRefusal {
  return { kind: 'refuse', code: 'TRANSITION_REFUSED', condition };
}

function isMet(condition: ConditionId, { to, actor, reason, facts }: TransitionQuestion): boolean {
  if (condition === 'isStatusBeforeHold') return facts.statusBeforeHold === to;
  if (condition === 'paidOrManager') {
    return facts.paidInFull === true || (actor === 'manager' && (reason ?? '').trim() !== '');
  }
  return facts[condition] === true;
}
