import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { Statistic } from '../../../../shared/domain/statistics.ts';
import { formatDay, ShopDay } from '../../../../shared/domain/time.ts';
import { stepName } from './dayEndSheet.policy.ts';
import type { Sheet, SheetRow } from './sheet.policy.ts';
import type { Period } from './statistics.store.ts';

type Figures = CallOutput<'statistics:period'>;

const LABELS: Readonly<Record<Statistic, (detail: string) => string>> = {
  started: () => 'Kioska apmeklējumi',
  abandoned: (step) => `Kioskā pārtraukts: ${stepName(step)}`,
  ordered: (source) => `Pasūtījumi: ${source === 'kiosk' ? 'kiosks' : 'lete'}`,
  duration: (minutes) => `Apmeklējuma ilgums, min: ${minutes}`,
  product: (product) => `Kopijas: ${product}`,
  promise: (kept) => (kept === 'kept' ? 'Gatavs laikā' : 'Gatavs vēlāk nekā solīts'),
};

const rowOf = (label: string, count: number | null): SheetRow => ({
  label,
  value: count === null ? { kind: 'few' } : { kind: 'count', count },
});

/** The figures of a period, line by line. */
export const statisticsSheet = (
  { figures, hours, days }: Figures,
  { from, to }: Period,
  store: string,
): Sheet => ({
  title: `Statistika, ${formatDay(ShopDay.parse(from), 'lv')} – ${formatDay(ShopDay.parse(to), 'lv')}`,
  store,
  of: ['Periods', `${from} – ${to}`],
  rows: [
    ...figures.map(({ what, detail, count }) => rowOf(LABELS[what](detail), count)),
    ...days.map(({ day, count }) => rowOf(`Pasūtījumi ${formatDay(ShopDay.parse(day), 'lv')}`, count)),
    ...hours.map(({ hour, count }) => rowOf(`Pasūtījumi plkst. ${hour}–${hour + 1}`, count)),
  ],
});
