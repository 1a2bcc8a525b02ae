import { sql } from '../db/sql.ts';
import type { Tx } from './context.ts';

const KEPT_MS = 24 * 3_600_000;

/** Lets go of answered requests that nobody repeats any more. */
export const purgeRequests = (tx: Tx): void =>
  void tx.db.run(sql`DELETE FROM request WHERE at < ${tx.now - KEPT_MS}`);
