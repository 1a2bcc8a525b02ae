import { useStore } from 'zustand';
import type { DisclosuresStore } from './disclosures.store.ts';

/** Only rows of the log have more to say on the right side. */
export const useShowsLog = (store: DisclosuresStore) => useStore(store, ({ view }) => view === 'log');
