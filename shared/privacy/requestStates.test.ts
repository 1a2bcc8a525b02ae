import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideMove,
  escalationStep,
  extensionFault,
  isOpen,
  mayReopen,
  REOPEN_MS,
  REQUEST_TRANSITIONS,
  type RequestActor,
  type RequestFacts,
} from './requestStates.ts';
import {
  formatRequestNumber,
  needsIdentity,
  needsReview,
  parseRequestNumber,
  REQUEST_STATES,
  REQUEST_TYPES,
  type RequestState,
  type RequestType,
} from './requestTypes.ts';

const ACTORS = ['person', 'staff', 'manager', 'system'] as const satisfies readonly RequestActor[];
const IDENTIFIED = REQUEST_TYPES.filter(needsIdentity);
const REVIEWED = REQUEST_TYPES.filter(needsReview);

/** Everything is as it should be. */
const all = (type: RequestType): Required<RequestFacts> => ({
  type,
  identityVerified: true,
  identityDoubted: true,
  decidedByAnother: true,
  dryRunMatches: true,
  dryRunChanged: true,
  nothingBlocked: true,
  coolingOver: true,
  holdsListed: true,
  reasonGiven: true,
  proof: true,
  letter: true,
  spreads: false,
  reachableAnswered: true,
  duplicateOfAnother: true,
  mayReopen: true,
  failedIn: 'executing',
});

/** Every state that anybody can bring a request to under these facts. */
const reachable = (facts: RequestFacts, from: RequestState = 'received'): ReadonlySet<RequestState> => {
  const found = new Set<RequestState>([from]);
  for (const state of found)
    for (const to of REQUEST_STATES)
      if (ACTORS.some((who) => decideMove(state, to, who, facts).ok)) found.add(to);
  return found;
};

const FLAGS = Object.keys(all('access')).filter((name) => name !== 'type' && name !== 'failedIn');
const FAILABLE = ['executing', 'propagating', 'verifying', null] as const;

/** Facts from the bits of a number, most of them met: one flag is missing where both of its bits are 0. */
const factsOf = (type: RequestType, bits: number): RequestFacts => ({
  ...Object.fromEntries(FLAGS.map((flag, i) => [flag, ((bits >> i) & 1) + ((bits >> (i + 7)) & 1) > 0])),
  type,
  failedIn: FAILABLE[bits % FAILABLE.length] ?? null,
});

interface Step {
  readonly from: RequestState;
  readonly to: RequestState;
  readonly who: RequestActor;
  readonly facts: RequestFacts;
}

const step = fc.tuple(fc.nat(), fc.constantFrom(...ACTORS), fc.integer({ min: 0, max: 2 ** 30 }));

/** A walk of tries by anybody under changing facts; only what the machine lets through counts. */
const walkOf = (type: RequestType) =>
  fc.array(step, { minLength: 100, maxLength: 300 }).map((tries) => {
    const done: Step[] = [];
    let from: RequestState = 'received';
    for (const [pick, anyone, bits] of tries) {
      const facts = factsOf(type, bits);
      const rows = REQUEST_TRANSITIONS.filter((row) => row.from === from);
      const row = rows[pick % rows.length];
      // Half of the tries go along the table, or a walk would hardly ever arrive; the others go anywhere.
      const along = row && bits % 2 === 0;
      const to: RequestState = along ? row.to : (REQUEST_STATES[pick % REQUEST_STATES.length] ?? from);
      const who = along ? (row.who[pick % row.who.length] ?? anyone) : anyone;
      if (!decideMove(from, to, who, facts).ok) continue;
      done.push({ from, to, who, facts });
      from = to;
    }
    return done;
  });

const anyWalk = fc
  .constantFrom(...REQUEST_TYPES)
  .chain((type) => walkOf(type).map((steps) => ({ type, steps })));

describe('the table of transitions', () => {
  it('[PRV-1] lists each step once and ends every type in closed', () => {
    const pairs = REQUEST_TRANSITIONS.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    for (const type of REQUEST_TYPES) expect(reachable(all(type))).toContain('closed');
  });

  it.each([
    ['received', 'id_pending triage executing cancelled'],
    ['id_pending', 'triage refused cancelled'],
    ['triage', 'clarify review duplicate cancelled'],
    ['clarify', 'review cancelled'],
    ['review', 'clarify approved partial refused cancelled'],
    ['approved', 'cooling executing'],
    ['partial', 'cooling executing'],
    ['cooling', 'executing cancelled'],
    ['executing', 'review propagating completed failed_retrying'],
    ['propagating', 'verifying failed_retrying'],
    ['verifying', 'completed failed_retrying'],
    ['failed_retrying', 'executing propagating verifying'],
    ['refused', 'closed triage'],
    ['completed', 'closed triage'],
    ['duplicate', 'closed'],
    ['cancelled', 'closed'],
    ['closed', 'triage'],
  ] as const)('[PRV-1] lets %s go to: %s', (from, targets) => {
    const rows = REQUEST_TRANSITIONS.filter((row) => row.from === from).map((row) => row.to);
    expect(rows.toSorted()).toEqual(targets.split(' ').toSorted());
  });

  it('[PRV-1] carries objection and withdrawal out at once, without review', () => {
    for (const type of ['objection_marketing', 'consent_withdrawal'] as const) {
      expect(decideMove('received', 'executing', 'person', { type })).toEqual({ ok: true });
      expect(decideMove('received', 'triage', 'staff', all(type))).toEqual({ ok: false, why: 'reviewed' });
    }
    expect(decideMove('received', 'executing', 'manager', all('access'))).toEqual({
      ok: false,
      why: 'atOnce',
    });
  });
});

describe('the way to completed', () => {
  it.each(IDENTIFIED)('[PRV-2] of %s does not exist without a verified identity', (type) => {
    const seen = reachable({ ...all(type), identityVerified: false });
    expect([...seen].filter((state) => isOpen(state)).toSorted()).toEqual(['id_pending', 'received']);
    expect(seen).not.toContain('completed');
  });

  it.each(REVIEWED)('[R5] of %s does not exist without a decision by another person', (type) => {
    const seen = reachable({ ...all(type), decidedByAnother: false });
    for (const state of ['approved', 'partial', 'refused', 'executing', 'completed'] as const)
      expect(seen).not.toContain(state);
  });

  it.each(REQUEST_TYPES)('[PRV-2] of %s does not exist without proof', (type) => {
    expect(reachable({ ...all(type), proof: false })).not.toContain('completed');
    expect(reachable({ ...all(type), proof: false, spreads: true })).not.toContain('completed');
    expect(reachable(all(type))).toContain('completed');
  });

  it('[PRV-2] of an erasure leads through the cooling-off and a dry run nothing blocks', () => {
    const blocked = { ...all('erasure'), nothingBlocked: false };
    expect(reachable(blocked)).not.toContain('cooling');
    expect(reachable({ ...all('erasure'), dryRunMatches: false })).not.toContain('cooling');
    expect(reachable({ ...all('erasure'), coolingOver: false })).not.toContain('executing');
    expect(decideMove('approved', 'executing', 'manager', all('erasure')).ok).toBe(false);
  });

  it('[R7] of a duplicate passes the identity check', () => {
    expect(reachable({ ...all('erasure'), identityVerified: false })).not.toContain('duplicate');
    expect(reachable(all('erasure'))).toContain('duplicate');
  });

  it('[PRV-2] has identity, another person and proof behind it on every walk', () => {
    const arrived = new Set<RequestType>();
    fc.assert(
      fc.property(anyWalk, ({ type, steps }) => {
        steps.forEach((last, at) => {
          if (last.to !== 'completed') return;
          arrived.add(type);
          // Since it was taken up last: a request that was reopened needs all of it again.
          const sofar = steps.slice(0, at + 1);
          const begun = sofar.findLastIndex(({ from }) => ['refused', 'completed', 'closed'].includes(from));
          const before = sofar.slice(Math.max(begun, 0));
          expect(last.facts.proof).toBe(true);
          expect(last.who).toBe('system');
          if (needsIdentity(type))
            expect(before.some((one) => one.to === 'triage' && one.facts.identityVerified)).toBe(true);
          if (!needsReview(type)) return;
          const decided = before.find((one) => one.to === 'approved' || one.to === 'partial');
          expect(decided?.who).toBe('manager');
          expect(decided?.facts.decidedByAnother).toBe(true);
        });
      }),
      { numRuns: 400, seed: 7 },
    );
    expect([...arrived].toSorted()).toEqual([...REQUEST_TYPES].toSorted());
  });
});

describe('an extension', () => {
  const fine = {
    state: 'review',
    now: 10,
    dueAt: 10,
    extendedUntil: null,
    reasonGiven: true,
    letterSent: true,
  } as const;

  it.each([
    [{}, null],
    [{ now: 11 }, 'too_late'],
    [{ extendedUntil: 40 }, 'twice'],
    [{ reasonGiven: false }, 'no_reason'],
    [{ letterSent: false }, 'no_letter'],
    [{ state: 'completed' as const }, 'not_open'],
  ] as const)('[R4] with %o is %s', (change, fault) => {
    expect(extensionFault({ ...fine, ...change })).toBe(fault);
  });

  it('[R4] is never possible after the due date, twice, or without reason and letter', () => {
    const given = fc.record({
      state: fc.constantFrom(...REQUEST_STATES),
      now: fc.nat(100),
      dueAt: fc.nat(100),
      extendedUntil: fc.option(fc.nat(100)),
      reasonGiven: fc.boolean(),
      letterSent: fc.boolean(),
    });
    fc.assert(
      fc.property(given, (facts_) => {
        const allowed =
          isOpen(facts_.state) &&
          facts_.now <= facts_.dueAt &&
          facts_.extendedUntil === null &&
          facts_.reasonGiven &&
          facts_.letterSent;
        expect(extensionFault(facts_) === null).toBe(allowed);
      }),
    );
  });
});

describe('time limits', () => {
  it('reopens within thirty days of closing', () => {
    expect(mayReopen(null, 1e12)).toBe(true);
    expect(mayReopen(5, 5 + REOPEN_MS)).toBe(true);
    expect(mayReopen(5, 6 + REOPEN_MS)).toBe(false);
  });

  it.each([
    [19, 0],
    [20, 20],
    [24, 20],
    [25, 25],
    [28, 28],
    [99, 28],
  ])('escalates after %i days to step %i', (days, expected) => {
    expect(escalationStep(days)).toBe(expected);
  });
});

describe('the number', () => {
  it.each([
    ['P-2026-0007', 'P-2026-0007'],
    ['p 2026 7', 'P-2026-0007'],
    [' P2026–12345 ', 'P-2026-12345'],
    ['P-2026', null],
    ['K-27', null],
  ])('reads %s as %s', (typed, number) => {
    expect(parseRequestNumber(typed)).toBe(number);
  });
  it('is short and speakable', () => expect(formatRequestNumber(2026, 7)).toBe('P-2026-0007'));
});
