import { useStore } from 'zustand';
import type { RequestsStore } from './requests.store.ts';

/** How many requests wait for somebody; the navigation says so. */
export const useOpenRequests = (store: RequestsStore) => useStore(store, (state) => state.open);
