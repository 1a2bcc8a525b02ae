/** Waits of the feed, ended by any change. */
export const createChanges = () => {
  const waiting = new Set<() => void>();
  return {
    wake: (): void => {
      for (const one of waiting) one();
    },
    changed: (signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        const end = (): void => {
          waiting.delete(end);
          signal.removeEventListener('abort', end);
          resolve();
        };
        waiting.add(end);
        signal.addEventListener('abort', end, { once: true });
      }),
  };
};
