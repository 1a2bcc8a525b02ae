import { describe, expect, it } from 'vitest';
import { describeExceptions, describeWeek, dueTime, isOpenAt, OpeningHours } from './openingHours.ts';

const weekday = [{ open: '09:00', close: '19:00' }];
const hours = OpeningHours.parse({
  week: [weekday, weekday, weekday, weekday, weekday, [{ open: '10:00', close: '16:00' }], []],
  exceptions: [
    { day: '2026-12-25', spans: [] },
    { day: '2026-12-24', spans: [{ open: '09:00', close: '13:00' }] },
  ],
});
const riga = (text: string) => Date.parse(`${text}+02:00`);

describe('opening hours', () => {
  it('knows the week and the days that differ', () => {
    expect(isOpenAt(hours, riga('2026-11-23T09:00:00'))).toBe(true);
    expect(isOpenAt(hours, riga('2026-11-23T08:59:59'))).toBe(false);
    expect(isOpenAt(hours, riga('2026-11-23T19:00:00'))).toBe(false);
    expect(isOpenAt(hours, riga('2026-11-22T12:00:00'))).toBe(false);
    expect(isOpenAt(hours, riga('2026-12-25T12:00:00'))).toBe(false);
    expect(isOpenAt(hours, riga('2026-12-24T14:00:00'))).toBe(false);
  });

  it.each([
    ['2026-11-23T10:00:00', 60, '2026-11-23T11:00:00'],
    ['2026-11-23T18:00:00', 60, '2026-11-23T19:00:00'],
    ['2026-11-23T18:30:00', 60, '2026-11-24T09:30:00'],
    ['2026-11-23T06:00:00', 30, '2026-11-23T09:30:00'],
    ['2026-11-21T15:30:00', 60, '2026-11-23T09:30:00'],
    ['2026-12-24T12:00:00', 120, '2026-12-26T11:00:00'],
  ])('work from %s of %i minutes is due %s', (start, minutes, due) => {
    expect(dueTime(hours, riga(start), minutes)).toBe(riga(due));
  });

  it('promises nothing when the store stays closed', () => {
    const closed = OpeningHours.parse({ week: [[], [], [], [], [], [], []], exceptions: [] });
    expect(dueTime(closed, riga('2026-11-23T10:00:00'), 10)).toBeNull();
  });

  it('joins equal days on paper', () => {
    expect(describeWeek(hours, 'lv')).toEqual(['P.–Pk. 9:00–19:00', 'S. 10:00–16:00', 'Sv. slēgts']);
    expect(describeWeek(hours, 'en')[0]).toBe('Mon–Fri 9:00–19:00');
    expect(describeWeek(hours, 'ru')[2]).toBe('Вс закрыто');
  });

  it('[C9] tells the days that differ, from a day on, earliest first', () => {
    const spans = [{ open: '09:00', close: '14:00' }];
    const holidays = OpeningHours.parse({
      week: hours.week,
      exceptions: [
        { day: '2026-12-25', spans: [] },
        { day: '2026-12-24', spans },
        { day: '2026-11-18', spans: [] },
      ],
    });
    expect(describeExceptions(holidays, '2026-11-23' as never, 'lv')).toEqual([
      '24.12.2026 9:00–14:00',
      '25.12.2026 slēgts',
    ]);
    expect(describeExceptions(holidays, '2026-12-26' as never, 'en')).toEqual([]);
  });

  it('refuses spans that close before they open, or overlap', () => {
    const week = (spans: unknown) =>
      OpeningHours.safeParse({ week: [spans, [], [], [], [], [], []], exceptions: [] });
    expect(week([{ open: '19:00', close: '09:00' }]).success).toBe(false);
    expect(week([{ open: '24:00', close: '25:00' }]).success).toBe(false);
    expect(
      week([
        { open: '09:00', close: '13:00' },
        { open: '12:00', close: '19:00' },
      ]).success,
    ).toBe(false);
    expect(
      week([
        { open: '09:00', close: '13:00' },
        { open: '14:00', close: '19:00' },
      ]).success,
    ).toBe(true);
  });
});
