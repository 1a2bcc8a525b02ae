/** Time that passes only when it is told to: a run of days takes milliseconds and is the same each time. */
export interface VirtualTime {
  readonly now: () => number;
  /** Runs something later; answers how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Lets so many ms pass with all that happens in them. */
  readonly pass: (ms: number) => Promise<void>;
}

interface Due {
  readonly at: number;
  readonly run: () => void;
}

/** Everything that promises made ready runs before the clock moves on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const createVirtualTime = (start: number): VirtualTime => {
  let now = start;
  const waiting = new Set<Due>();
  // Insertion order breaks ties, so that a run is the same each time.
  const next = (until: number): Due | undefined => {
    let first: Due | undefined;
    for (const due of waiting) if (due.at <= until && (first === undefined || due.at < first.at)) first = due;
    return first;
  };
  const after: VirtualTime['after'] = (ms, run) => {
    const due = { at: now + Math.max(0, Math.round(ms)), run };
    waiting.add(due);
    return () => void waiting.delete(due);
  };
  return {
    now: () => now,
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    pass: async (ms) => {
      const until = now + ms;
      await settled();
      for (let due = next(until); due !== undefined; due = next(until)) {
        waiting.delete(due);
        now = due.at;
        due.run();
        await settled();
      }
      now = until;
    },
  };
};
