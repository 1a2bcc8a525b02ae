import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  formatDate,
  formatDateTime,
  formatDay,
  formatTime,
  ShopDay,
  shopDayOf,
  startOfShopDay,
} from './time.ts';

const day = (text: string) => ShopDay.parse(text);
const utc = (text: string) => Date.parse(text);

describe('shop day', () => {
  it('begins at midnight in Riga, summer and winter', () => {
    expect(shopDayOf(utc('2026-11-22T21:59:59Z'))).toBe('2026-11-22');
    expect(shopDayOf(utc('2026-11-22T22:00:00Z'))).toBe('2026-11-23');
    expect(shopDayOf(utc('2026-07-01T20:59:59Z'))).toBe('2026-07-01');
    expect(shopDayOf(utc('2026-07-01T21:00:00Z'))).toBe('2026-07-02');
    expect(startOfShopDay(day('2026-11-22'))).toBe(utc('2026-11-21T22:00:00Z'));
  });

  it('is 23 and 25 hours long when the clocks change', () => {
    const hours = (from: string) =>
      (startOfShopDay(addDays(day(from), 1)) - startOfShopDay(day(from))) / 3_600_000;
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
    expect(hours('2026-11-22')).toBe(24);
  });

  it('counts days over months, leap years and clock changes', () => {
    expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01');
    expect(daysBetween(day('2026-03-01'), day('2026-04-01'))).toBe(31);
    expect(daysBetween(day('2026-04-01'), day('2026-03-01'))).toBe(-31);
  });

  it('holds every instant from its start to the start of the next day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
        const today = shopDayOf(ms);
        expect(startOfShopDay(today)).toBeLessThanOrEqual(ms);
        expect(startOfShopDay(addDays(today, 1))).toBeGreaterThan(ms);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses days that do not exist', () => {
    for (const text of ['2026-02-30', '2026-13-01', '22.11.2026', '2026-1-1']) {
      expect(ShopDay.safeParse(text).success).toBe(false);
    }
  });
});

describe('dates and times as people read them', () => {
  const ms = utc('2026-11-22T13:05:09Z');

  it.each([
    ['lv', '22.11.2026', '2026. gada 22. novembris'],
    ['en', '22 Nov 2026', '22 November 2026'],
    ['ru', '22.11.2026', '22 ноября 2026\u00A0г.'],
  ] as const)('%s: short and long', (locale, short, long) => {
    expect(formatDate(ms, locale)).toBe(short);
    expect(formatDay(day('2026-11-22'), locale, 'long')).toBe(long);
  });

  it('pads days and months, and shortens September to three letters', () => {
    expect(formatDay(day('2026-09-03'), 'lv')).toBe('03.09.2026');
    expect(formatDay(day('2026-09-03'), 'en')).toBe('3 Sep 2026');
  });

  it('shows Riga time on 24 hours', () => {
    expect(formatTime(ms)).toBe('15:05');
    expect(formatTime(utc('2026-11-21T22:00:00Z'))).toBe('00:00');
    expect(formatDateTime(ms, 'lv')).toBe('22.11.2026 15:05');
  });
});
