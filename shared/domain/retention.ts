import { z } from './z.ts';
import { addDays, addPeriod, type PeriodUnit, type ShopDay } from './time.ts';

const days = (preset: number, { min = 0, max = 3650 } = {}) => z.int().min(min).max(max).default(preset);
const months = (preset: number) => z.int().min(1).max(120).default(preset);
const years = (preset: number) => z.int().min(1).max(20).default(preset);

/**
 * How long data is kept: calendar days, or months and years where the name says so. The defaults are those of the
 * privacy specification (4.5); periods of law are to be confirmed by counsel, which is why each is a setting.
 */
export const RetentionSettings = z.strictObject({
  photosAfterPickUp: days(30),
  /** Uncollected: counted from the day of the order; the order ends with it. */
  photosUncollected: days(90),
  reminderAfter: days(60),
  contactAfterPickUp: days(90),
  addressAfterDelivery: days(30),
  orderFactYears: years(3),
  /** Counted from the end of the financial year. */
  receiptYears: years(5),
  legalVaultYears: years(5),
  marketingSilentMonths: months(24),
  consentProofYears: years(3),
  suppressionReviewYears: years(5),
  requestContactDays: days(30),
  requestYears: years(3),
  accessPackageDays: days(7),
  disclosureYears: years(3),
  disclosureToAuthorityYears: years(5),
  auditYears: years(3),
  logDays: days(14),
  backupDays: days(14, { max: 180 }),
  outboxDays: days(21),
  uploadSpoolDays: days(7),
  /** A month longer than a terminal may be away (180 days), and than any backup lives. */
  tombstoneDays: days(210, { min: 210 }),
  staffYears: years(3),
});
export type RetentionSettings = z.infer<typeof RetentionSettings>;

export const RETENTION_DEFAULTS: RetentionSettings = RetentionSettings.parse({});

/** The unit a setting counts in, as its name says. */
export function retentionUnit(setting: keyof RetentionSettings): PeriodUnit {
  if (setting.endsWith('Years')) return 'years';
  return setting.endsWith('Months') ? 'months' : 'days';
}

/** The day on which data is deleted that is kept from `from` by a setting's period. */
export function keptUntil(
  from: ShopDay,
  setting: keyof RetentionSettings,
  settings: RetentionSettings,
): ShopDay {
  return addPeriod(from, settings[setting], retentionUnit(setting));
}

/**
 * The latest day whose period is over today: what began on it or before is deleted. `more` adds a second period,
 * for what counts from the end of a first one.
 */
export function lastDayOver(
  setting: keyof RetentionSettings,
  settings: RetentionSettings,
  today: ShopDay,
  more?: keyof RetentionSettings,
): ShopDay {
  const end = more === undefined ? today : addPeriod(today, -settings[more], retentionUnit(more));
  const isOver = (day: ShopDay): boolean => keptUntil(day, setting, settings) <= end;
  // Going back from the 28th of February lands on the 28th, though what began on the 29th is over as well.
  const reached = addPeriod(end, -settings[setting], retentionUnit(setting));
  const next = addDays(reached, 1);
  return isOver(next) ? next : reached;
}

/** The last day of the financial year, which is the calendar year, that a day lies in. */
export function endOfFinancialYear(day: ShopDay): ShopDay {
  return `${day.slice(0, 4)}-12-31` as ShopDay;
}

/** Riga days of one order; `ended` is the day it was picked up or cancelled. */
export interface OrderDays {
  readonly placed: ShopDay;
  readonly ended: ShopDay | null;
}

/** The day the photos and their key are deleted. */
export function photosKeptUntil(order: OrderDays, settings: RetentionSettings): ShopDay {
  return order.ended
    ? addDays(order.ended, settings.photosAfterPickUp)
    : addDays(order.placed, settings.photosUncollected);
}

/** The day name, e-mail and phone are deleted. An order nobody collects ends with the keeping of its photos. */
export function contactKeptUntil(order: OrderDays, settings: RetentionSettings): ShopDay {
  const ended = order.ended ?? addDays(order.placed, settings.photosUncollected);
  return addDays(ended, settings.contactAfterPickUp);
}

/** The day the delivery address is deleted; null while the order is not delivered. */
export function addressKeptUntil(order: OrderDays, settings: RetentionSettings): ShopDay | null {
  return order.ended ? addDays(order.ended, settings.addressAfterDelivery) : null;
}

/** The day an uncollected order is reminded of; null once it has ended. */
export function reminderDue(order: OrderDays, settings: RetentionSettings): ShopDay | null {
  return order.ended ? null : addDays(order.placed, settings.reminderAfter);
}

/** Data kept until a day is deleted on that day. */
export function isKeepingOver(lastDay: ShopDay, today: ShopDay): boolean {
  return today >= lastDay;
}
