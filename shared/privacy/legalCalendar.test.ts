import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, ShopDay, startOfShopDay } from '../domain/time.ts';
import { addWorkingDays, CalendarYear, dueAfter, legalCalendar } from './legalCalendar.ts';

const YEARS = [2026, 2027, 2028, 2029];
const files = YEARS.map((year) =>
  CalendarYear.parse(
    JSON.parse(
      readFileSync(join(import.meta.dirname, `../../resources/calendar/${year}.json`), 'utf8'),
    ) as unknown,
  ),
);
const calendar = legalCalendar(files);
const day = (text: string): ShopDay => ShopDay.parse(text);
const due = (received: string, months: 1 | 3 = 1) =>
  dueAfter(startOfShopDay(day(received)), months, calendar);

/** Received, months, due. The first ten are the table of section 2.2. */
const TABLE: readonly (readonly [received: string, months: 1 | 3, due: string])[] = [
  ['2027-01-31', 1, '2027-03-01'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2027-05-24', 1, '2027-06-25'],
  ['2028-05-23', 1, '2028-06-26'],
  ['2028-10-18', 1, '2028-11-21'],
  ['2026-11-24', 1, '2026-12-28'],
  ['2027-02-26', 1, '2027-03-30'],
  ['2027-08-31', 1, '2027-09-30'],
  ['2028-01-31', 3, '2028-05-02'],
  ['2027-08-31', 3, '2027-11-30'],
  ['2026-01-01', 1, '2026-02-02'],
  ['2026-03-03', 1, '2026-04-07'],
  ['2026-04-01', 1, '2026-05-05'],
  ['2026-04-04', 1, '2026-05-05'],
  ['2026-05-23', 1, '2026-06-25'],
  ['2026-05-31', 1, '2026-06-30'],
  ['2026-07-31', 1, '2026-08-31'],
  ['2026-08-15', 1, '2026-09-15'],
  ['2026-10-18', 1, '2026-11-19'],
  ['2026-11-22', 1, '2026-12-22'],
  ['2026-11-26', 1, '2026-12-28'],
  ['2026-11-30', 1, '2026-12-30'],
  ['2026-12-01', 1, '2027-01-04'],
  ['2026-12-31', 1, '2027-02-01'],
  ['2027-01-29', 1, '2027-03-01'],
  ['2027-03-31', 1, '2027-04-30'],
  ['2027-04-04', 1, '2027-05-05'],
  ['2027-09-30', 1, '2027-11-01'],
  ['2027-11-18', 1, '2027-12-20'],
  ['2027-11-24', 1, '2027-12-27'],
  ['2028-02-29', 1, '2028-03-29'],
  ['2028-03-14', 1, '2028-04-18'],
  ['2028-10-31', 1, '2028-11-30'],
  ['2029-02-28', 1, '2029-03-28'],
  ['2029-10-18', 1, '2029-11-20'],
  ['2029-10-19', 1, '2029-11-20'],
  ['2029-04-01', 1, '2029-05-02'],
  ['2026-11-30', 3, '2027-03-01'],
  ['2028-11-30', 3, '2029-02-28'],
  ['2029-08-18', 3, '2029-11-20'],
];

/** Easter Sunday by the Gregorian reckoning of Meeus, as month and day. */
const easter = (year: number): ShopDay => {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const n = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114;
  return day(`${year}-0${Math.floor(n / 31)}-${String((n % 31) + 1).padStart(2, '0')}`);
};

const weekday = (of: ShopDay): number => new Date(`${of}T12:00:00Z`).getUTCDay();
const secondSundayOfMay = (year: number): ShopDay => {
  const first = day(`${year}-05-01`);
  return addDays(first, ((7 - weekday(first)) % 7) + 7);
};

const FIXED = ['01-01', '05-01', '05-04', '06-23', '06-24', '11-18', '12-24', '12-25', '12-26', '12-31'];

describe('days off', () => {
  it.each(YEARS)('[R3] of %i are those of the law', (year) => {
    const moving = [-2, 0, 1, 49].map((from) => addDays(easter(year), from));
    const expected = [...FIXED.map((text) => `${year}-${text}`), ...moving, secondSundayOfMay(year)];
    const file = files.find((one) => one.year === year);
    expect(file?.holidays.map((one) => one.day)).toEqual(expected.toSorted());
    const moved = ['05-04', '11-18']
      .map((text) => day(`${year}-${text}`))
      .filter((of) => weekday(of) % 6 === 0);
    expect(file?.substitutes).toEqual(moved.map((of) => addDays(of, weekday(of) === 0 ? 1 : 2)));
  });
});

describe('the due date', () => {
  it('[R3] has a table of forty days', () => expect(TABLE).toHaveLength(40));

  it.each(TABLE)('[R3] of what came on %s in %i months is %s', (received, months, expected) => {
    expect(due(received, months)).toMatchObject({ day: expected, missingYear: null });
  });

  it('[R3] ends at 23:59:59 in Riga, in winter and in summer', () => {
    expect(due('2026-11-24').at).toBe(Date.UTC(2026, 11, 28, 21, 59, 59));
    expect(due('2027-05-24').at).toBe(Date.UTC(2027, 5, 25, 20, 59, 59));
  });

  it('[R3] counts from the day in Riga, not in UTC', () => {
    const lateInUtc = Date.UTC(2027, 0, 30, 23);
    expect(dueAfter(lateInUtc, 1, calendar).day).toBe('2027-03-01');
    expect(dueAfter(Date.UTC(2027, 0, 27, 23), 1, calendar).day).toBe('2027-03-01');
    expect(dueAfter(Date.UTC(2027, 0, 27, 21), 1, calendar).day).toBe('2027-03-01');
    expect(dueAfter(Date.UTC(2027, 8, 29, 22), 1, calendar).day).toBe('2027-11-01');
    expect(dueAfter(Date.UTC(2027, 8, 28, 20), 1, calendar).day).toBe('2027-10-28');
  });

  it('[R3] is not moved, and says so, where a year has no file', () => {
    expect(due('2029-12-06')).toMatchObject({ day: '2030-01-06', missingYear: 2030 });
    // 31 December is a day off; the next working day would lie in the unknown year.
    expect(due('2029-11-30')).toMatchObject({ day: '2029-12-30', missingYear: 2030 });
    expect(due('2029-11-27')).toMatchObject({ day: '2029-12-27', missingYear: null });
  });

  it('[R3] is the first working day on or after the same day number, or the end of the month', () => {
    const first = startOfShopDay(day('2026-01-01'));
    const span = fc.integer({ min: 0, max: 365 * 3 + 200 });
    fc.assert(
      fc.property(span, fc.constantFrom(1 as const, 3 as const), (offset, months) => {
        const received = addDays(day('2026-01-01'), offset);
        const [year = 0, month = 0, number = 0] = received.split('-').map(Number);
        const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
        const raw = day(
          new Date(Date.UTC(year, month - 1 + months, Math.min(number, last))).toISOString().slice(0, 10),
        );
        const found = dueAfter(first + offset * 86_400_000 + 43_200_000, months, calendar).day;
        const off = (of: ShopDay) => weekday(of) % 6 === 0 || calendar.daysOff.has(of);
        let expected = raw;
        while (off(expected)) expected = addDays(expected, 1);
        expect(found).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the internal target', () => {
  it('[R3] counts working days only', () => {
    expect(addWorkingDays(day('2026-12-22'), 5, calendar)).toBe('2027-01-04');
    expect(addWorkingDays(day('2026-11-23'), 5, calendar)).toBe('2026-11-30');
  });
});
