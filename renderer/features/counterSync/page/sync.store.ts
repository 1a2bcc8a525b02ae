import { createStore } from 'zustand/vanilla';
import type { Api } from '../../../app/api.ts';
import { failureOf } from '../parts/failure.ts';
import { paced } from '../parts/paced.ts';
import type { SyncPageState } from './syncPageState.ts';

type Set = (change: Partial<SyncPageState>) => void;
type Get = () => SyncPageState;

const GAP_MS = 500;

const readLists = async (
  api: Pick<Api, 'ask'>,
): Promise<Partial<Pick<SyncPageState, 'lists' | 'failure'>>> => {
  const [waiting, letters, prices, people] = await Promise.all([
    api.ask('sync:waiting', {}),
    api.ask('sync:deadLetters', {}),
    api.ask('catalogue:versions', {}),
    api.ask('staff:people', {}),
  ]);
  if (!waiting.ok) return { failure: failureOf(waiting) };
  if (!letters.ok) return { failure: failureOf(letters) };
  if (!prices.ok) return { failure: failureOf(prices) };
  if (!people.ok) return { failure: failureOf(people) };
  const lists = {
    waiting: waiting.value.ops,
    ...letters.value,
    prices: prices.value.versions,
    staffList: people.value.list,
  };
  return { failure: null, lists };
};

function reading(api: Pick<Api, 'ask' | 'on'>, gapMs: number, set: Set, get: Get) {
  let isOpen = false;
  const follow = paced(async () => {
    if (isOpen) await get().load();
  }, gapMs);
  for (const news of ['sync-changed', 'catalogue-changed', 'staff-changed'] as const)
    api.on(news, () => {
      if (isOpen) follow();
    });
  return {
    open: async () => {
      isOpen = true;
      await get().load();
    },
    close: () => {
      isOpen = false;
      set({ lists: null, failure: null, refused: null, asking: null });
    },
    load: async () => {
      set({ loading: true });
      const read = await readLists(api);
      set(isOpen ? { loading: false, ...read } : { loading: false });
    },
  } satisfies Partial<SyncPageState>;
}

function settling(api: Pick<Api, 'ask'>, set: Set, get: Get) {
  return {
    ask: (letter, action) => set({ asking: { letter, action, reason: '' }, refused: null }),
    typeReason: (reason) => {
      const { asking } = get();
      if (asking !== null) set({ asking: { ...asking, reason }, refused: null });
    },
    cancel: () => set({ asking: null, refused: null }),
    resolve: async () => {
      const { asking, resolving } = get();
      if (asking === null || resolving) return;
      const { letter, action } = asking;
      const reason = asking.reason.trim();
      if (action === 'discard' && reason === '') return;
      set({ resolving: true, refused: null });
      const { opId } = letter;
      const answer = await api.ask('sync:resolve', { opId, action, reason: reason === '' ? null : reason });
      if (!answer.ok) return set({ resolving: false, refused: failureOf(answer) });
      set({ resolving: false, asking: null });
      await get().load();
    },
  } satisfies Partial<SyncPageState>;
}

/** What waits on its way to central and why, and what came back for somebody to decide (SYN-4). */
export const createSyncPageStore = (api: Pick<Api, 'ask' | 'on'>, gapMs: number = GAP_MS) =>
  createStore<SyncPageState>()((set, get) => ({
    lists: null,
    loading: false,
    failure: null,
    sending: false,
    retrying: false,
    asking: null,
    resolving: false,
    refused: null,
    ...reading(api, gapMs, set, get),
    ...settling(api, set, get),
    sendNow: async () => {
      if (get().sending) return;
      set({ sending: true, refused: null });
      const answer = await api.ask('sync:sendNow', {});
      set({ sending: false, refused: answer.ok ? null : failureOf(answer) });
    },
    retry: async () => {
      if (get().retrying) return;
      set({ retrying: true, refused: null });
      const answer = await api.ask('sync:retry', {});
      set({ retrying: false, refused: answer.ok ? null : failureOf(answer) });
      await get().load();
    },
  }));

export type SyncPageStore = ReturnType<typeof createSyncPageStore>;
