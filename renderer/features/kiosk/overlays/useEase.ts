import { useStore } from 'zustand';
import type { Ease } from '../../../../shared/contract/drafts.ts';
import { useDraft, useFront } from '../frame/KioskContext.tsx';

/** How the screens are shown now: as the visit says, or as was chosen on the start screen. */
export function useEase(): Ease {
  const own = useStore(useFront().overlays, (state) => state.ease);
  return useDraft()?.ease ?? own;
}
