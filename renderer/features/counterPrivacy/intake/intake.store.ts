import { createStore } from 'zustand/vanilla';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import type { Api } from '../../../app/api.ts';
import {
  freshIntake,
  type IntakeForm,
  type IntakeProblem,
  type IntakeStart,
  readIntake,
} from './intake.policy.ts';

export interface IntakeState {
  /** null while nothing is taken in. */
  readonly form: IntakeForm | null;
  /** What was missing at the last try. */
  readonly problems: readonly IntakeProblem[];
  readonly failure: { readonly code: ErrorCode; readonly ref: string } | null;
  readonly pending: boolean;
  /** The request as it was taken in: its number is said to the person. */
  readonly taken: CallOutput<'requests:takeIn'> | null;
  readonly open: (start: IntakeStart) => void;
  readonly type: (change: Partial<IntakeForm>) => void;
  readonly save: () => Promise<void>;
  readonly close: () => void;
  /** A scanned ticket is the proof while the form asks for one; answers whether it was taken. */
  readonly takeScan: (code: string) => boolean;
}

const CLOSED = { form: null, problems: [], failure: null, taken: null } as const;

/** The form by which staff take a request in. Half-typed it outlives a lock, like every form of the counter. */
export function createIntakeStore(deps: {
  readonly api: Pick<Api, 'ask'>;
  readonly onTaken: (id: PrivacyRequestId) => void;
  readonly now?: () => number;
}) {
  const { api, onTaken, now = Date.now } = deps;
  return createStore<IntakeState>()((set, get) => ({
    ...CLOSED,
    pending: false,
    open: (start) => set({ ...CLOSED, form: freshIntake(start) }),
    type: (change) => {
      const { form } = get();
      if (form !== null) set({ form: { ...form, ...change }, problems: [] });
    },
    save: async () => {
      const { form, pending, taken } = get();
      if (taken !== null) return get().close();
      if (form === null || pending) return;
      const read = readIntake(form, now());
      if (!('type' in read)) return set({ problems: read, failure: null });
      set({ pending: true, failure: null });
      const answer = await api.ask('requests:takeIn', read);
      if (!answer.ok) return set({ pending: false, failure: { code: answer.code, ref: answer.ref } });
      set({ pending: false, taken: answer.value });
      onTaken(answer.value.privacyRequestId);
    },
    close: () => set(CLOSED),
    takeScan: (code) => {
      const { form, taken } = get();
      if (form === null || taken !== null) return false;
      get().type({ identity: 'shown', proof: { ...form.proof, kind: 'ticket', code } });
      return true;
    },
  }));
}

export type IntakeStore = ReturnType<typeof createIntakeStore>;
