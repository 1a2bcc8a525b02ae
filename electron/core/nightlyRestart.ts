import { shopHourOf } from '../../shared/domain/time.ts';
import type { Log } from './log/log.ts';

export interface NightlyRestartOptions {
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Milliseconds since core began, by a clock that nobody sets. */
  readonly uptimeMs: () => number;
  /** False while a customer is at the kiosk, and where a start needs a person. */
  readonly mayRestart: () => boolean;
  readonly restart: () => void;
  readonly log: Log;
}

const TICK_MS = 60_000;
/** Hours of the shop's day in which no shop is open. */
const FROM_HOUR = 3;
const UNTIL_HOUR = 5;
/** A terminal that was switched on today is fresh enough. */
const FRESH_MS = 20 * 3_600_000;
const QUIET_MS = 15 * 60_000;

/**
 * Starts the app anew once a night, when nobody is there: what grew in weeks is let go, and the whole database is checked.
 * A night in which somebody works all along is left out (REC-3).
 */
export const createNightlyRestart = ({ now, uptimeMs, mayRestart, restart, log }: NightlyRestartOptions) => {
  let timer: NodeJS.Timeout | null = null;
  let seenAt = 0;
  const isNight = (): boolean => {
    const hour = shopHourOf(now());
    return hour >= FROM_HOUR && hour < UNTIL_HOUR;
  };
  const tick = (): void => {
    const uptime = uptimeMs();
    if (!isNight() || uptime < FRESH_MS || uptime - seenAt < QUIET_MS || !mayRestart()) return;
    log.info('nightly-restart');
    restart();
  };
  return {
    tick,
    /** Somebody who is signed in works here. */
    sawSomebody: (): void => {
      seenAt = uptimeMs();
    },
    start: (): void => {
      timer = setInterval(tick, TICK_MS);
    },
    stop: (): void => {
      if (timer) clearInterval(timer);
    },
  };
};
