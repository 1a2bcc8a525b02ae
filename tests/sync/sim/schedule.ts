import fc from 'fast-check';

export const TERMINALS = 3;

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
  | { readonly do: 'cut'; readonly at: number; readonly forMs: number }
  | { readonly do: 'clock'; readonly at: number; readonly jumpMs: number }
  | { readonly do: 'killCentral'; readonly downMs: number }
  | { readonly do: 'backUpCentral' }
  | { readonly do: 'restoreCentral'; readonly downMs: number }
  | { readonly do: 'copyDisk'; readonly at: number }
  | { readonly do: 'setBack'; readonly at: number; readonly recover: boolean }
);

/** A whole run: what is done when, how bad the line is, and the seed of all that is drawn while it runs. */
export interface Schedule {
  readonly seed: number;
  readonly line: {
    readonly lost: number;
    readonly unanswered: number;
    readonly twice: number;
    readonly swallowed: number;
    readonly latency: number;
  };
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
const fault = fc.oneof(
  { weight: 6, arbitrary: fc.record({ gap, do: fc.constant('kill' as const), at, point, downMs }) },
  {
    weight: 3,
    arbitrary: fc.record({
      gap,
      do: fc.constant('cut' as const),
      at,
      forMs: fc.integer({ min: 1, max: 6_000 }),
    }),
  },
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
);

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(2 ** 31 - 1),
  line: fc.record({
    lost: chance(12),
    unanswered: chance(12),
    twice: chance(20),
    swallowed: chance(1),
    latency: fc.integer({ min: 1, max: 120 }),
  }),
  steps: fc.array(fc.oneof({ arbitrary: act, weight: 6 }, { arbitrary: fault, weight: 1 }), {
    minLength: 8,
    maxLength: 60,
    size: 'max',
  }),
});
