import { expect, it } from 'vitest';
import { decideMove, REQUEST_TRANSITIONS, type RequestActor, type RequestFacts } from './requestStates.ts';
import type { RequestState } from './requestTypes.ts';

/** Who may take each step and what it needs, written down a second time: from, to, who, needs. */
const STEPS: readonly (readonly [from: string, to: RequestState, who: string, needs: string])[] = [
  ['received', 'id_pending', 'person staff manager system', 'identityDoubted'],
  ['received id_pending', 'triage', 'person staff manager system', 'reviewed identityIfNeeded'],
  ['received', 'executing', 'person staff manager system', 'atOnce'],
  ['id_pending review', 'refused', 'manager', 'decidedByAnother reasonGiven letter'],
  ['triage review', 'clarify', 'manager', 'letter'],
  ['triage clarify', 'review', 'staff manager system', 'identityIfNeeded'],
  ['triage', 'duplicate', 'staff manager', 'identityIfNeeded duplicateOfAnother'],
  ['review', 'approved', 'manager', 'identityIfNeeded decidedByAnother dryRunMatches nothingBlocked'],
  [
    'review',
    'partial',
    'manager',
    'identityIfNeeded decidedByAnother dryRunMatches nothingBlocked holdsListed',
  ],
  ['approved partial', 'cooling', 'manager system', 'coolingType'],
  ['approved partial', 'executing', 'manager system', 'noCoolingType'],
  ['cooling', 'executing', 'manager system', 'coolingOver'],
  ['executing', 'review', 'system', 'dryRunChanged'],
  ['executing', 'propagating', 'system', 'spreads'],
  ['executing', 'completed', 'system', 'nothingToSpread proof letter'],
  ['propagating', 'verifying', 'system', 'reachableAnswered'],
  ['verifying', 'completed', 'system', 'proof letter'],
  ['executing propagating verifying', 'failed_retrying', 'system', ''],
  ['failed_retrying', 'executing', 'manager system', 'isFailedStep'],
  ['failed_retrying', 'propagating', 'manager system', 'isFailedStep'],
  ['failed_retrying', 'verifying', 'manager system', 'isFailedStep'],
  ['received id_pending triage clarify review cooling', 'cancelled', 'person staff manager', ''],
  ['refused completed duplicate cancelled', 'closed', 'manager system', ''],
  ['refused completed closed', 'triage', 'manager', 'mayReopen identityIfNeeded'],
];

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');
const ACTORS = ['person', 'staff', 'manager', 'system'] as const satisfies readonly RequestActor[];
const MET = [
  'identityVerified identityDoubted decidedByAnother dryRunMatches dryRunChanged nothingBlocked coolingOver holdsListed',
  'reasonGiven proof letter reachableAnswered duplicateOfAnother mayReopen',
].flatMap(words);

/** Everything that a step needs. */
const readyFor = (to: RequestState, needs: readonly string[]): RequestFacts => ({
  ...Object.fromEntries(MET.map((name) => [name, true])),
  type: needs.includes('atOnce')
    ? 'consent_withdrawal'
    : needs.includes('noCoolingType')
      ? 'access'
      : 'erasure',
  spreads: needs.includes('spreads'),
  failedIn: to,
});

/** The same without the one thing. */
const lacking = (need: string): Partial<RequestFacts> => {
  const known: Readonly<Record<string, Partial<RequestFacts>>> = {
    atOnce: { type: 'access' },
    reviewed: { type: 'consent_withdrawal' },
    coolingType: { type: 'access' },
    noCoolingType: { type: 'erasure' },
    identityIfNeeded: { identityVerified: false },
    nothingToSpread: { spreads: true },
    isFailedStep: { failedIn: null },
  };
  return known[need] ?? { [need]: false };
};

const ROWS = STEPS.flatMap(([from, to, who, needs]) =>
  words(from).map((state) => [state as RequestState, to, words(who), words(needs)] as const),
);

it('[PRV-1] these are all the steps there are', () => {
  const known = ROWS.map(([from, to]) => `${from} ${to}`);
  expect(REQUEST_TRANSITIONS.map(({ from, to }) => `${from} ${to}`).toSorted()).toEqual(known.toSorted());
});

it.each(ROWS)('[PRV-1, R5] %s to %s is for %j only', (from, to, who, needs) => {
  for (const actor of ACTORS)
    expect(decideMove(from, to, actor, readyFor(to, needs))).toEqual(
      who.includes(actor) ? { ok: true } : { ok: false, why: 'not_allowed' },
    );
});

it.each(ROWS.flatMap(([from, to, who, needs]) => needs.map((need) => [from, to, need, who, needs] as const)))(
  '[PRV-1, PRV-2] %s to %s does not go without %s',
  (from, to, need, who, needs) => {
    const facts = { ...readyFor(to, needs), ...lacking(need) };
    for (const actor of ACTORS.filter((one) => who.includes(one)))
      expect(decideMove(from, to, actor, facts)).toEqual({ ok: false, why: need });
  },
);
