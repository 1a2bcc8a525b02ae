import { createStore } from 'zustand/vanilla';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import { parseRequestNumber } from '../../../../shared/privacy/requestTypes.ts';
import type { Api } from '../../../app/api.ts';

export interface CodeForm {
  readonly number: string;
  readonly code: string;
}

export interface CodeState {
  /** null while no code is entered. */
  readonly form: CodeForm | null;
  /** The request of that number: nothing in it depends on whether anybody is known. */
  readonly request: CallOutput<'requests:byNumber'> | null;
  /** A wrong code was just tried. */
  readonly wrong: boolean;
  /** A new code was just asked for. */
  readonly sent: boolean;
  readonly pending: boolean;
  readonly failure: { readonly code: ErrorCode; readonly ref: string } | null;
  readonly open: (number: string) => void;
  readonly type: (change: Partial<CodeForm>) => void;
  readonly save: () => Promise<void>;
  readonly sendAgain: () => Promise<void>;
  readonly close: () => void;
}

export interface CodeDeps {
  readonly api: Pick<Api, 'ask'>;
  readonly onVerified: (number: string) => void;
}

const CLOSED = {
  form: null,
  request: null,
  wrong: false,
  sent: false,
  pending: false,
  failure: null,
} as const;

/** The code that came after the visit, as the customer says it at the counter or on the phone. */
export const createCodeStore = ({ api, onVerified }: CodeDeps) =>
  createStore<CodeState>()((set, get) => {
    const look = async () => {
      const number = parseRequestNumber(get().form?.number ?? '');
      if (number === null) return set({ request: null });
      const answer = await api.ask('requests:byNumber', { number });
      // Another number may stand there by now.
      if (parseRequestNumber(get().form?.number ?? '') !== number) return;
      if (answer.ok) set({ request: answer.value, failure: null });
      else set({ request: null, failure: { code: answer.code, ref: answer.ref } });
    };
    return {
      ...CLOSED,
      open: (number) => {
        set({ ...CLOSED, form: { number, code: '' } });
        void look();
      },
      type: (change) => {
        const { form } = get();
        if (form === null) return;
        set({ form: { ...form, ...change }, wrong: false, sent: false, failure: null });
        if (change.number === undefined) return;
        // A code is never tried on the request of the number before.
        set({ request: null });
        void look();
      },
      save: async () => {
        const { form, request, pending } = get();
        const code = form?.code.trim() ?? '';
        if (request === null || code === '' || pending) return;
        set({ pending: true, wrong: false, sent: false, failure: null });
        const { privacyRequestId, number } = request;
        const answer = await api.ask('requests:verifyCode', { privacyRequestId, code });
        if (get().form === null) return;
        if (!answer.ok) return set({ pending: false, failure: { code: answer.code, ref: answer.ref } });
        const { verified, triesLeft } = answer.value;
        if (!verified) return set({ pending: false, wrong: true, request: { ...request, triesLeft } });
        set(CLOSED);
        onVerified(number);
      },
      sendAgain: async () => {
        const { request, pending } = get();
        if (request === null || pending) return;
        set({ pending: true, wrong: false, failure: null });
        const answer = await api.ask('requests:sendCode', { privacyRequestId: request.privacyRequestId });
        if (get().form === null) return;
        if (!answer.ok) return set({ pending: false, failure: { code: answer.code, ref: answer.ref } });
        set({ pending: false, sent: true });
        await look();
      },
      close: () => set(CLOSED),
    };
  });

export type CodeStore = ReturnType<typeof createCodeStore>;
