import { z } from './z.ts';
import type { Locale } from './i18n.ts';

const MAX_CENTS = 1_000_000_000;
const NBSP = '\u00A0';

/** Whole euro cents, signed. All money in Lete is this. */
export const Cents = z.int().min(-MAX_CENTS).max(MAX_CENTS);
export type Cents = z.infer<typeof Cents>;

/** Hundredths of a percent: 2100 is 21 %. */
export const PercentHundredths = z.int().min(0).max(10_000);
export type PercentHundredths = z.infer<typeof PercentHundredths>;

export function sumCents(amounts: Iterable<Cents>): Cents {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** VAT contained in a gross amount, half-up; a negative gross mirrors the positive, so a refund cancels exactly. */
export function includedVat(gross: Cents, rate: PercentHundredths): Cents {
  return divideHalfUp(gross * rate, 10_000 + rate);
}

/** A share of an amount, half-up, mirrored for negative amounts. */
export function percentOf(amount: Cents, percent: PercentHundredths): Cents {
  return divideHalfUp(amount * percent, 10_000);
}

function divideHalfUp(numerator: number, denominator: number): number {
  const size = Math.floor((2 * Math.abs(numerator) + denominator) / (2 * denominator));
  return numerator < 0 && size > 0 ? -size : size;
}

/**
 * Money as people read it: `1234,50 €` (lv), `€1,234.50` (en), `1 234,50 €` (ru), with no-break spaces.
 * Own code instead of Intl: paper, screen and report must agree on every ICU version.
 */
export function formatMoney(cents: Cents, locale: Locale): string {
  const size = Math.abs(cents);
  const sign = cents < 0 ? '-' : '';
  const whole = String(Math.floor(size / 100));
  const fraction = String(size % 100).padStart(2, '0');
  if (locale === 'en') return `${sign}€${group(whole, ',', 4)}.${fraction}`;
  return `${sign}${group(whole, NBSP, locale === 'lv' ? 5 : 4)},${fraction}${NBSP}€`;
}

/** Latvian groups thousands only from five digits on, hence `fromDigits`. */
function group(digits: string, separator: string, fromDigits: number): string {
  return digits.length < fromDigits ? digits : digits.replace(/\B(?=(\d{3})+$)/g, separator);
}

/** `21 %`, `5,5 %`: the number and a no-break space before the sign. */
export function formatPercent(percent: PercentHundredths, locale: Locale): string {
  const text = String(percent / 100);
  return `${locale === 'en' ? text : text.replace('.', ',')}${NBSP}%`;
}

/** Reads an amount typed by staff (`12`, `12,5`, `1 234.50 €`); null when it is not an amount of whole cents. */
export function parseMoney(text: string): Cents | null {
  const match = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s€]/g, ''));
  if (!match?.[1]) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
