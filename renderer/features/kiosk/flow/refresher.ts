/** Asks again when told to, one at a time: what is told while it asks leads to one more. */
export function createRefresher(ask: () => Promise<void>, restMs = 0): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await ask();
      if (again && restMs > 0) await new Promise((done) => setTimeout(done, restMs));
    } while (again);
    running = null;
  };
  return () => {
    if (running !== null) again = true;
    else running = run();
    return running;
  };
}
