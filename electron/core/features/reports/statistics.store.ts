import { type Counted, STATISTICS } from '../../../../shared/domain/statistics.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

/** Riga days, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Sums of a period, the most frequent word of each kind first. */
export const readFigures = (db: ReadableDb, { from, to }: Period): readonly Counted[] =>
  db.all<Counted>(sql`SELECT what, detail, sum(count) AS count FROM counter_stat
    WHERE day BETWEEN ${from} AND ${to} AND what IN (SELECT value FROM json_each(${JSON.stringify(STATISTICS)}))
    GROUP BY what, detail ORDER BY what, count DESC, detail LIMIT 500`);

export const readHours = (db: ReadableDb, { from, to }: Period) =>
  db.all<{ hour: number; count: number }>(sql`SELECT hour, sum(count) AS count FROM counter_stat
    WHERE day BETWEEN ${from} AND ${to} AND what = 'ordered' GROUP BY hour ORDER BY hour`);

export const readDays = (db: ReadableDb, { from, to }: Period) =>
  db.all<{ day: string; count: number }>(sql`SELECT day, sum(count) AS count FROM counter_stat
    WHERE day BETWEEN ${from} AND ${to} AND what = 'ordered' GROUP BY day ORDER BY day LIMIT 400`);
