import { createStore } from 'zustand/vanilla';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import type { PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import type { HandOverWay } from '../../../../shared/privacy/auditActions.ts';
import type { Api } from '../../../app/api.ts';

/** On what the package goes. Nothing is chosen beforehand; the customer's own medium takes a second word. */
export interface HandOverForm {
  readonly way: HandOverWay | null;
  readonly agreed: boolean;
}

export interface HandOverState {
  readonly id: PrivacyRequestId | null;
  /** null where the request has no package. */
  readonly archive: CallOutput<'access:state'> | null;
  /** The code while it is shown. */
  readonly code: string | null;
  readonly form: HandOverForm | null;
  readonly pending: boolean;
  readonly failure: { readonly code: ErrorCode; readonly ref: string } | null;
  /** Name of the file handed out, in the exports folder. */
  readonly file: string | null;
  /** The request on show, or the same one read anew. */
  readonly follow: (detail: Pick<RequestDetail, 'privacyRequestId' | 'type'> | null) => Promise<void>;
  readonly showCode: () => Promise<void>;
  readonly hideCode: () => void;
  readonly open: () => void;
  readonly type: (change: Partial<HandOverForm>) => void;
  readonly close: () => void;
  readonly save: () => Promise<void>;
}

const NOTHING = {
  id: null,
  archive: null,
  code: null,
  form: null,
  pending: false,
  failure: null,
  file: null,
} as const;

export const isComplete = ({ way, agreed }: HandOverForm): boolean =>
  way !== null && (way !== 'own-medium' || agreed);

/** The access package of the request in hand: its password, and the one time it leaves. */
export const createHandOverStore = (api: Pick<Api, 'ask'>) =>
  createStore<HandOverState>()((set, get) => {
    const read = async (id: PrivacyRequestId) => {
      const answer = await api.ask('access:state', { privacyRequestId: id });
      if (get().id === id) set({ archive: answer.ok ? answer.value : null });
    };
    return {
      ...NOTHING,
      follow: async (detail) => {
        const hasPackage = detail?.type === 'access' || detail?.type === 'portability';
        if (detail === null || !hasPackage) return set(NOTHING);
        const id = detail.privacyRequestId;
        if (id !== get().id) set({ ...NOTHING, id });
        await read(id);
      },
      showCode: async () => {
        const { id } = get();
        if (id === null) return;
        const answer = await api.ask('access:code', { privacyRequestId: id });
        if (get().id !== id) return;
        if (answer.ok) set({ code: answer.value.code, failure: null });
        else set({ failure: { code: answer.code, ref: answer.ref } });
      },
      hideCode: () => set({ code: null }),
      open: () => set({ form: { way: null, agreed: false }, failure: null }),
      type: (change) => {
        const { form } = get();
        if (form !== null) set({ form: { ...form, ...change } });
      },
      close: () => set({ form: null, failure: null }),
      save: async () => {
        const { id, form, pending } = get();
        if (id === null || form === null || form.way === null || pending || !isComplete(form)) return;
        set({ pending: true, failure: null });
        const answer = await api.ask('access:collect', { privacyRequestId: id, way: form.way });
        if (get().id !== id) return;
        if (!answer.ok) return set({ pending: false, failure: { code: answer.code, ref: answer.ref } });
        set({ pending: false, form: null, file: answer.value.file });
        await read(id);
      },
    };
  });

export type HandOverStore = ReturnType<typeof createHandOverStore>;
