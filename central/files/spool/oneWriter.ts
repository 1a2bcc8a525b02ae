import type { Lock, Locker, RequestRelease } from '@tus/server';
import { SyncFault } from '../../http/fault.ts';

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
