import type { Feature } from './call/deps.ts';
import type { Upkeep } from './upkeep.ts';

type Loop = Pick<Feature<unknown>, 'start' | 'stop'>;

/** The loop of a feature that is made after what ends and begins it. */
export const later = (made: () => Loop): Loop => ({
  start: () => made().start?.(),
  stop: () => made().stop?.(),
});

/** Ends the loops that write to the database; answers what begins them again. Before the start there are none. */
export const createLoops = (upkeep: Pick<Upkeep, 'start' | 'stop'>, loops: readonly Loop[]) => {
  let started = false;
  const start = (): void => {
    started = true;
    for (const loop of loops) loop.start?.();
    upkeep.start();
  };
  const stop = async (): Promise<void> => {
    upkeep.stop();
    for (const loop of loops) await loop.stop?.();
  };
  return {
    start,
    stop,
    quiesce: async (): Promise<() => void> => {
      if (!started) return () => undefined;
      await stop();
      return start;
    },
  };
};
