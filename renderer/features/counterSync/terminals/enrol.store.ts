import { createStore } from 'zustand/vanilla';
import type { Api } from '../../../app/api.ts';
import { type Failure, failureOf } from '../parts/failure.ts';
import { type EnrolForm, type EnrolProblem, readEnrolment, readScan } from './enrolment.policy.ts';

export interface EnrolState {
  /** null while nothing is entered. */
  readonly form: EnrolForm | null;
  readonly problem: EnrolProblem | null;
  readonly failure: Failure | null;
  readonly pending: boolean;
  readonly open: () => void;
  readonly close: () => void;
  readonly type: (change: Partial<EnrolForm>) => void;
  /** Whether the open form wanted that scan. */
  readonly takeScan: (text: string) => boolean;
  readonly save: () => Promise<void>;
}

interface Deps {
  readonly api: Pick<Api, 'ask'>;
  readonly onEnrolled: (letter: string) => void;
}

const EMPTY: EnrolForm = { address: '', code: '' };

/** Joining this terminal to central by address and one-time code. */
export const createEnrolStore = ({ api, onEnrolled }: Deps) =>
  createStore<EnrolState>()((set, get) => ({
    form: null,
    problem: null,
    failure: null,
    pending: false,
    open: () => set({ form: EMPTY, problem: null, failure: null }),
    close: () => set({ form: null }),
    type: (change) => {
      const { form } = get();
      if (form !== null) set({ form: { ...form, ...change }, problem: null, failure: null });
    },
    takeScan: (text) => {
      if (get().form === null) return false;
      const scanned = readScan(text);
      if (scanned === null) set({ problem: 'code' });
      else get().type(scanned);
      return true;
    },
    save: async () => {
      const { form, pending } = get();
      if (form === null || pending) return;
      const read = readEnrolment(form);
      if ('problem' in read) return set({ problem: read.problem });
      set({ pending: true, failure: null });
      const answer = await api.ask('sync:enrol', read);
      if (!answer.ok) return set({ pending: false, failure: failureOf(answer) });
      set({ pending: false, form: null });
      onEnrolled(answer.value.letter);
    },
  }));

export type EnrolStore = ReturnType<typeof createEnrolStore>;
