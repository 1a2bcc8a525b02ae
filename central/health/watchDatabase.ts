import { type Database, DatabaseAway } from '../db/database.ts';

/** When the database took no work last, UTC ms, and its own word for why. */
export interface DatabaseFault {
  readonly code: string | null;
  readonly at: number;
}

export interface WatchedDatabase extends Database {
  /** Since the start; null where it always did. */
  readonly lastFault: () => DatabaseFault | null;
}

/** Remembers for the operator how the database failed last: a full disk refuses changes and lets everything be read. */
export const watchDatabase = (db: Database, now: () => number): WatchedDatabase => {
  let last: DatabaseFault | null = null;
  return {
    ...db,
    lastFault: () => last,
    transaction: async (access, work) => {
      try {
        return await db.transaction(access, work);
      } catch (error) {
        if (error instanceof DatabaseAway) last = { code: error.code, at: now() };
        throw error;
      }
    },
  };
};
