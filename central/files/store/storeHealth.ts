import { SyncFault } from '../../../shared/sync/syncFault.ts';
import { errorCode, type Log } from '../../http/log.ts';

/** A store that failed is left alone for so long, so that nobody sends what it cannot take. */
const AGAIN_AFTER_MS = 15_000;

/** Whether a store that lies elsewhere answers, by what came of the last thing it was asked. */
export interface StoreHealth {
  readonly awaySince: () => number | null;
  readonly assertTakes: () => void;
  /** Asks the store. What it throws becomes SyncFault `unavailable`; a SyncFault goes through, the store being well. */
  readonly ask: <T>(work: () => Promise<T>) => Promise<T>;
}

const unavailable = (): SyncFault => new SyncFault('unavailable', { retryAfterS: AGAIN_AFTER_MS / 1000 });

/** `now` is UTC ms. */
export const createStoreHealth = (now: () => number, log: Log): StoreHealth => {
  let awaySince: number | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;
  const failed = (error: unknown): void => {
    failedAt = now();
    awaySince ??= failedAt;
    log('store_failed', { code: errorCode(error) });
  };
  const answered = (): void => {
    if (awaySince !== null) log('store_back');
    awaySince = null;
  };
  return {
    awaySince: () => awaySince,
    assertTakes: () => {
      if (awaySince !== null && now() - failedAt < AGAIN_AFTER_MS) throw unavailable();
    },
    ask: async (work) => {
      try {
        const answer = await work();
        answered();
        return answer;
      } catch (error) {
        if (error instanceof SyncFault) throw error;
        failed(error);
        throw unavailable();
      }
    },
  };
};
