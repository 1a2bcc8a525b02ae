import { matchesPin } from '../../../../shared/sync/pin/pin.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { Tx } from '../../call/context.ts';
import { reject, rejectAndKeep } from '../../call/rejection.ts';
import { waitAfter, waitLeft } from './lockOut.policy.ts';
import { findStaff, type StaffMember, setTries } from './staff.store.ts';

/** The slow half, before the transaction: null when the person is unknown or still has to wait. */
export const comparePin = async (
  db: ReadableDb,
  staffId: string,
  pin: string,
  now: number,
): Promise<boolean | null> => {
  const member = findStaff(db, staffId);
  if (!member?.active || waitLeft(member.waitUntil, now) > 0) return null;
  return matchesPin(pin, member.pin);
};

/**
 * Counts the try and answers the person. A wrong PIN is stored before it is refused, so no crash gives a free try.
 * @throws Rejection PIN_LOCKED, PIN_WRONG, NOT_FOUND
 */
export const acceptPin = (tx: Tx, staffId: string, matched: boolean | null): StaffMember => {
  const member = findStaff(tx.db, staffId);
  if (!member?.active) return reject('NOT_FOUND');
  if (matched === null || waitLeft(member.waitUntil, tx.now) > 0) return reject('PIN_LOCKED');
  if (!matched) {
    const failures = member.failures + 1;
    const wait = waitAfter(failures);
    setTries(tx.db, staffId, failures, wait === 0 ? 0 : tx.now + wait);
    tx.audit('staff.pin-wrong', staffId);
    return rejectAndKeep(wait === 0 ? 'PIN_WRONG' : 'PIN_LOCKED');
  }
  setTries(tx.db, staffId, 0, 0);
  return member;
};
