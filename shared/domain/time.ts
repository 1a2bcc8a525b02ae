import { Temporal } from 'temporal-polyfill';
import { z } from './z.ts';
import type { Locale } from './i18n.ts';

/** The zone of every store. */
export const SHOP_ZONE = 'Europe/Riga';

const NBSP = '\u00A0';

/** UTC milliseconds. */
export const TimeMs = z.int().min(0).max(8_640_000_000_000);
export type TimeMs = z.infer<typeof TimeMs>;

/** A calendar day in Riga, `yyyy-MM-dd`. Sorts as text. */
export const ShopDay = z.iso.date().brand<'ShopDay'>();
export type ShopDay = z.infer<typeof ShopDay>;

export type DateStyle = 'short' | 'long';

export function shopDayOf(ms: TimeMs): ShopDay {
  return zoned(ms).toPlainDate().toString() as ShopDay;
}

/** Hour of the day in Riga, 0 to 23. */
export function shopHourOf(ms: TimeMs): number {
  return zoned(ms).hour;
}

export function startOfShopDay(day: ShopDay): TimeMs {
  return Temporal.PlainDate.from(day).toZonedDateTime(SHOP_ZONE).epochMilliseconds;
}

export function addDays(day: ShopDay, days: number): ShopDay {
  return Temporal.PlainDate.from(day).add({ days }).toString() as ShopDay;
}

export const PERIOD_UNITS = ['days', 'months', 'years'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

/** The day a period later; where that month has no such day, its last. Negative counts go back. */
export function addPeriod(day: ShopDay, count: number, unit: PeriodUnit): ShopDay {
  return Temporal.PlainDate.from(day)
    .add({ [unit]: count })
    .toString() as ShopDay;
}

/** Calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: ShopDay, to: ShopDay): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

/** `22.11.2026`, `22 Nov 2026`; long `2026. gada 22. novembris`, `22 November 2026`, `22 ноября 2026 г.` */
export function formatDay(day: ShopDay, locale: Locale, style: DateStyle = 'short'): string {
  const date = Temporal.PlainDate.from(day);
  const year = String(date.year).padStart(4, '0');
  const month = MONTHS[locale][date.month - 1] ?? '';
  if (style === 'long') {
    if (locale === 'lv') return `${year}. gada ${date.day}. ${month}`;
    return locale === 'en' ? `${date.day} ${month} ${year}` : `${date.day} ${month} ${year}${NBSP}г.`;
  }
  if (locale === 'en') return `${date.day} ${month.slice(0, 3)} ${year}`;
  return `${two(date.day)}.${two(date.month)}.${year}`;
}

export function formatDate(ms: TimeMs, locale: Locale, style: DateStyle = 'short'): string {
  return formatDay(shopDayOf(ms), locale, style);
}

/** 24-hour time, equal in all languages. */
export function formatTime(ms: TimeMs): string {
  const time = zoned(ms);
  return `${two(time.hour)}:${two(time.minute)}`;
}

export function formatDateTime(ms: TimeMs, locale: Locale): string {
  return `${formatDate(ms, locale)} ${formatTime(ms)}`;
}

function zoned(ms: TimeMs): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(SHOP_ZONE);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

const MONTHS = {
  lv: [
    'janvāris',
    'februāris',
    'marts',
    'aprīlis',
    'maijs',
    'jūnijs',
    'jūlijs',
    'augusts',
    'septembris',
    'oktobris',
    'novembris',
    'decembris',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  ru: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
} as const satisfies Record<Locale, readonly string[]>;
