import { createStore } from 'zustand/vanilla';
import type { SyncStatus } from '../../../../shared/contract/sync.ts';
import type { Api } from '../../../app/api.ts';
import { paced } from '../parts/paced.ts';

export interface SyncStatusState {
  /** The last known; null before the first answer. */
  readonly status: SyncStatus | null;
  readonly read: () => Promise<void>;
}

const GAP_MS = 500;

/** How far this terminal's changes have come, told by core, behind a lock too: nothing is asked while nothing happens. */
export const createSyncStatusStore = (api: Pick<Api, 'ask' | 'on'>, gapMs: number = GAP_MS) =>
  createStore<SyncStatusState>()((set, get) => {
    const follow = paced(() => get().read(), gapMs);
    api.on('sync-changed', follow);
    return {
      status: null,
      read: async () => {
        const answer = await api.ask('sync:status', {});
        if (answer.ok) set({ status: answer.value });
      },
    };
  });

export type SyncStatusStore = ReturnType<typeof createSyncStatusStore>;
