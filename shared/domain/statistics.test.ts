import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counted, durationClass, SMALLEST_GROUP, suppressSmall } from './statistics.ts';

describe('numbers about visitors', () => {
  it('[STA-2, P13] show no group under five, and no single one that a total would give away', () => {
    const row = fc.record({
      what: fc.constantFrom('abandoned' as const, 'product' as const),
      detail: fc.constantFrom('a', 'b', 'c', 'd'),
      count: fc.integer({ min: 1, max: 12 }),
    });
    const rows = fc.uniqueArray(row, { selector: ({ what, detail }) => `${what} ${detail}`, maxLength: 8 });
    fc.assert(
      fc.property(rows, (counted: readonly Counted[]) => {
        const shown = suppressSmall(counted);
        for (const { count } of shown) expect(count === null || count >= SMALLEST_GROUP).toBe(true);
        for (const group of Map.groupBy(shown, ({ what }) => what).values()) {
          const hidden = group.filter(({ count }) => count === null);
          expect(hidden.length === 1 && group.length > 1).toBe(false);
        }
      }),
    );
  });

  it('[STA-1] hide nothing that is large enough', () => {
    const rows: Counted[] = [
      { what: 'ordered', detail: 'kiosk', count: 5 },
      { what: 'ordered', detail: 'counter', count: 9 },
    ];
    expect(suppressSmall(rows)).toEqual(rows);
  });

  it.each([
    [-1, '0-2'],
    [119_999, '0-2'],
    [120_000, '2-5'],
    [599_999, '5-10'],
    [600_000, '10-20'],
    [1_200_000, '20+'],
  ])('[STA-1] %i ms is the class %s', (ms, expected) => {
    expect(durationClass(ms)).toBe(expected);
  });
});
