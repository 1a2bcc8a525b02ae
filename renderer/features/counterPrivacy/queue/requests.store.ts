import { createStore, type StateCreator } from 'zustand/vanilla';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { RequestRow } from '../../../../shared/contract/requests.ts';
import type { PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import type { RequestType } from '../../../../shared/privacy/requestTypes.ts';
import type { Api, Asked } from '../../../app/api.ts';

export type RequestItem = RequestRow & { readonly id: string };
export type Show = Asked<'requests:list'>['show'];
type Role = 'staff' | 'manager';

const LIMIT = 200;

export interface RequestsState {
  readonly role: Role;
  readonly show: Show;
  readonly types: readonly RequestType[];
  readonly rows: readonly RequestItem[];
  /** null until the first answer. */
  readonly total: number | null;
  /** Requests that wait for an answer, for the navigation; managers only. */
  readonly open: number;
  /** Years without a calendar of holidays: due dates in them were not moved. */
  readonly calendarMissing: readonly number[];
  readonly selected: PrivacyRequestId | null;
  readonly loading: boolean;
  readonly error: { readonly code: ErrorCode; readonly ref: string } | null;
  /** Whoever signed in: managers see the queue, staff what they took in themselves. */
  readonly become: (role: Role) => Promise<void>;
  readonly load: () => Promise<void>;
  readonly filter: (change: {
    readonly show?: Show;
    readonly types?: readonly RequestType[];
  }) => Promise<void>;
  readonly select: (id: PrivacyRequestId | null) => void;
}

const itemsOf = (rows: readonly RequestRow[]): readonly RequestItem[] =>
  rows.map((row) => ({ ...row, id: row.privacyRequestId }));

type Read =
  | {
      readonly ok: true;
      readonly rows: readonly RequestRow[];
      readonly total: number;
      readonly missing: readonly number[];
    }
  | { readonly ok: false; readonly code: ErrorCode; readonly ref: string };

async function readRows(api: Api, { role, show, types }: RequestsState): Promise<Read> {
  if (role === 'staff') {
    const answer = await api.ask('requests:mine', {});
    if (!answer.ok) return answer;
    const { rows } = answer.value;
    return { ok: true, rows, total: rows.length, missing: [] };
  }
  const answer = await api.ask('requests:list', { show, types: [...types], limit: LIMIT });
  if (!answer.ok) return answer;
  const { rows, total, calendarMissing } = answer.value;
  return { ok: true, rows, total, missing: calendarMissing };
}

/** The queue of CS6, the earliest due first; core sorts and filters. */
export function createRequestsStore(api: Api) {
  const createState: StateCreator<RequestsState> = (set, get) => {
    let question = 0;
    const countOpen = async () => {
      if (get().role !== 'manager') return set({ open: 0 });
      const answer = await api.ask('requests:list', { show: 'open', types: [], limit: 1 });
      if (answer.ok) set({ open: answer.value.total });
    };
    const load = async () => {
      question += 1;
      const mine = question;
      set({ loading: true });
      const [read] = await Promise.all([readRows(api, get()), countOpen()]);
      // Whoever chose another filter asked a newer question; only its answer counts.
      if (mine !== question) return;
      if (!read.ok) return set({ loading: false, error: { code: read.code, ref: read.ref } });
      const { rows, total, missing } = read;
      set({ rows: itemsOf(rows), total, calendarMissing: missing, loading: false, error: null });
    };
    return {
      role: 'staff',
      show: 'open',
      types: [],
      rows: [],
      total: null,
      open: 0,
      calendarMissing: [],
      selected: null,
      loading: false,
      error: null,
      become: async (role) => {
        // What a colleague saw is not for the next person.
        set({ role, rows: [], total: null, open: 0, selected: null, error: null });
        await load();
      },
      load,
      filter: async (change) => {
        set(change);
        await load();
      },
      select: (selected) => set({ selected }),
    };
  };
  return createStore<RequestsState>()(createState);
}

export type RequestsStore = ReturnType<typeof createRequestsStore>;
