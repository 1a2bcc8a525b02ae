/** Runs something later; answers how to call it off. */
export interface Timer {
  readonly after: (ms: number, run: () => void) => () => void;
}

export interface Waker {
  readonly wake: () => void;
  /** Until it is woken or the time is over; null waits for as long as it takes. Woken before, it does not wait. */
  readonly wait: (ms: number | null) => Promise<void>;
  /** Runs when it is woken, at once if it was before; answers how to call it off. */
  readonly onWake: (run: () => void) => () => void;
  /** Whether it was woken and nobody has reset it since. */
  readonly isWoken: () => boolean;
  /** Forgets what woke it. */
  readonly reset: () => void;
}

/** Something that waits and can be woken, also a moment before it begins to wait. */
export const createWaker = (timer: Timer): Waker => {
  let woken = false;
  const waiting = new Set<() => void>();
  const onWake: Waker['onWake'] = (run) => {
    if (woken) run();
    else waiting.add(run);
    return () => void waiting.delete(run);
  };
  return {
    wake: () => {
      woken = true;
      for (const run of waiting) run();
      waiting.clear();
    },
    onWake,
    wait: (ms) =>
      new Promise((resolve) => {
        let cancel = (): void => undefined;
        const forget = onWake(() => {
          cancel();
          resolve();
        });
        if (ms === null || woken) return;
        cancel = timer.after(ms, () => {
          forget();
          resolve();
        });
      }),
    isWoken: () => woken,
    reset: () => {
      woken = false;
    },
  };
};
