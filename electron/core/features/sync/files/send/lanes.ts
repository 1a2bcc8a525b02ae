import { afterWindow, FIRST_LANES, WINDOW_MS, whenBusy } from './lanes.policy.ts';

/** Lets so many uploads run at once, first come first served. */
export interface LaneKeeper {
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Bytes that just went out. */
  readonly passed: (bytes: number) => void;
  readonly busy: () => void;
}

/** @param now UTC milliseconds */
export const createLanes = (now: () => number): LaneKeeper => {
  const waiting: (() => void)[] = [];
  let lanes = FIRST_LANES;
  let running = 0;
  let window = { from: now(), bytes: 0 };

  const admit = (): void => {
    while (running < lanes.limit) {
      const next = waiting.shift();
      if (next === undefined) return;
      running += 1;
      next();
    }
  };

  return {
    run: async (work) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        admit();
      });
      try {
        return await work();
      } finally {
        running -= 1;
        admit();
      }
    },
    passed: (bytes) => {
      window.bytes += bytes;
      const ms = now() - window.from;
      if (ms >= 0 && ms < WINDOW_MS) return;
      // A clock that was set tells nothing about the line.
      if (ms > 0 && ms < 4 * WINDOW_MS) lanes = afterWindow(lanes, window.bytes, ms);
      window = { from: now(), bytes: 0 };
      admit();
    },
    busy: () => {
      lanes = whenBusy(lanes);
    },
  };
};
