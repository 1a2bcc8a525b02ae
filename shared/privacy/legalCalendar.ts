import { Temporal } from 'temporal-polyfill';
import { z } from '../domain/z.ts';
import { SHOP_ZONE, ShopDay, shopDayOf, type TimeMs } from '../domain/time.ts';

const Days = z.array(ShopDay).max(40);

/** One year of days off in Latvia, as a data file (privacy specification, 2.2). One-off days are added by hand. */
export const CalendarYear = z.strictObject({
  year: z.int().min(2000).max(2100),
  holidays: z.array(z.strictObject({ day: ShopDay, name: z.string().regex(/^[a-z_]{1,40}$/) })).max(40),
  /** The next working day when 4 May or 18 November falls on a weekend. */
  substitutes: Days,
  oneOff: Days,
});
export type CalendarYear = z.infer<typeof CalendarYear>;

/** All years there is a file for. */
export interface LegalCalendar {
  readonly years: ReadonlySet<number>;
  readonly daysOff: ReadonlySet<ShopDay>;
}

export function legalCalendar(files: readonly CalendarYear[]): LegalCalendar {
  return {
    years: new Set(files.map(({ year }) => year)),
    daysOff: new Set(
      files.flatMap(({ holidays, substitutes, oneOff }) => [
        ...holidays.map(({ day }) => day),
        ...substitutes,
        ...oneOff,
      ]),
    ),
  };
}

/** When an answer is due at the latest. */
export interface Due {
  readonly day: ShopDay;
  /** 23:59:59 of that day in Riga, UTC milliseconds. */
  readonly at: TimeMs;
  /** The year no calendar file covers, so that the day was not moved; null when all were there. */
  readonly missingYear: number | null;
}

const SATURDAY = 6;
/** Longer runs of days off do not exist. */
const MAX_SHIFT = 31;

const isWorking = (date: Temporal.PlainDate, { daysOff }: LegalCalendar): boolean =>
  date.dayOfWeek < SATURDAY && !daysOff.has(date.toString() as ShopDay);

/** The day itself or the next working one; null with the first year that has no file. */
const nextWorking = (from: Temporal.PlainDate, calendar: LegalCalendar) => {
  let date = from;
  for (let moved = 0; moved < MAX_SHIFT; moved += 1) {
    if (!calendar.years.has(date.year)) return { date: from, missingYear: date.year };
    if (isWorking(date, calendar)) return { date, missingYear: null };
    date = date.add({ days: 1 });
  }
  return { date: from, missingYear: null };
};

const endOfDay = (date: Temporal.PlainDate): TimeMs =>
  date.toZonedDateTime({ timeZone: SHOP_ZONE, plainTime: '23:59:59' }).epochMilliseconds;

/**
 * The last instant to answer what reached the company at `receivedAt`: the same day number so many months later, else
 * that month's last day, moved forward over weekends and holidays (GDPR 12(3); Regulation 1182/71, article 3). An
 * extension counts three months from receipt, not from a shifted day.
 */
export function dueAfter(receivedAt: TimeMs, months: 1 | 3, calendar: LegalCalendar): Due {
  const received = Temporal.PlainDate.from(shopDayOf(receivedAt));
  // Temporal's `constrain` is the rule "else the last day of the month".
  const { date, missingYear } = nextWorking(received.add({ months }, { overflow: 'constrain' }), calendar);
  return { day: date.toString() as ShopDay, at: endOfDay(date), missingYear };
}

/** The day so many working days after `from`, the internal target for a review; weekends only where no file says more. */
export function addWorkingDays(from: ShopDay, count: number, calendar: LegalCalendar): ShopDay {
  let date = Temporal.PlainDate.from(from);
  for (let left = count; left > 0; ) {
    date = date.add({ days: 1 });
    if (isWorking(date, calendar)) left -= 1;
  }
  return date.toString() as ShopDay;
}
