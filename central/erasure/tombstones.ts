import type { Database } from '../db/database.ts';

/**
 * How long central remembers who was erased, and says that something is gone: a month longer than a terminal may be away
 * (180 days; sync specification 7.3), and than any backup lives.
 */
export const TOMBSTONE_LIFE_MS = 210 * 86_400_000;

/** Forgets the pseudonyms and orders of old erasures. Answers how many; the ledger still names them. */
export const dropOldTombstones = (db: Database, now: number): Promise<number> =>
  db.transaction({ role: 'erase' }, async (sql) => {
    const rows = await sql.query('DELETE FROM tombstone WHERE at < $1 RETURNING 1 AS one', [
      now - TOMBSTONE_LIFE_MS,
    ]);
    return rows.length;
  });
