import { setImmediate as breathe } from 'node:timers/promises';
import type { Tx } from '../../../call/context.ts';
import type { RetentionPass } from '../../../call/retentionWork.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';

const BATCH = 100;

/** How many rows a query has. */
export const countOf = (db: ReadableDb, rows: Sql): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM (${rows})`)?.n ?? 0;

/**
 * Works off the rows of a query whose one column is `id`, in transactions short enough for the counter not to wait.
 * @throws when a worked row is still in the query: it would be worked for ever
 */
export const inBatches = async (
  pass: RetentionPass,
  rows: Sql,
  each: (tx: Tx, id: string) => void,
): Promise<number> => {
  const done = new Set<string>();
  for (;;) {
    const ids = pass.read.all<{ id: string }>(sql`${rows} LIMIT ${BATCH}`);
    if (ids.length === 0) return done.size;
    pass.transact((tx) => {
      for (const { id } of ids) {
        if (done.has(id)) throw new Error('retention stands still');
        each(tx, id);
        done.add(id);
      }
    });
    await breathe();
  }
};
