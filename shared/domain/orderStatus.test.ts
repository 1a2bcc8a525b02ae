import { describe, expect, it } from 'vitest';
import {
  ACTORS,
  type Actor,
  CONDITIONS,
  decideTransition,
  decideUndo,
  nextSteps,
  ORDER_STATUSES,
  type OrderStatus,
  type TransitionFacts,
  type TransitionTarget,
  UNDO_MS,
} from './orderStatus.ts';

/** The product's table, written out by hand: c customer, s staff, m manager, y system. */
const ALLOWED: Readonly<Record<string, string>> = {
  'draft > placed': 'csm',
  'draft > gone': 'csmy',
  'placed > in_production': 'smy',
  'placed > files_needed': 'smy',
  'placed > on_hold': 'sm',
  'placed > cancelled': 'sm',
  'files_needed > placed': 'csm',
  'files_needed > on_hold': 'sm',
  'files_needed > cancelled': 'sm',
  'on_hold > placed': 'sm',
  'on_hold > files_needed': 'sm',
  'on_hold > in_production': 'sm',
  'on_hold > ready': 'sm',
  'on_hold > cancelled': 'sm',
  'in_production > files_needed': 'smy',
  'in_production > on_hold': 'sm',
  'in_production > ready': 'smy',
  'in_production > in_transit': 'sm',
  'in_production > cancelled': 'm',
  'in_transit > ready': 'sm',
  'in_transit > cancelled': 'm',
  'ready > on_hold': 'sm',
  'ready > notified': 'smy',
  'ready > in_production': 'sm',
  'ready > picked_up': 'sm',
  'ready > uncollected': 'y',
  'ready > cancelled': 'm',
  'notified > in_production': 'sm',
  'notified > picked_up': 'sm',
  'notified > uncollected': 'y',
  'notified > cancelled': 'm',
  'uncollected > picked_up': 'sm',
  'uncollected > cancelled': 'my',
};
const LETTER = { customer: 'c', staff: 's', manager: 'm', system: 'y' } as const satisfies Record<
  Actor,
  string
>;

/** Facts under which everything the table holds may happen. */
function allMet(to: TransitionTarget): TransitionFacts {
  const met = Object.fromEntries(CONDITIONS.map((condition) => [condition, true]));
  return { ...met, paidInFull: true, jobHandedOver: false, statusBeforeHold: to === 'gone' ? null : to };
}

const ask = (
  from: OrderStatus,
  to: TransitionTarget,
  actor: Actor,
  facts: TransitionFacts,
  reason: string | null,
) => decideTransition({ from, to, actor, facts, reason });

describe('the table of transitions', () => {
  const targets: readonly TransitionTarget[] = [...ORDER_STATUSES, 'gone'];
  const every = ORDER_STATUSES.flatMap((from) =>
    targets.flatMap((to) => ACTORS.map((actor) => [from, to, actor] as const)),
  );

  it.each(every)('[ORD-1] %s to %s by %s', (from, to, actor) => {
    const allowed = (ALLOWED[`${from} > ${to}`] ?? '').includes(LETTER[actor]);
    expect(ask(from, to, actor, allMet(to), 'a reason').kind).toBe(allowed ? 'ok' : 'refuse');
  });

  it('[ORD-1] allows nothing when no fact is known, except wiping a draft and what needs a reason alone', () => {
    const open = every.filter(([from, to, actor]) => ask(from, to, actor, {}, null).kind === 'ok');
    expect(new Set(open.map(([from, to]) => `${from} > ${to}`))).toEqual(new Set(['draft > gone']));
  });

  it('[ORD-1] leaves picked_up and cancelled final', () => {
    for (const [from, to, actor] of every) {
      if (from !== 'picked_up' && from !== 'cancelled') continue;
      expect(ask(from, to, actor, allMet(to), 'a reason')).toEqual({
        kind: 'refuse',
        code: 'TRANSITION_REFUSED',
        condition: null,
      });
    }
  });
});

describe('conditions', () => {
  it.each<[OrderStatus, TransitionTarget, Actor, (typeof CONDITIONS)[number]]>([
    ['draft', 'placed', 'customer', 'pricedAndRouted'],
    ['draft', 'placed', 'customer', 'filesStored'],
    ['placed', 'in_production', 'staff', 'jobsBuilt'],
    ['placed', 'in_production', 'staff', 'startAllowed'],
    ['placed', 'in_production', 'system', 'startsByItself'],
    ['placed', 'files_needed', 'system', 'badFilesNamed'],
    ['in_production', 'files_needed', 'staff', 'badFilesNamed'],
    ['files_needed', 'placed', 'customer', 'badFilesResolved'],
    ['in_production', 'ready', 'system', 'jobsDone'],
    ['in_production', 'in_transit', 'staff', 'sentByProducer'],
    ['in_transit', 'ready', 'staff', 'receivedByScan'],
    ['ready', 'notified', 'system', 'customerTold'],
    ['ready', 'uncollected', 'system', 'collectionDaysOver'],
    ['notified', 'uncollected', 'system', 'reminded'],
    ['placed', 'cancelled', 'staff', 'refundShown'],
    ['ready', 'cancelled', 'manager', 'refundShown'],
    ['uncollected', 'cancelled', 'system', 'keepingOver'],
    ['uncollected', 'cancelled', 'manager', 'printsDestroyed'],
  ])('[ORD-1] %s to %s by %s needs %s', (from, to, actor, condition) => {
    const facts = { ...allMet(to), [condition]: false };
    expect(ask(from, to, actor, facts, 'a reason')).toEqual({
      kind: 'refuse',
      code: 'TRANSITION_REFUSED',
      condition,
    });
  });

  it('[ORD-1] goes back from hold only to the state before', () => {
    for (const to of ['placed', 'files_needed', 'in_production', 'ready'] as const) {
      expect(ask('on_hold', to, 'staff', { statusBeforeHold: to }, null).kind).toBe('ok');
      const other = to === 'placed' ? 'ready' : 'placed';
      expect(ask('on_hold', to, 'staff', { statusBeforeHold: other }, null).kind).toBe('refuse');
    }
  });

  it.each<[OrderStatus, OrderStatus, Actor]>([
    ['placed', 'on_hold', 'staff'],
    ['ready', 'on_hold', 'manager'],
    ['notified', 'in_production', 'staff'],
    ['placed', 'cancelled', 'staff'],
    ['in_transit', 'cancelled', 'manager'],
  ])('%s to %s by %s needs a reason', (from, to, actor) => {
    for (const reason of [null, '', '  ']) {
      expect(ask(from, to, actor, allMet(to), reason)).toEqual({ kind: 'refuse', code: 'REASON_NEEDED' });
    }
  });

  it('[PAY-3] hands over unpaid only to a manager with a reason', () => {
    const unpaid = { paidInFull: false };
    for (const from of ['ready', 'notified', 'uncollected'] as const) {
      expect(ask(from, 'picked_up', 'staff', unpaid, 'a reason')).toEqual({
        kind: 'refuse',
        code: 'NOT_PAID',
      });
      expect(ask(from, 'picked_up', 'manager', unpaid, null)).toEqual({
        kind: 'refuse',
        code: 'REASON_NEEDED',
      });
      expect(ask(from, 'picked_up', 'manager', unpaid, 'a reason').kind).toBe('ok');
      expect(ask(from, 'picked_up', 'staff', { paidInFull: true }, null).kind).toBe('ok');
    }
  });

  it('cancels only by a manager once a job was handed over, or when nobody knows', () => {
    for (const jobHandedOver of [{ jobHandedOver: true }, {}]) {
      const facts = { refundShown: true, ...jobHandedOver };
      expect(ask('on_hold', 'cancelled', 'staff', facts, 'a reason')).toEqual({
        kind: 'refuse',
        code: 'MANAGER_NEEDED',
      });
      expect(ask('on_hold', 'cancelled', 'manager', facts, 'a reason').kind).toBe('ok');
    }
    expect(ask('ready', 'cancelled', 'staff', allMet('cancelled'), 'a reason')).toEqual({
      kind: 'refuse',
      code: 'MANAGER_NEEDED',
    });
  });
});

describe('next steps', () => {
  it('lists what a person may choose, and what only a manager may', () => {
    expect(nextSteps('ready', {})).toEqual([
      { to: 'on_hold', needsReason: true, managerOnly: false },
      { to: 'in_production', needsReason: true, managerOnly: false },
      { to: 'notified', needsReason: false, managerOnly: false },
      { to: 'picked_up', needsReason: false, managerOnly: false },
      { to: 'cancelled', needsReason: true, managerOnly: true },
    ]);
    expect(nextSteps('picked_up', {})).toEqual([]);
  });

  it('shows one way back from hold, and who may cancel', () => {
    expect(nextSteps('on_hold', { statusBeforeHold: 'ready', jobHandedOver: true })).toEqual([
      { to: 'ready', needsReason: false, managerOnly: false },
      { to: 'cancelled', needsReason: true, managerOnly: true },
    ]);
    expect(nextSteps('placed', { jobHandedOver: false }).at(-1)).toEqual({
      to: 'cancelled',
      needsReason: true,
      managerOnly: false,
    });
  });
});

describe('undo', () => {
  const undo = (age: number, isLatest = true) =>
    decideUndo({ changedAt: 1_000_000, now: 1_000_000 + age, isLatest });

  it('[ORD-2] is possible for 10 s', () => {
    expect(UNDO_MS).toBe(10_000);
    expect(undo(0)).toEqual({ kind: 'ok' });
    expect(undo(9_999)).toEqual({ kind: 'ok' });
    expect(undo(10_000)).toEqual({ kind: 'refuse', code: 'UNDO_EXPIRED' });
  });

  it('[ORD-2] gives no more time to a clock that went backwards, and only takes back the latest change', () => {
    expect(undo(-1)).toEqual({ kind: 'refuse', code: 'UNDO_EXPIRED' });
    expect(undo(5, false)).toEqual({ kind: 'refuse', code: 'ORDER_CHANGED' });
  });
});
