const FREE_TRIES = 3;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** How long a person must wait after so many wrong tries in a row, in milliseconds (ADM-2). */
export const waitAfter = (failures: number): number =>
  failures < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES));

export const triesLeft = (failures: number): number => Math.max(0, FREE_TRIES - failures);

/**
 * What is left of a wait, in milliseconds. A clock that was set back does not lengthen a wait beyond the longest,
 * and never shortens it below zero.
 */
export const waitLeft = (waitUntil: number, now: number): number =>
  Math.min(LONGEST_WAIT_MS, Math.max(0, waitUntil - now));
