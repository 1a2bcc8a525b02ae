import { monitorEventLoopDelay } from 'node:perf_hooks';

const EVERY_MS = 1;

/** For how many milliseconds this process answered nobody at a stretch while the work went on, at most. */
export async function longestBlock(work) {
  const delays = monitorEventLoopDelay({ resolution: EVERY_MS });
  delays.enable();
  const value = await work();
  delays.disable();
  return { value, blockMs: delays.max / 1e6 };
}
