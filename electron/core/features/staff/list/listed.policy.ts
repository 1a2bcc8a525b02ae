import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type ListedPin, MAX_STAFF_NAME } from '../../../../../shared/domain/staffList.ts';
import type { PinRecord } from '../../../../../shared/sync/pin/pin.ts';

/** By what a list's PIN is known again. It is no help to somebody who looks for the PIN: that needs its salt. */
const markOf = ({ salt, hash }: PinRecord): string =>
  createHash('sha256').update(salt).update(hash).digest('hex');

interface Pins {
  readonly pin: PinRecord;
  /** By what the PIN is known again that a list gave last. */
  readonly listedPin: string | null;
}

/**
 * The PIN that a person has after a list came. One that the list did not have before is taken; otherwise what is here
 * stays, so that a PIN given at the counter is not set back by a list about others. `unusable` stands for none.
 */
export const pinAfter = (
  listed: ListedPin | null,
  known: Pins | undefined,
  unusable: () => PinRecord,
): Pins => {
  // An account of somebody who left long ago has none any more.
  const own = known === undefined || known.pin.hash.length === 0 ? unusable() : known.pin;
  const before = known?.listedPin ?? null;
  if (listed === null) return { pin: own, listedPin: before };
  const pin = { salt: Buffer.from(listed.salt, 'base64'), hash: Buffer.from(listed.hash, 'base64') };
  const listedPin = markOf(pin);
  return { pin: listedPin === before ? own : pin, listedPin };
};

/** The name with a number behind it that nobody has. */
export const freeName = (name: string, isTaken: (name: string) => boolean): string => {
  for (let n = 2; ; n += 1) {
    const suffix = ` (${n})`;
    const free = `${name.slice(0, MAX_STAFF_NAME - suffix.length)}${suffix}`;
    if (!isTaken(free)) return free;
  }
};
