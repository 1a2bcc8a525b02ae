import type { Tx } from '../../call/context.ts';
import { lockRecords, unlockRecords } from '../recordsLock/index.ts';
import { findTerminal, noteAbsence, type SyncTerminal } from './terminal.store.ts';

/** So long a terminal shows what it has without hearing of erasures elsewhere (sync specification 7.3). */
const QUARANTINE_MS = 14 * 86_400_000;

const tell = (tx: Tx): void => {
  tx.emit('sync-changed', {});
  tx.emit('health-changed', {});
};

/**
 * How long central has not been heard by now: the sum of how far the clock moved since. A clock that was set back made the
 * absence longer by as much, for nobody knows how long it had been off.
 */
const absentMs = ({ clockAt, absentMs: before }: SyncTerminal, now: number): number =>
  before + Math.abs(now - (clockAt ?? now));

/** Closes the records of before the last contact, where they are open. */
export const closeRecords = (tx: Tx): void => {
  const who = findTerminal(tx.db);
  if (who === undefined || who.lockedAt !== null) return;
  noteAbsence(tx.db, { clockAt: who.clockAt, absentMs: who.absentMs, lockedAt: tx.now });
  lockRecords(tx.db, who.lastContactAt ?? who.enrolledAt);
  tell(tx);
};

/** Counts the time without central, and closes the records of before once it was too long. */
export const keepAbsence = (tx: Tx): void => {
  const who = findTerminal(tx.db);
  if (who === undefined) return;
  const absent = absentMs(who, tx.now);
  noteAbsence(tx.db, { clockAt: tx.now, absentMs: absent, lockedAt: who.lockedAt });
  if (absent > QUARANTINE_MS) closeRecords(tx);
};

/** All records of a database that was set back: whoever was erased since may be in it (E10). */
export const lockRestored = (tx: Tx): void => {
  const who = findTerminal(tx.db);
  if (who === undefined) return;
  noteAbsence(tx.db, { clockAt: tx.now, absentMs: who.absentMs, lockedAt: tx.now });
  lockRecords(tx.db, Number.MAX_SAFE_INTEGER);
};

/** Central has attested that all its erasures are known here: the absence is over. */
export const endAbsence = (tx: Tx): void => {
  const lockedAt = findTerminal(tx.db)?.lockedAt ?? null;
  noteAbsence(tx.db, { clockAt: tx.now, absentMs: 0, lockedAt: null });
  if (lockedAt === null) return;
  unlockRecords(tx.db);
  tell(tx);
};
