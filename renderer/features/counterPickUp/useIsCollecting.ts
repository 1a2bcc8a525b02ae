import { useStore } from 'zustand';
import type { PickUpStore } from './pickUp.store.ts';

/** Whether an order is in hand at pick-up. */
export const useIsCollecting = (store: PickUpStore): boolean =>
  useStore(store, (state) => state.order !== null);
