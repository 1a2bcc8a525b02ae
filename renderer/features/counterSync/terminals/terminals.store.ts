import { createStore } from 'zustand/vanilla';
import type { CallInput, CallOutput } from '../../../../shared/contract/index.ts';
import type { Api } from '../../../app/api.ts';
import { type Failure, failureOf } from '../parts/failure.ts';

export type StoreTerminal = CallOutput<'sync:terminals'>['terminals'][number];
export type EnrolRole = CallInput<'sync:createCode'>['role'];

export interface TerminalsState {
  /** As central said it last, and when that was: it stays while central is out of reach. */
  readonly known: { readonly terminals: readonly StoreTerminal[]; readonly at: number } | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
  /** A code for one more terminal: first for what, then the code itself. */
  readonly adding: {
    readonly role: EnrolRole;
    readonly made: { readonly code: string; readonly expiresAt: number } | null;
    readonly pending: boolean;
    readonly failure: Failure | null;
  } | null;
  readonly load: () => Promise<void>;
  readonly openAdding: () => void;
  readonly closeAdding: () => void;
  readonly chooseRole: (role: EnrolRole) => void;
  readonly makeCode: () => Promise<void>;
}

/** The store's terminals as central knows them, and codes for more. A code is kept no longer than it is shown. */
export const createTerminalsStore = (api: Pick<Api, 'ask'>, now: () => number = Date.now) =>
  createStore<TerminalsState>()((set, get) => ({
    known: null,
    loading: false,
    failure: null,
    adding: null,
    load: async () => {
      set({ loading: true });
      const answer = await api.ask('sync:terminals', {});
      if (!answer.ok) return set({ loading: false, failure: failureOf(answer) });
      const { terminals } = answer.value;
      set({ loading: false, failure: null, known: { terminals, at: now() } });
    },
    openAdding: () => set({ adding: { role: 'counter', made: null, pending: false, failure: null } }),
    closeAdding: () => {
      const { adding } = get();
      set({ adding: null });
      if (adding?.made !== null && adding !== null) void get().load();
    },
    chooseRole: (role) => {
      const { adding } = get();
      if (adding !== null) set({ adding: { ...adding, role, made: null, failure: null } });
    },
    makeCode: async () => {
      const { adding } = get();
      if (adding === null || adding.pending) return;
      const { role } = adding;
      set({ adding: { role, made: null, pending: true, failure: null } });
      const answer = await api.ask('sync:createCode', { role });
      // Closed meanwhile: nobody sees the code, it ends by itself.
      if (get().adding === null) return;
      set({
        adding: answer.ok
          ? { role, made: answer.value, pending: false, failure: null }
          : { role, made: null, pending: false, failure: failureOf(answer) },
      });
    },
  }));

export type TerminalsStore = ReturnType<typeof createTerminalsStore>;
