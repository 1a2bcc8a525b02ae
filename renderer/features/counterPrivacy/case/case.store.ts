import { createStore, type StateCreator } from 'zustand/vanilla';
import type { Answer } from '../../../../shared/contract/answer.ts';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import type { Api } from '../../../app/api.ts';
import { NO_PROOF } from '../intake/proof.policy.ts';
import type { CaseDialog, CaseFormKind, CaseState, SetCase } from './caseState.ts';
import { createSavers } from './savers.ts';

export interface CaseDeps {
  readonly api: Api;
  /** Says in a toast where a request stands now. */
  readonly tell: (request: Pick<RequestDetail, 'number' | 'state'>) => void;
}

const FRESH: { readonly [K in CaseFormKind]: Extract<CaseDialog, { kind: K }> } = {
  approve: { kind: 'approve', typed: '', notMyself: false },
  partial: { kind: 'partial', typed: '', notMyself: false, fields: [], law: null },
  refuse: { kind: 'refuse', reason: null, letter: 'message', notMyself: false },
  clarify: { kind: 'clarify', letter: 'message', notMyself: false },
  extend: { kind: 'extend', reason: null, letter: 'message' },
  skipCooling: { kind: 'skipCooling', typed: '' },
  cancel: { kind: 'cancel' },
  linkDuplicate: { kind: 'linkDuplicate', number: '' },
  answered: { kind: 'answered', letter: 'own_mail' },
  verify: { kind: 'verify', proof: NO_PROOF },
};

/** Begins with a way that works now. */
function freshFor(kind: CaseFormKind, detail: RequestDetail | null): CaseDialog {
  const fresh = FRESH[kind];
  const isStuck = 'letter' in fresh && fresh.letter === 'message' && detail?.mayMessage === false;
  return isStuck ? { ...fresh, letter: 'paper' } : fresh;
}

const NOTHING = { detail: null, erasure: null, failure: null, dialog: null, file: null } as const;

/** Keeps what core answered, or what went wrong; a request changed elsewhere is read anew and typed text stays. */
async function failed(answer: Answer<unknown>, set: SetCase, get: () => CaseState): Promise<boolean> {
  if (answer.ok) {
    set({ pending: false, failure: null });
    return false;
  }
  set({ pending: false, failure: { code: answer.code, ref: answer.ref } });
  if (answer.code === 'REQUEST_CHANGED') await get().reload();
  return true;
}

/** CS6, one request: what it rests on and what is done with it. */
export function createCaseStore(deps: CaseDeps) {
  const { api, tell } = deps;
  const createState: StateCreator<CaseState> = (set, get) => {
    /** Runs one command on the request in hand; answers whether it was done. */
    const run = async (ask: (detail: RequestDetail) => Promise<Answer<unknown>> | null): Promise<boolean> => {
      const { detail, pending } = get();
      const asked = detail === null || pending ? null : ask(detail);
      if (asked === null) return false;
      set({ pending: true });
      if (await failed(await asked, set, get)) return false;
      await get().reload();
      const now = get().detail;
      if (now !== null) tell(now);
      return true;
    };
    const savers = createSavers(api);
    return {
      id: null,
      ...NOTHING,
      pending: false,
      show: (id) => {
        if (id === get().id) return;
        set({ ...NOTHING, id });
        if (id !== null) void get().reload();
      },
      reload: () => readCase(api, set, get),
      reveal: async () => {
        const { id } = get();
        if (id === null) return;
        const answer = await api.ask('requests:view', { privacyRequestId: id });
        if (!(await failed(answer, set, get))) await get().reload();
      },
      open: (kind) => set({ dialog: freshFor(kind, get().detail), failure: null, file: null }),
      type: (change) => {
        const { dialog } = get();
        if (dialog !== null) set({ dialog: { ...dialog, ...change } as CaseDialog });
      },
      closeDialog: () => set({ dialog: null, failure: null }),
      save: async () => {
        const { dialog } = get();
        if (dialog === null || dialog.kind === 'letter') return;
        if (await run((detail) => savers[dialog.kind](detail, dialog as never))) set({ dialog: null });
      },
      step: async (what) => {
        await run(({ privacyRequestId, version }) =>
          api.ask(`requests:${what}` as const, { privacyRequestId, version }),
        );
      },
      sendCode: async () => {
        await run(({ privacyRequestId }) => api.ask('requests:sendCode', { privacyRequestId }));
      },
      ...createPapers(api, set, get),
      dismiss: () => set({ failure: null, file: null }),
      takeScan: (code) => {
        const { dialog } = get();
        if (dialog?.kind !== 'verify') return false;
        set({ dialog: { ...dialog, proof: { ...dialog.proof, kind: 'ticket', code } } });
        return true;
      },
    };
  };
  return createStore<CaseState>()(createState);
}

export type CaseStore = ReturnType<typeof createCaseStore>;

async function readCase(api: Api, set: SetCase, get: () => CaseState): Promise<void> {
  const { id } = get();
  if (id === null) return;
  const answer = await api.ask('requests:get', { privacyRequestId: id });
  if (get().id !== id) return;
  if (!answer.ok) return set({ detail: null, failure: { code: answer.code, ref: answer.ref } });
  set({ detail: answer.value });
  if (answer.value.type !== 'erasure') return;
  const erasure = await api.ask('erasure:state', { privacyRequestId: id });
  if (get().id === id && erasure.ok) set({ erasure: erasure.value });
}

type Papers = Pick<CaseState, 'openLetter' | 'saveLetter' | 'saveCertificate'>;

/** Letters and the certificate: read, or kept as a file in the exports folder. */
function createPapers(api: Api, set: SetCase, get: () => CaseState): Papers {
  return {
    openLetter: async (letter) => {
      const { id } = get();
      if (id === null) return;
      set({ dialog: { kind: 'letter', letter, written: null }, failure: null });
      const answer = await api.ask('requests:letter', { privacyRequestId: id, kind: letter, as: 'text' });
      if (await failed(answer, set, get)) return;
      const { dialog } = get();
      if (answer.ok && dialog?.kind === 'letter' && dialog.letter === letter) {
        set({ dialog: { ...dialog, written: answer.value } });
      }
      await get().reload();
    },
    saveLetter: async () => {
      const { id, dialog, pending } = get();
      if (id === null || dialog?.kind !== 'letter' || pending) return;
      set({ pending: true });
      const answer = await api.ask('requests:letter', {
        privacyRequestId: id,
        kind: dialog.letter,
        as: 'pdf',
      });
      if (await failed(answer, set, get)) return;
      if (answer.ok) set({ dialog: null, file: answer.value.file });
      await get().reload();
    },
    saveCertificate: async (format) => {
      const { id, detail, pending } = get();
      if (id === null || detail === null || pending) return;
      set({ pending: true, file: null });
      const answer = await api.ask('erasure:saveCertificate', {
        privacyRequestId: id,
        format,
        locale: detail.locale,
      });
      if (await failed(answer, set, get)) return;
      if (answer.ok) set({ file: answer.value.file });
    },
  };
}
