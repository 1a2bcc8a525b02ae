import { useStore } from 'zustand';
import type { NoticesStore } from './notices.store.ts';

/** Only a version has more to say on the right side; one that is being written takes the whole width. */
export const useShowsVersions = (store: NoticesStore) =>
  useStore(store, ({ view, writing }) => view === 'versions' && writing === null);
