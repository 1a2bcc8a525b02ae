import type { CallOutput } from '../../../../shared/contract/index.ts';
import { suppressSmall } from '../../../../shared/domain/statistics.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { type Period, readDays, readFigures, readHours } from './statistics.store.ts';

const hideSmall = <R extends { readonly count: number }>(rows: readonly R[], wordOf: (row: R) => string) => {
  const shown = suppressSmall(
    rows.map((row) => ({ what: 'ordered', detail: wordOf(row), count: row.count })),
  );
  return rows.map((row, at) => ({ ...row, count: shown[at]?.count ?? null }));
};

/** The figures of a period as people may see them: no group under five (STA-2). */
export const statisticsOf = (db: ReadableDb, period: Period): CallOutput<'statistics:period'> => ({
  figures: [...suppressSmall(readFigures(db, period))],
  hours: hideSmall(readHours(db, period), ({ hour }) => String(hour)),
  days: hideSmall(readDays(db, period), ({ day }) => day),
});
