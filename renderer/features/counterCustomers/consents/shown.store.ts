import { createStore } from 'zustand/vanilla';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { ConsentRecordId } from '../../../../shared/domain/ids.ts';
import type { Api } from '../../../app/api.ts';

export interface ShownState {
  /** The record whose screen is wanted; null while none is. */
  readonly recordId: ConsentRecordId | null;
  readonly drawn: CallOutput<'consents:screen'> | null;
  readonly failure: { readonly code: ErrorCode; readonly ref: string } | null;
  readonly show: (recordId: ConsentRecordId) => Promise<void>;
  readonly close: () => void;
}

const NOTHING = { recordId: null, drawn: null, failure: null } as const;

/** The screen of a consent, drawn again from its record. */
export const createShownStore = (api: Pick<Api, 'ask'>) =>
  createStore<ShownState>()((set, get) => ({
    ...NOTHING,
    show: async (recordId) => {
      set({ ...NOTHING, recordId });
      const answer = await api.ask('consents:screen', { recordId });
      if (get().recordId !== recordId) return;
      if (answer.ok) set({ drawn: answer.value });
      else set({ failure: { code: answer.code, ref: answer.ref } });
    },
    close: () => set(NOTHING),
  }));

export type ShownStore = ReturnType<typeof createShownStore>;
