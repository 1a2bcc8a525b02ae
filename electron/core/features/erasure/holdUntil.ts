import type { RetentionSettings } from '../../../../shared/domain/retention.ts';
import { addDays, type ShopDay, shopDayOf } from '../../../../shared/domain/time.ts';
import { RETENTION_RULES, type RetentionRule } from '../../../../shared/privacy/retentionRules.ts';

export interface HoldDates {
  /** UTC ms. */
  readonly now: number;
  /** When the latest order was placed, UTC ms. */
  readonly placedAt: number;
  readonly settings: RetentionSettings;
}

const DAYS_IN_MONTH = 31;

const addYears = (day: ShopDay, years: number): ShopDay =>
  `${Number(day.slice(0, 4)) + years}${day.slice(4).replace('-02-29', '-03-01')}` as ShopDay;

const add = (day: ShopDay, count: number, unit: string): ShopDay => {
  if (unit.endsWith('Years')) return addYears(day, count);
  return addDays(day, unit.endsWith('Months') ? count * DAYS_IN_MONTH : count);
};

/** The last possible day of a hold that begins now at the latest: what a person is told. */
export const holdUntil = (rule: RetentionRule, { now, placedAt, settings }: HoldDates): ShopDay | null => {
  const ends = RETENTION_RULES[rule].periods.flatMap((period) => {
    if (!('setting' in period)) return [];
    const placed = shopDayOf(placedAt);
    const from =
      period.from === 'financial-year-ended'
        ? (`${placed.slice(0, 4)}-12-31` as ShopDay)
        : period.from === 'placed'
          ? placed
          : shopDayOf(now);
    return [add(from, settings[period.setting], period.setting)];
  });
  return ends.sort().at(-1) ?? null;
};
