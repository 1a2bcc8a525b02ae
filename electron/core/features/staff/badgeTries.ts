import { z } from '../../../../shared/domain/z.ts';
import type { Tx } from '../../call/context.ts';
import { reject, rejectAndKeep } from '../../call/rejection.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { waitAfter, waitLeft } from './lockOut.policy.ts';

const KEY = 'badge.tries';

const Tries = z.object({ failures: z.int(), waitUntil: z.int() });
type Tries = z.infer<typeof Tries>;

const NONE: Tries = { failures: 0, waitUntil: 0 };

const readTries = (db: ReadableDb): Tries => {
  const row = db.get<{ value: string }>(sql`SELECT value FROM setting WHERE key = ${KEY}`);
  return row ? Tries.parse(JSON.parse(row.value)) : NONE;
};

const writeTries = (db: WritableDb, tries: Tries): void =>
  void db.run(sql`INSERT INTO setting (key, value) VALUES (${KEY}, ${JSON.stringify(tries)})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);

/** Badges of this terminal wait after too many unknown ones; PINs go on. @throws Rejection PIN_LOCKED */
export const assertBadgesOpen = (tx: Tx): void => {
  if (waitLeft(readTries(tx.db).waitUntil, tx.now) > 0) reject('PIN_LOCKED');
};

/**
 * Counts an unknown badge: it belongs to nobody, so the terminal itself is slowed, as a person is by wrong PINs
 * (ADM-2). Stored before it is refused. @throws Rejection PIN_WRONG, PIN_LOCKED
 */
export const refuseBadge = (tx: Tx): never => {
  const failures = readTries(tx.db).failures + 1;
  const wait = waitAfter(failures);
  writeTries(tx.db, { failures, waitUntil: wait === 0 ? 0 : tx.now + wait });
  tx.audit('staff.badge-unknown', null);
  return rejectAndKeep(wait === 0 ? 'PIN_WRONG' : 'PIN_LOCKED');
};

export const forgetBadgeTries = (tx: Tx): void => {
  if (readTries(tx.db).failures > 0) writeTries(tx.db, NONE);
};
