import { dueTime, type OpeningHours, searchEnd } from './openingHours.ts';
import type { TimeMs } from './time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A shop names no time finer than this. */
export const READY_STEP_MS = 15 * MINUTE;

/** What one printer still has to do until the last print of an order is there. */
export interface PrintWork {
  /** It cannot begin before, UTC ms. */
  readonly from: TimeMs;
  /** Prints, those of the order and those before it. */
  readonly prints: number;
  /** Prints that the printer makes in an hour; at least 1. */
  readonly perHour: number;
}

/**
 * When the customer may come, UTC ms. Work goes on in opening hours only and takes `leadMs` at least; the slowest printer
 * decides. Rounded up to a quarter of an hour, and to the next opening where the store is closed then. A store that never
 * opens counts plain time.
 */
export function readyTime(
  hours: OpeningHours,
  now: TimeMs,
  leadMs: number,
  work: readonly PrintWork[],
): TimeMs {
  const end = (from: TimeMs, ms: number): TimeMs => {
    const due = dueTime(hours, from, Math.ceil(ms / MINUTE));
    if (due !== null) return due;
    const neverOpens = dueTime(hours, from, 0) === null;
    // More than can be looked ahead is no sooner than what just fits, and no later than the same work begun later.
    return neverOpens ? from + ms : Math.max(from + ms, searchEnd(from));
  };
  const ends = work.map(({ from, prints, perHour }) =>
    end(Math.max(now, from), Math.max(leadMs, (prints / perHour) * HOUR)),
  );
  const said = Math.ceil(Math.max(end(now, leadMs), ...ends) / READY_STEP_MS) * READY_STEP_MS;
  return dueTime(hours, said, 0) ?? said;
}
