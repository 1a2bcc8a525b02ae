import { STEPS } from '../../../../shared/contract/steps.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { Statistic } from '../../../../shared/domain/statistics.ts';
import { addDays, type ShopDay } from '../../../../shared/domain/time.ts';

export type Figures = CallOutput<'statistics:period'>;

export const PERIODS = ['week', 'month', 'quarter', 'year'] as const;
export type PeriodLength = (typeof PERIODS)[number];
const DAYS = { week: 7, month: 30, quarter: 91, year: 365 } as const satisfies Record<PeriodLength, number>;

export interface Period {
  readonly from: ShopDay;
  readonly to: ShopDay;
}

/** So many days that end with `to`. */
export const periodOf = (length: PeriodLength, to: ShopDay): Period => ({
  from: addDays(to, 1 - DAYS[length]),
  to,
});

export const daysOf = (length: PeriodLength): number => DAYS[length];

/** One line of a chart and of the table under it. null: too few to be shown, and never zero. */
export interface Bar {
  readonly id: string;
  readonly count: number | null;
  /** Of the longest bar, 0 to 1; a hidden number has no length that could give it away. */
  readonly share: number;
}

const withShares = (rows: readonly { readonly id: string; readonly count: number | null }[]): Bar[] => {
  const most = Math.max(1, ...rows.map(({ count }) => count ?? 0));
  return rows.map((row) => ({ ...row, share: (row.count ?? 0) / most }));
};

/** Kinds whose words have an order of their own; the others stay as frequent as core sorts them. */
const ORDERS: Readonly<Partial<Record<Statistic, readonly string[]>>> = {
  abandoned: ['start', ...STEPS, 'done'],
  duration: ['0-2', '2-5', '5-10', '10-20', '20+'],
  promise: ['kept', 'late'],
};

export function barsOf({ figures }: Figures, what: Statistic): readonly Bar[] {
  const order = ORDERS[what];
  const rows = figures
    .filter((figure) => figure.what === what)
    .map(({ detail, count }) => ({ id: detail, count }));
  const placeOf = (id: string): number => order?.indexOf(id) ?? 0;
  return withShares(order === undefined ? rows : rows.toSorted((a, b) => placeOf(a.id) - placeOf(b.id)));
}

export const hourBars = ({ hours }: Figures): readonly Bar[] =>
  withShares(hours.map(({ hour, count }) => ({ id: String(hour), count })));

export const dayBars = ({ days }: Figures): readonly Bar[] =>
  withShares(days.map(({ day, count }) => ({ id: day, count })));

/** The sum of a kind; null as soon as a part of it is hidden, for the rest would give that part away. */
export function sumOf({ figures }: Figures, what: Statistic): number | null {
  const counts = figures.filter((figure) => figure.what === what).map(({ count }) => count);
  return counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

export const isEmptyPeriod = ({ figures, days }: Figures): boolean =>
  figures.length === 0 && days.length === 0;
