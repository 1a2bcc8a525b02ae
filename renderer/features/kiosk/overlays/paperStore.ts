import type { StoreApi } from 'zustand/vanilla';
import type { Paper } from '../../../../shared/contract/output.ts';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';

export interface PapersState {
  /** How the last paper of each kind stands; null was not asked for. */
  readonly notice: PaperState;
  readonly request: PaperState;
}
export type PaperState = 'printing' | 'printed' | 'failed' | null;

export interface Papers extends StoreApi<PapersState> {
  readonly print: (paper: Paper) => Promise<void>;
}

/** Papers that belong to no order: the notice, the number of a request. */
export function createPapers(visit: Visit, wipes: WipeRegistry): Papers {
  const store = wipes.store<PapersState>('papers', () => ({ notice: null, request: null }));
  return {
    ...store,
    print: async (paper) => {
      if (store.getState()[paper.kind] === 'printing') return;
      store.setState({ [paper.kind]: 'printing' });
      const { locale } = visit.getState();
      const answer = await visit.attempt('tickets:paper', { locale, paper }, ['PRINTER_ABSENT']);
      store.setState({ [paper.kind]: answer?.ok ? 'printed' : 'failed' });
    },
  };
}
