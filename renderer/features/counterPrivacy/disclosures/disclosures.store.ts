import { createStore, type StateCreator } from 'zustand/vanilla';
import type { Answer } from '../../../../shared/contract/answer.ts';
import type { Api } from '../../../app/api.ts';
import { failureOf } from '../parts/failure.ts';
import type { DisclosureItem, DisclosuresState, SetDisclosures } from './disclosureState.ts';
import { createForms } from './forms/forms.part.ts';

const PAGE = 100;

const NOTHING = {
  items: null,
  total: 0,
  tasks: null,
  selected: null,
  failure: null,
  refusal: null,
  asking: null,
  file: null,
  code: null,
} as const;

/** Keeps what core refused, or that nothing was; answers whether it was done. */
export const isDone = (answer: Answer<unknown>, set: SetDisclosures): boolean => {
  set({ pending: false, refusal: answer.ok ? null : failureOf(answer) });
  return answer.ok;
};

/** Disclosures (policy P22 to P25): the register, the log without values, and recipients who must be told. */
export function createDisclosuresStore(api: Api) {
  const createState: StateCreator<DisclosuresState> = (set, get) => {
    const readRegister = async () => {
      const answer = await api.ask('disclosures:recipients', {});
      if (!answer.ok) return set({ failure: failureOf(answer) });
      set({ recipients: answer.value.recipients, isSample: answer.value.sample });
    };
    const readLog = async (shown: readonly DisclosureItem[], limit: number) => {
      const answer = await api.ask('disclosures:list', { offset: shown.length, limit });
      if (!answer.ok) return set({ failure: failureOf(answer) });
      const { rows, total } = answer.value;
      set({ items: [...shown, ...rows.map((row) => ({ ...row, id: row.disclosureId }))], total });
    };
    const readTasks = async () => {
      const answer = await api.ask('disclosures:tasks', {});
      if (!answer.ok) return set({ failure: failureOf(answer) });
      set({ tasks: answer.value.tasks });
    };
    const load = async () => {
      set({ loading: true, failure: null });
      await readRegister();
      if (get().role === 'manager') await Promise.all([readLog([], PAGE), readTasks()]);
      set({ loading: false });
    };
    return {
      role: 'staff',
      view: 'recipients',
      ...NOTHING,
      recipients: [],
      isSample: false,
      loading: false,
      pending: false,
      form: null,
      problems: [],
      open: async (role) => {
        // A form half written by one person is not for the other role.
        if (role !== get().role) set({ role, form: null, view: role === 'manager' ? 'log' : 'recipients' });
        await load();
      },
      close: () => set(NOTHING),
      load,
      loadMore: async () => {
        const { items, total, loading } = get();
        if (items === null || loading || items.length >= total) return;
        set({ loading: true });
        await readLog(items, PAGE);
        set({ loading: false });
      },
      show: (view) => set({ view }),
      select: (selected) => {
        if (selected !== get().selected)
          set({ selected, asking: null, refusal: null, file: null, code: null });
      },
      dismiss: () => set({ refusal: null }),
      ...createForms(api, set, get),
      ...createActs(api, set, get),
    };
  };
  return createStore<DisclosuresState>()(createState);
}

export type DisclosuresStore = ReturnType<typeof createDisclosuresStore>;

type Acts = Pick<DisclosuresState, 'askDecision' | 'decide' | 'exportData' | 'showCode' | 'settle'>;

/** What is done with the disclosure in hand, and with a recipient who must be told. */
function createActs(api: Api, set: SetDisclosures, get: () => DisclosuresState): Acts {
  const selected = () => {
    const { items, selected: id, pending } = get();
    return pending ? undefined : items?.find((item) => item.id === id);
  };
  return {
    askDecision: (asking) => set({ asking, refusal: null }),
    decide: async () => {
      const item = selected();
      const what = get().asking;
      if (item === undefined || what === null) return;
      set({ pending: true });
      const { disclosureId } = item;
      if (!isDone(await api.ask(`disclosures:${what}` as const, { disclosureId }), set)) return;
      set({ asking: null });
      await get().load();
    },
    exportData: async () => {
      const item = selected();
      if (item === undefined) return;
      set({ pending: true, file: null, code: null });
      const answer = await api.ask('disclosures:export', { disclosureId: item.disclosureId });
      if (isDone(answer, set) && answer.ok && get().selected === item.id) set({ file: answer.value.file });
    },
    showCode: async () => {
      const item = selected();
      if (item === undefined) return;
      const answer = await api.ask('disclosures:code', { disclosureId: item.disclosureId });
      if (isDone(answer, set) && answer.ok && get().selected === item.id) set({ code: answer.value.code });
    },
    settle: async (taskId, what) => {
      if (get().pending) return;
      set({ pending: true });
      if (isDone(await api.ask('disclosures:settleTask', { taskId, what }), set)) await get().load();
    },
  };
}
