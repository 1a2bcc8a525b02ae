const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Runs one thing whenever it is asked for, but never twice at a time and never sooner than `gapMs` after its last end:
 * whatever is asked for meanwhile comes to one more run. A thousand changes on their way are a few readings.
 */
export function paced(run: () => Promise<void>, gapMs: number): () => void {
  let busy = false;
  let asked = false;
  const go = async (): Promise<void> => {
    busy = true;
    while (asked) {
      asked = false;
      await run();
      await pause(gapMs);
    }
    busy = false;
  };
  return () => {
    asked = true;
    if (!busy) void go();
  };
}
