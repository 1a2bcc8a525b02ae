import fc from 'fast-check';
import type { LineFaults } from './simLine.ts';

export const TERMINALS = 3;
/** This one serves as the store's hub where a schedule has one. */
export const HUB = 0;

const ACTS = ['place', 'move', 'note', 'shelve', 'pay', 'restrict'] as const;
export type Act = (typeof ACTS)[number];

/** One thing that happens; `gap` is how many ms pass before it. */
export type Step = { readonly gap: number } & (
  | { readonly do: 'act'; readonly at: number; readonly act: Act; readonly pick: number }
  | {
      readonly do: 'kill';
      readonly at: number;
      readonly point: 'now' | 'beforeCommit' | 'afterCommit';
      readonly downMs: number;
    }
  /** Its line to central, or to the hub. */
  | { readonly do: 'cut' | 'cutHub'; readonly at: number; readonly forMs: number }
  /** The disk refuses its next commit. */
  | { readonly do: 'refuseCommit'; readonly at: number }
  /** The store's line to central, with all that hang on it. */
  | { readonly do: 'cutStore'; readonly forMs: number }
  | { readonly do: 'clock'; readonly at: number; readonly jumpMs: number }
  | { readonly do: 'killCentral'; readonly downMs: number }
  | { readonly do: 'backUpCentral' }
  | { readonly do: 'restoreCentral'; readonly downMs: number }
  | { readonly do: 'copyDisk'; readonly at: number }
  | { readonly do: 'setBack'; readonly at: number; readonly recover: boolean }
);

/** A whole run: what is done when, how bad the lines are, and the seed of all that is drawn while it runs. */
export interface Schedule {
  readonly seed: number;
  readonly line: LineFaults;
  /** The line to the store's hub; a store without one has none. */
  readonly hub?: LineFaults;
  readonly steps: readonly Step[];
}

const gap = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 60 }), weight: 3 },
  { arbitrary: fc.integer({ min: 0, max: 1_000 }), weight: 2 },
  { arbitrary: fc.integer({ min: 0, max: 8_000 }), weight: 1 },
);
const at = fc.nat(TERMINALS - 1);
const pick = fc.nat(99);
const downMs = fc.integer({ min: 1, max: 4_000 });
/** Hundredths, so that a schedule reads well. */
const chance = (most: number) => fc.integer({ min: 0, max: most }).map((n) => n / 100);

const act = fc.record({ gap, do: fc.constant('act' as const), at, act: fc.constantFrom(...ACTS), pick });
const point = fc.constantFrom('now' as const, 'beforeCommit' as const, 'afterCommit' as const);
const cut = fc.record({
  gap,
  do: fc.constant('cut' as const),
  at,
  forMs: fc.integer({ min: 1, max: 6_000 }),
});
const FAULTS = [
  { weight: 6, arbitrary: fc.record({ gap, do: fc.constant('kill' as const), at, point, downMs }) },
  { weight: 3, arbitrary: cut },
  { weight: 3, arbitrary: fc.record({ gap, do: fc.constant('killCentral' as const), downMs }) },
  {
    weight: 1,
    arbitrary: fc.record({
      gap,
      do: fc.constant('clock' as const),
      at,
      jumpMs: fc.integer({ min: -432_000_000, max: 432_000_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ gap, do: fc.constant('backUpCentral' as const) }) },
  { weight: 1, arbitrary: fc.record({ gap, do: fc.constant('restoreCentral' as const), downMs }) },
  // Soon after something was done, while it is on its way.
  {
    weight: 3,
    arbitrary: fc.record({ gap: fc.integer({ min: 0, max: 40 }), do: fc.constant('copyDisk' as const), at }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ gap, do: fc.constant('setBack' as const), at, recover: fc.boolean() }),
  },
] as const;

/** Long enough that terminals turn to the hub, and that it stays away with what it kept. */
const awayMs = fc.integer({ min: 500, max: 20_000 });
const HUB_FAULTS = [
  {
    weight: 3,
    arbitrary: fc.record({ gap, do: fc.constant('refuseCommit' as const), at: fc.constant(HUB) }),
  },
  { weight: 6, arbitrary: fc.record({ gap, do: fc.constant('cutStore' as const), forMs: awayMs }) },
  {
    weight: 3,
    arbitrary: fc.record({
      gap,
      do: fc.constant('cutHub' as const),
      at: fc.integer({ min: HUB + 1, max: TERMINALS - 1 }),
      forMs: fc.integer({ min: 1, max: 6_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ gap, do: fc.constant('cut' as const), at: fc.constant(HUB), forMs: awayMs }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      gap,
      do: fc.constant('kill' as const),
      at: fc.constant(HUB),
      point,
      downMs: awayMs,
    }),
  },
] as const;

const line = fc.record({
  lost: chance(12),
  unanswered: chance(12),
  twice: chance(20),
  swallowed: chance(1),
  latency: fc.integer({ min: 1, max: 120 }),
});

const seed = fc.nat(2 ** 31 - 1);
const single = (step: fc.Arbitrary<Step>): fc.Arbitrary<readonly Step[]> => step.map((one) => [one]);
/** What was on its way then is at central when it is set back: it goes again. */
const goesAgain = fc
  .record({ at, soon: fc.nat(40), gap: fc.nat(3_000), recover: fc.boolean() })
  .map(({ soon, ...back }): readonly Step[] => [
    { gap: soon, do: 'copyDisk', at: back.at },
    { ...back, do: 'setBack' },
  ]);
const stepsOf = (fault: fc.Arbitrary<Step>): fc.Arbitrary<Step[]> =>
  fc
    .array(
      fc.oneof(
        { arbitrary: single(act), weight: 60 },
        { arbitrary: single(fault), weight: 10 },
        { arbitrary: goesAgain, weight: 1 },
      ),
      { minLength: 8, maxLength: 60, size: 'max' },
    )
    .map((steps) => steps.flat());

/** Two of three stores have a hub. */
export const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ seed, line, hub: line, steps: stepsOf(fc.oneof(...FAULTS, ...HUB_FAULTS)) }),
  },
  { weight: 1, arbitrary: fc.record({ seed, line, steps: stepsOf(fc.oneof(...FAULTS)) }) },
);
