import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpenAt, OpeningHours } from './openingHours.ts';
import { type PrintWork, READY_STEP_MS, readyTime } from './readyTime.ts';

const HOUR = 3_600_000;
const workday = [{ open: '09:00', close: '19:00' }];
const hours = OpeningHours.parse({
  week: [workday, workday, workday, workday, workday, [{ open: '10:00', close: '16:00' }], []],
  exceptions: [],
});
/** Monday 23 November 2026 in Riga. */
const monday = (hour: number, minute = 0): number => Date.UTC(2026, 10, 23, hour - 2, minute);
const told = (...work: PrintWork[]): string =>
  new Date(readyTime(hours, monday(10), HOUR, work)).toISOString().slice(8, 16);

describe('when an order is ready', () => {
  it.each<[string, PrintWork[], string]>([
    [
      'is the time the shop allows itself, while little waits',
      [{ from: 0, prints: 10, perHour: 300 }],
      '23T09:00',
    ],
    [
      'is when the last print is there, once more waits',
      [{ from: 0, prints: 900, perHour: 300 }],
      '23T11:00',
    ],
    ['is rounded up to a quarter of an hour', [{ from: 0, prints: 601, perHour: 300 }], '23T10:15'],
    [
      'is that of the slowest printer',
      [
        { from: 0, prints: 900, perHour: 300 },
        { from: 0, prints: 400, perHour: 100 },
      ],
      '23T12:00',
    ],
    ['waits for what is out', [{ from: monday(14), prints: 1, perHour: 300 }], '23T13:00'],
    ['goes on the next day', [{ from: 0, prints: 3000, perHour: 300 }], '24T08:00'],
    [
      'is the next opening rather than the minute of closing',
      [{ from: 0, prints: 2700, perHour: 300 }],
      '24T07:00',
    ],
  ])('[PRI-9] %s', (_, work, at) => {
    expect(told(...work)).toBe(at);
  });

  it('[PRI-9] is plain time where the store never opens', () => {
    const closed = OpeningHours.parse({ week: [[], [], [], [], [], [], []], exceptions: [] });
    expect(readyTime(closed, monday(10), HOUR, [])).toBe(monday(11));
  });

  it('[PRI-9] is no sooner for work that does not fit into what can be looked ahead', () => {
    const of = (prints: number) => readyTime(hours, monday(10), HOUR, [{ from: 0, prints, perHour: 1 }]);
    expect(of(600)).toBeGreaterThan(of(450));
  });

  const work = fc.record({
    from: fc.integer({ min: monday(0), max: monday(0) + 7 * 24 * HOUR }),
    prints: fc.nat(5000),
    perHour: fc.integer({ min: 1, max: 2000 }),
  });
  const now = fc.integer({ min: monday(0), max: monday(0) + 14 * 24 * HOUR });

  it('[PRI-9] is a time at which the store is open, on a quarter or at an opening, and never before the work is done', () => {
    fc.assert(
      fc.property(now, fc.array(work, { maxLength: 4 }), (at, all) => {
        const ready = readyTime(hours, at, HOUR, all);
        expect(ready % READY_STEP_MS).toBe(0);
        expect(ready).toBeGreaterThanOrEqual(at + HOUR);
        for (const { from, prints, perHour } of all)
          expect(ready).toBeGreaterThanOrEqual(Math.max(at, from) + (prints / perHour) * HOUR);
        // 5000 prints at one an hour do not fit into 60 days.
        if (all.every(({ prints, perHour }) => prints / perHour < 200))
          expect(isOpenAt(hours, ready)).toBe(true);
      }),
    );
  });

  it('[PRI-9] is never sooner with more prints, a slower printer or a later start', () => {
    fc.assert(
      fc.property(now, work, fc.nat(500), (at, one, more) => {
        const ready = readyTime(hours, at, HOUR, [one]);
        const perHour = Math.max(1, one.perHour - more);
        for (const worse of [
          { ...one, prints: one.prints + more },
          { ...one, perHour },
          { ...one, from: one.from + more * 60_000 },
        ])
          expect(readyTime(hours, at, HOUR, [worse])).toBeGreaterThanOrEqual(ready);
      }),
      // Does not fit into what is looked ahead, and just fits if it begins five hours later.
      { examples: [[1_795_384_800_000, { from: 1_795_798_320_001, prints: 3713, perHour: 8 }, 308]] },
    );
  });
});
