/** So many times as long as asking took is rested after it, so that a long list takes at most a fifth of the time. */
const REST_PER_ASK = 4;
const LONGEST_REST_MS = 5000;

/**
 * Asks again when told to, one at a time: what is told while it asks leads to one more. With `restMs`, that one waits so
 * many milliseconds, or longer where asking takes long.
 */
export function createRefresher(ask: () => Promise<void>, restMs = 0): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      const began = performance.now();
      await ask();
      const rest = Math.min((performance.now() - began) * REST_PER_ASK, LONGEST_REST_MS);
      if (again && restMs > 0) await new Promise((done) => setTimeout(done, Math.max(rest, restMs)));
    } while (again);
    running = null;
  };
  return () => {
    if (running !== null) again = true;
    else running = run();
    return running;
  };
}
