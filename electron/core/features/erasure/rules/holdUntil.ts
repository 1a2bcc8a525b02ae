import {
  endOfFinancialYear,
  keptUntil,
  type RetentionSettings,
} from '../../../../../shared/domain/retention.ts';
import { type ShopDay, shopDayOf } from '../../../../../shared/domain/time.ts';
import { RETENTION_RULES, type RetentionRule } from '../../../../../shared/privacy/retentionRules.ts';

export interface HoldDates {
  /** UTC ms. */
  readonly now: number;
  /** When the latest order was placed, UTC ms. */
  readonly placedAt: number;
  readonly settings: RetentionSettings;
}

/** The latest day on which a hold ends, as the person is told; null where its rule has no period of days. */
export const holdUntil = (rule: RetentionRule, { now, placedAt, settings }: HoldDates): ShopDay | null => {
  const placed = shopDayOf(placedAt);
  const ends = RETENTION_RULES[rule].periods.flatMap((period) => {
    if (!('setting' in period)) return [];
    if (period.from === 'financial-year-ended')
      return [keptUntil(endOfFinancialYear(placed), period.setting, settings)];
    return [keptUntil(period.from === 'placed' ? placed : shopDayOf(now), period.setting, settings)];
  });
  return ends.toSorted().at(-1) ?? null;
};
