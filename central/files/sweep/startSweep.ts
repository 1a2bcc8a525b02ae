import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../../http/log.ts';
import { createSweep, type Sweep, type SweepCentral } from './sweep.ts';
import { countStored } from './sweep.store.ts';

const HOUR_MS = 3_600_000;
/** A command that ends at once reads nothing, and a start has other things to do. */
const FIRST_AFTER_MS = 5 * 60_000;
/** Share of the files that is read again in a day (sync specification 6.5). */
const SHARE_A_DAY = 0.01;
/** So many failures one after the other mean that the store is away: it is left alone until the next hour. */
const AWAY_AFTER = 3;

/** Files to read in an hour, where so many are stored: their share of a day's, and one at least. */
export const looksPerHour = (stored: number): number => Math.max(1, Math.ceil((stored * SHARE_A_DAY) / 24));

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(Math.max(0, ms), undefined, { signal, ref: false });

/** An hour's files, one after the other, spread over it. */
const readHour = async (
  sweep: Sweep,
  {
    looks,
    hourMs,
    signal,
  }: { readonly looks: number; readonly hourMs: number; readonly signal: AbortSignal },
): Promise<void> => {
  let unread = 0;
  for (let n = 0; n < looks && unread < AWAY_AFTER; n += 1) {
    const due = performance.now() + hourMs / looks;
    const outcome = await sweep.step(signal);
    if (outcome === null) return;
    unread = outcome === 'unread' ? unread + 1 : 0;
    await pause(due - performance.now(), signal);
  }
};

const sweepOn = async (central: SweepCentral, signal: AbortSignal, hourMs: number): Promise<void> => {
  const sweep = createSweep(central);
  while (!signal.aborted) {
    const next = performance.now() + hourMs;
    try {
      await readHour(sweep, { looks: looksPerHour(await countStored(central.db)), hourMs, signal });
    } catch (error) {
      if (!signal.aborted) central.log('job_failed', { code: errorCode(error) });
    }
    await pause(next - performance.now(), signal);
  }
};

/**
 * Reads stored files again, a hundredth of them a day, until the function it answers is called; that one waits for what the
 * store was asked last. The times are for tests.
 */
export const startSweep = (
  central: SweepCentral,
  { firstAfterMs = FIRST_AFTER_MS, hourMs = HOUR_MS } = {},
): (() => Promise<void>) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = pause(firstAfterMs, signal)
    .then(() => sweepOn(central, signal, hourMs))
    // Nothing but the end that was asked for comes here.
    .catch(() => undefined);
  return async () => {
    stopping.abort();
    await running;
  };
};
