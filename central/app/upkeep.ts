import type { Database, Sql } from '../db/database.ts';
import { rewriteErased } from '../erasure/rewrite.ts';
import { dropOldTombstones } from '../erasure/tombstones.ts';
import { compactFeed } from '../feed/compact.ts';
import { errorCode } from '../http/log.ts';
import { cutOldContacts } from '../retention/oldContacts.ts';
import { dropOldMessages } from '../retention/oldMessages.ts';
import { dropOldPhotos } from '../retention/oldPhotos.ts';
import { dropReplacedStaffLists } from '../retention/replacedStaffLists.ts';
import { dropOldTransfers } from '../transfer/archives.ts';
import type { Central } from './central.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A restored database asks terminals for ops of up to this age again; until then bodies are kept. */
const BODY_LIFE_MS = 21 * 86_400_000;

/** Ops that have a body which their effect does not need any more, as the index `op_bodies` has them. */
const DECIDED = `body IS NOT NULL AND status <> 'deferred'`;

/** Those of one hour: the feed waits for each transaction. Answers how many, null where no old one is left. */
const emptyNext = async (sql: Sql, before: number): Promise<number | null> => {
  const [row] = await sql.query<{ at: number | null }>(
    `SELECT min(received_at) AS at FROM op WHERE ${DECIDED} AND received_at < $1`,
    [before],
  );
  const at = row?.at ?? null;
  if (at === null) return null;
  const rows = await sql.query(
    `UPDATE op SET body = NULL, salt = NULL WHERE ${DECIDED} AND received_at < $1 RETURNING 1 AS one`,
    [Math.min(before, at + HOUR_MS)],
  );
  return rows.length;
};

/** Empties the bodies of old ops: their effect stands in the orders, their hash stays (sync specification 12). */
export const emptyOldBodies = async (db: Database, now: number): Promise<number> => {
  let emptied = 0;
  for (;;) {
    const next = await db.transaction({ role: 'erase' }, (sql) => emptyNext(sql, now - BODY_LIFE_MS));
    if (next === null) return emptied;
    emptied += next;
  }
};

/** Does the regular work until the function it answers is called. A failure is logged, and tried again next time. */
export const startUpkeep = (central: Central): (() => void) => {
  const { db, folder, now, log, afterErasure } = central;
  const every = (ms: number, work: () => Promise<unknown>): NodeJS.Timeout =>
    setInterval(() => {
      work().catch((error: unknown) => log('job_failed', { code: errorCode(error) }));
    }, ms).unref();
  const timers = [
    every(MINUTE_MS, () => afterErasure.retry()),
    every(HOUR_MS, () => compactFeed(db, now())),
    every(HOUR_MS, () => emptyOldBodies(db, now())),
    every(HOUR_MS, () => dropOldTombstones(db, now())),
    every(HOUR_MS, () => rewriteErased(db, now())),
    every(HOUR_MS, () => dropOldTransfers(db, folder, now())),
    every(HOUR_MS, () => dropOldPhotos(central)),
    every(HOUR_MS, () => cutOldContacts(central)),
    every(HOUR_MS, () => dropOldMessages(db, now())),
    every(HOUR_MS, () => dropReplacedStaffLists(db)),
  ];
  return () => timers.forEach((timer) => clearInterval(timer));
};
