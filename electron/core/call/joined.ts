/** Work that runs once at a time. */
export interface Joined {
  /** Begins the work; who asks while it runs joins it. */
  readonly run: () => Promise<void>;
  /** Resolves when it does not run. Throws what it throws. */
  readonly settled: () => Promise<void>;
}

export const joined = (work: () => Promise<void>): Joined => {
  let running: Promise<void> | null = null;
  return {
    run: () => {
      running ??= work().finally(() => {
        running = null;
      });
      return running;
    },
    settled: async () => {
      await running;
    },
  };
};
