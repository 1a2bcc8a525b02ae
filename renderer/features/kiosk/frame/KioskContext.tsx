import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { CopyState } from '../../../../shared/contract/media.ts';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import type { KioskState } from '../flow/kioskParts.ts';
import type { VisitState } from '../flow/visitStore.ts';

const Context = createContext<KioskState | null>(null);

export function KioskProvider(props: { readonly kiosk: KioskState; readonly children: ReactNode }) {
  return <Context value={props.kiosk}>{props.children}</Context>;
}

export function useKiosk(): KioskState {
  const kiosk = useContext(Context);
  if (kiosk === null) throw new Error('no kiosk around this part');
  return kiosk;
}

export function useVisit<T>(select: (state: VisitState) => T): T {
  return useStore(useKiosk().visit, select);
}

export const useDraft = (): Draft | null => useVisit(({ draft }) => draft);

export const useCopy = (): CopyState | null => useStore(useKiosk().media, ({ copy }) => copy);
