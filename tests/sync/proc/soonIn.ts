import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 50;

/** Waits until it is so; false where it was not within that time. */
export const soonIn = async (
  ms: number,
  isSo: () => Promise<boolean>,
  everyMs: number = EVERY_MS,
): Promise<boolean> => {
  for (const end = performance.now() + ms; performance.now() < end; await sleep(everyMs))
    if (await isSo()) return true;
  return false;
};
