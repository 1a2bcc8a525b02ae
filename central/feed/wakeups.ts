import type { Database } from '../db/database.ts';

/** Tells waiting calls that a store's feed has grown. It sits behind a port, since NOTIFY does not grow for ever. */
export interface Wakeups {
  /** Ends when the store's feed may have grown, or after `ms`, or when the caller is gone. */
  readonly wait: (shopId: string, ms: number, gone: AbortSignal) => Promise<void>;
  /** Nobody waits any more: the server is about to stop. */
  readonly isClosed: () => boolean;
  readonly close: () => Promise<void>;
}

/** Rows are held back while an older transaction runs, and nobody announces its end: so look again now and then. */
const LOOK_AGAIN_MS = 1000;

/** Wake-ups by PostgreSQL's NOTIFY over one direct connection. */
export const createWakeups = async (db: Database): Promise<Wakeups> => {
  let closed = false;
  const waiting = new Map<string, Set<() => void>>();
  const unlisten = await db.listen('lete_feed', (shopId) => {
    for (const wake of waiting.get(shopId) ?? []) wake();
  });
  return {
    wait: (shopId, ms, gone) =>
      new Promise((resolve) => {
        const wakers = waiting.get(shopId) ?? new Set();
        waiting.set(shopId, wakers);
        const end = (): void => {
          clearTimeout(timer);
          gone.removeEventListener('abort', end);
          wakers.delete(end);
          resolve();
        };
        const timer = setTimeout(end, Math.min(ms, LOOK_AGAIN_MS));
        wakers.add(end);
        gone.addEventListener('abort', end);
        if (gone.aborted) end();
      }),
    isClosed: () => closed,
    close: async () => {
      closed = true;
      for (const wakers of waiting.values()) for (const wake of wakers) wake();
      await unlisten();
    },
  };
};
