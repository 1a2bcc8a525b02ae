import { SyncFault } from '../syncFault.ts';

/** Asks whoever holds a lock to end. */
type RequestRelease = () => void | Promise<void>;

interface Lock {
  readonly lock: (signal: AbortSignal, release: RequestRelease) => Promise<void>;
  readonly unlock: () => Promise<void>;
}

/** Locks by upload id, in the shape that `@tus/server` takes. */
export interface Locker {
  readonly newLock: (id: string) => Lock;
}

interface Holder {
  readonly release: RequestRelease;
  readonly gone: Promise<void>;
  readonly leave: () => void;
}

/**
 * One request at a time for each upload. The newest pre-empts the others, since a sender comes again only when its
 * connection broke: the one before is asked to end, keeps what it received, and makes room.
 */
export const createOneWriter = (): Locker => {
  const holders = new Map<string, Holder>();
  return { newLock: (id) => lockOf(id, holders) };
};

const lockOf = (id: string, holders: Map<string, Holder>): Lock => ({
  lock: async (signal, release) => {
    for (let holder = holders.get(id); holder !== undefined; holder = holders.get(id)) {
      await holder.release();
      await holder.gone;
    }
    if (signal.aborted) throw new SyncFault('unavailable');
    const { promise, resolve } = Promise.withResolvers<void>();
    holders.set(id, { release, gone: promise, leave: resolve });
  },
  unlock: async () => {
    const holder = holders.get(id);
    holders.delete(id);
    holder?.leave();
  },
});
