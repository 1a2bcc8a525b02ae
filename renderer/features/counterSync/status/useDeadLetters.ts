import { useStore } from 'zustand';
import type { SyncStatusStore } from './syncStatus.store.ts';

/** How many answers of central need somebody, for the navigation. */
export const useDeadLetters = (store: SyncStatusStore): number =>
  useStore(store, ({ status }) => status?.deadLetters ?? 0);
