import { createContext, type ReactNode, use, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { CopyState } from '../../../../shared/contract/media.ts';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import type { KioskFront, KioskState } from '../flow/kioskParts.ts';
import type { VisitState } from '../flow/visitStore.ts';

const FrontContext = createContext<KioskFront | null>(null);
const KioskContext = createContext<KioskState | null>(null);

export function KioskProvider(props: { readonly kiosk: KioskFront; readonly children: ReactNode }) {
  return <FrontContext value={props.kiosk}>{props.children}</FrontContext>;
}

/** Around what only a visit shows: waits for its stores. */
export function InVisit({ children }: { readonly children: ReactNode }) {
  const front = useFront();
  const stores = use(front.stores());
  const kiosk = useMemo(() => ({ ...front, ...stores }), [front, stores]);
  return <KioskContext value={kiosk}>{children}</KioskContext>;
}

/** What is there on every screen, the first one included. */
export function useFront(): KioskFront {
  const front = useContext(FrontContext);
  if (front === null) throw new Error('no kiosk around this part');
  return front;
}

/** What is there in a visit. */
export function useKiosk(): KioskState {
  const kiosk = useContext(KioskContext);
  if (kiosk === null) throw new Error('no visit around this part');
  return kiosk;
}

export function useVisit<T>(select: (state: VisitState) => T): T {
  return useStore(useFront().visit, select);
}

export const useDraft = (): Draft | null => useVisit(({ draft }) => draft);

export const useCopy = (): CopyState | null => useStore(useFront().media, ({ copy }) => copy);
