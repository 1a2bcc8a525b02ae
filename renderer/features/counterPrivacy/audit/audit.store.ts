import { createStore, type StateCreator } from 'zustand/vanilla';
import type { Api } from '../../../app/api.ts';
import { parseDay } from '../intake/intake.policy.ts';
import { failureOf } from '../parts/failure.ts';
import { actionsOf } from './areas.ts';
import type { AuditFilter, AuditItem, AuditState } from './auditState.ts';

const PAGE = 100;

/** Whether what is typed can be asked: an empty day is every day. */
export const isDayWrong = (typed: string): boolean => typed.trim() !== '' && parseDay(typed) === null;

const EVERYTHING: AuditFilter = { day: '', areas: [], actor: null };
const NOTHING = {
  items: null,
  hasMore: false,
  people: [],
  selected: null,
  failure: null,
  verdict: null,
  accept: null,
} as const;

/** The audit trail: read page by page, filtered in the database, and checked on demand. */
export function createAuditStore(api: Api) {
  const createState: StateCreator<AuditState> = (set, get) => {
    let question = 0;
    const read = async (before: number | null, shown: readonly AuditItem[]) => {
      const { day, areas, actor } = get();
      if (isDayWrong(day)) return;
      question += 1;
      const mine = question;
      set({ loading: true });
      const answer = await api.ask('audit:list', {
        actor,
        actions: actionsOf(areas),
        day: parseDay(day),
        before,
        limit: PAGE,
      });
      // Whoever chose another filter asked a newer question; only its answer counts.
      if (mine !== question) return;
      if (!answer.ok) return set({ loading: false, failure: failureOf(answer) });
      const { entries } = answer.value;
      const items = [...shown, ...entries.map((entry) => ({ ...entry, id: entry.eventId }))];
      set({ items, hasMore: entries.length === PAGE, loading: false, failure: null });
    };
    const readPeople = async () => {
      const answer = await api.ask('staff:people', {});
      if (answer.ok) set({ people: answer.value.people });
    };
    return {
      role: 'staff',
      ...EVERYTHING,
      ...NOTHING,
      loading: false,
      verifying: false,
      accepting: false,
      open: async (role) => {
        set(role === get().role ? { role } : { role, ...EVERYTHING });
        await Promise.all([readPeople(), read(null, [])]);
      },
      close: () => {
        question += 1;
        set(NOTHING);
      },
      load: () => read(null, []),
      loadMore: async () => {
        const { items, hasMore, loading } = get();
        const last = items?.at(-1);
        if (hasMore && !loading && items !== null && last !== undefined) await read(last.seq, items);
      },
      filter: async (change) => {
        set({ ...change, selected: null });
        await read(null, []);
      },
      select: (selected) => set({ selected }),
      ...createChecks(api, set, get),
    };
  };
  return createStore<AuditState>()(createState);
}

export type AuditStore = ReturnType<typeof createAuditStore>;

type Checks = Pick<AuditState, 'verify' | 'askAccept' | 'setSure' | 'closeAccept' | 'acceptBreak'>;

/** The check on demand, and a manager's word on what it found. */
function createChecks(api: Api, set: (change: Partial<AuditState>) => void, get: () => AuditState): Checks {
  return {
    verify: async () => {
      if (get().verifying) return;
      set({ verifying: true });
      const answer = await api.ask('audit:verify', {});
      if (answer.ok) set({ verifying: false, verdict: answer.value, failure: null });
      else set({ verifying: false, failure: failureOf(answer) });
    },
    askAccept: () => set({ accept: { isSure: false, failure: null } }),
    setSure: (isSure) => {
      const { accept } = get();
      if (accept !== null) set({ accept: { ...accept, isSure } });
    },
    closeAccept: () => set({ accept: null }),
    acceptBreak: async () => {
      const { verdict, accept, accepting } = get();
      if (verdict?.kind !== 'broken' || accept?.isSure !== true || accepting) return;
      set({ accepting: true });
      const answer = await api.ask('audit:accept', { how: verdict.how, seq: verdict.seq });
      if (answer.ok) set({ accepting: false, accept: null });
      else set({ accepting: false, accept: { ...accept, failure: failureOf(answer) } });
      await Promise.all([get().verify(), get().load()]);
    },
  };
}
