import { app } from 'electron';

/** The one way out: core closes its database first, then the app ends. A second call changes nothing. */
export const createLeaving = () => {
  let begun = false;
  let closeCore = (): Promise<void> => Promise.resolve();
  const leave = (): void => {
    if (begun) return;
    begun = true;
    void closeCore().then(() => app.exit(0));
  };
  return {
    leave,
    begun: (): boolean => begun,
    closeFirst: (close: () => Promise<void>): void => {
      closeCore = close;
    },
    /** Quitting, and the signals of the system, take the same way. */
    listen: (): void => {
      app.on('before-quit', (event) => {
        if (begun) return;
        event.preventDefault();
        leave();
      });
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, leave);
    },
  };
};
