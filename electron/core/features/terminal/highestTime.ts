import type { Tx } from '../../call/context.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

const KEY = 'clock.highest';

/** The latest instant this terminal ever knew, in UTC milliseconds; 0 before its first. */
export const highestTimeSeen = (db: ReadableDb): number =>
  Number(db.get<{ value: string }>(sql`SELECT value FROM setting WHERE key = ${KEY}`)?.value ?? 0);

/** Remembers this instant, unless a later one is known: then the clock was set back (ADM-6). */
export const noteTime = (tx: Tx): void => {
  if (tx.now > highestTimeSeen(tx.db))
    tx.db.run(sql`INSERT INTO setting (key, value) VALUES (${KEY}, ${String(tx.now)})
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
};
