import { useStore } from 'zustand';
import type { NoticesStore } from './notices.store.ts';

/** Only a version has more to say on the right side. */
export const useShowsVersions = (store: NoticesStore) => useStore(store, ({ view }) => view === 'versions');
