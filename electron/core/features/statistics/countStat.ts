import type { Statistic } from '../../../../shared/domain/statistics.ts';
import { shopDayOf, shopHourOf } from '../../../../shared/domain/time.ts';
import type { Tx } from '../../call/context.ts';
import { sql } from '../../db/sql.ts';

/** Counts something that happened, in its hour: a number and a word, nobody (STA-1, P13). */
export const countStat = (tx: Tx, what: Statistic, detail: string, count = 1): void =>
  void tx.db.run(sql`INSERT INTO counter_stat (day, hour, what, detail, count)
    VALUES (${shopDayOf(tx.now)}, ${shopHourOf(tx.now)}, ${what}, ${detail}, ${count})
    ON CONFLICT (day, hour, what, detail) DO UPDATE SET count = count + excluded.count`);
