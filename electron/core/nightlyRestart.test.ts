import { describe, expect, it } from 'vitest';
import { createLog } from './log/log.ts';
import { createNightlyRestart } from './nightlyRestart.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** In Riga the clocks stand two hours ahead of this. */
const at = (hour: number, minute = 0): number => Date.UTC(2026, 10, 20, hour - 2, minute);

const terminal = (nowMs: number, upMs = 30 * HOUR) => {
  const is = { nowMs, upMs, free: true };
  let restarts = 0;
  const nightly = createNightlyRestart({
    now: () => is.nowMs,
    uptimeMs: () => is.upMs,
    mayRestart: () => is.free,
    restart: () => {
      restarts += 1;
    },
    log: createLog(
      () => is.nowMs,
      () => {},
    ),
  });
  const ticked = (): number => {
    nightly.tick();
    return restarts;
  };
  return { is, ticked, sawSomebody: nightly.sawSomebody };
};

describe('[REC-3] the nightly restart', () => {
  it.each([
    [2, 59, 0],
    [3, 0, 1],
    [4, 59, 1],
    [5, 0, 0],
    [13, 0, 0],
  ])('at %i:%i happens %i times', (hour, minute, times) => {
    expect(terminal(at(hour, minute)).ticked()).toBe(times);
  });

  it('leaves alone what was started today', () => {
    expect(terminal(at(4), 20 * HOUR - 1).ticked()).toBe(0);
    expect(terminal(at(4), 20 * HOUR).ticked()).toBe(1);
  });

  it('waits until the customer has left', () => {
    const { is, ticked } = terminal(at(4));
    is.free = false;
    expect(ticked()).toBe(0);
    is.free = true;
    expect(ticked()).toBe(1);
  });

  it('waits until nobody who is signed in has worked for a quarter of an hour', () => {
    const { is, ticked, sawSomebody } = terminal(at(4));
    sawSomebody();
    is.upMs += 15 * MINUTE - 1;
    expect(ticked()).toBe(0);
    is.upMs += 1;
    expect(ticked()).toBe(1);
  });
});
