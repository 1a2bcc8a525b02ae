import { Temporal } from 'temporal-polyfill';
import { z } from './z.ts';
import type { Locale } from './i18n.ts';
import { addDays, formatDay, SHOP_ZONE, ShopDay, shopDayOf, type TimeMs } from './time.ts';

const MINUTE = 60_000;
const SEARCH_DAYS = 60;

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** One span of a day, local time; closes after it opens. */
export const OpenSpan = z
  .strictObject({ open: ClockTime, close: ClockTime })
  .refine((span) => span.open < span.close, { message: 'closes_before_opening', path: ['close'] });
export type OpenSpan = z.infer<typeof OpenSpan>;

const Spans = z
  .array(OpenSpan)
  .max(4)
  .refine((spans) => spans.every((span, i) => i === 0 || (spans[i - 1]?.close ?? '') <= span.open), {
    message: 'spans_overlap',
  });

/** A store's week, Monday first, and the days that differ (an empty list is closed). */
export const OpeningHours = z.strictObject({
  week: z.array(Spans).length(7),
  exceptions: z.array(z.strictObject({ day: ShopDay, spans: Spans })).max(400),
});
export type OpeningHours = z.infer<typeof OpeningHours>;

export function spansOn(hours: OpeningHours, day: ShopDay): readonly OpenSpan[] {
  const exception = hours.exceptions.find((entry) => entry.day === day);
  return exception?.spans ?? hours.week[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? [];
}

export function isOpenAt(hours: OpeningHours, ms: TimeMs): boolean {
  const day = shopDayOf(ms);
  return spansOn(hours, day).some((span) => at(day, span.open) <= ms && ms < at(day, span.close));
}

/**
 * When work of so many minutes is ready if it only goes on during opening hours.
 * Null when the store does not open long enough within 60 days.
 */
export function dueTime(hours: OpeningHours, startMs: TimeMs, workMinutes: number): TimeMs | null {
  let left = Math.max(0, workMinutes) * MINUTE;
  let day = shopDayOf(startMs);
  for (let i = 0; i < SEARCH_DAYS; i++) {
    for (const span of spansOn(hours, day)) {
      const from = Math.max(startMs, at(day, span.open));
      const room = at(day, span.close) - from;
      if (room <= 0) continue;
      if (left <= room) return from + left;
      left -= room;
    }
    day = addDays(day, 1);
  }
  return null;
}

/** Where `dueTime` stops looking, UTC ms: the midnight that ends the last of its 60 days. */
export function searchEnd(startMs: TimeMs): TimeMs {
  return at(addDays(shopDayOf(startMs), SEARCH_DAYS), '00:00');
}

/** The regular week as lines for paper, equal neighbours joined: `P.–Pk. 9:00–19:00`. */
export function describeWeek(hours: OpeningHours, locale: Locale): readonly string[] {
  const groups: { first: number; last: number; text: string }[] = [];
  hours.week.forEach((spans, index) => {
    const text = spansText(spans, locale);
    const open = groups.at(-1);
    if (open?.text === text) open.last = index;
    else groups.push({ first: index, last: index, text });
  });
  const name = (index: number) => DAYS[locale][index] ?? '';
  return groups.map(({ first, last, text }) =>
    first === last ? `${name(first)} ${text}` : `${name(first)}–${name(last)} ${text}`,
  );
}

const MAX_EXCEPTIONS = 10;

/** The days from `from` on that differ from the week, earliest first: `24.12.2026 9:00–14:00`. */
export function describeExceptions(hours: OpeningHours, from: ShopDay, locale: Locale): readonly string[] {
  return hours.exceptions
    .filter(({ day }) => day >= from)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .slice(0, MAX_EXCEPTIONS)
    .map(({ day, spans }) => `${formatDay(day, locale)} ${spansText(spans, locale)}`);
}

function spansText(spans: readonly OpenSpan[], locale: Locale): string {
  return spans.map((span) => `${short(span.open)}–${short(span.close)}`).join(', ') || CLOSED[locale];
}

function at(day: ShopDay, time: string): TimeMs {
  return Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone: SHOP_ZONE,
    plainTime: Temporal.PlainTime.from(time),
  }).epochMilliseconds;
}

function short(time: string): string {
  return time.replace(/^0/, '');
}

const DAYS = {
  lv: ['P.', 'O.', 'T.', 'C.', 'Pk.', 'S.', 'Sv.'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  ru: ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'],
} as const satisfies Record<Locale, readonly string[]>;

const CLOSED = { lv: 'slēgts', en: 'closed', ru: 'закрыто' } as const satisfies Record<Locale, string>;
