import { createStore, type StateCreator } from 'zustand/vanilla';
import type { Api, Asked } from '../../app/api.ts';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import type { OrderRow } from '../../../shared/contract/orders.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { mergeRows, type OrderItem } from './mergeRows.ts';

/** Rows per question; the most the contract gives. */
export const PAGE = 200;
const REST_MS = 120;

export type Filters = Pick<
  Asked<'orders:list'>,
  'day' | 'statuses' | 'source' | 'text' | 'sort' | 'descending'
>;
export type Sort = Filters['sort'];

const FIRST: Filters = {
  day: 'today',
  statuses: [],
  source: 'all',
  text: '',
  sort: 'placedAt',
  descending: true,
};

export interface OrdersState {
  readonly filters: Filters;
  /** All that waits too long for its customer is listed, whatever the filters (PUP-4). */
  readonly uncollected: boolean;
  /** The search as typed; the list is asked for it after a short rest. */
  readonly typed: string;
  readonly rows: readonly OrderItem[];
  /** null until the first answer. */
  readonly total: number | null;
  readonly selected: OrderId | null;
  /** New orders behind the pill. */
  readonly waiting: number;
  readonly loading: boolean;
  readonly error: { readonly code: ErrorCode; readonly ref: string } | null;
  /** Reads the list anew: rows may move. */
  readonly load: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
  /** Something changed: reads again without moving a row. */
  readonly refresh: () => Promise<void>;
  readonly filter: (change: Partial<Filters>) => Promise<void>;
  readonly listUncollected: () => Promise<void>;
  readonly search: (typed: string) => void;
  readonly select: (orderId: OrderId | null) => void;
  /** Forgets everything but the filters. */
  readonly clear: () => void;
}

type Wanted = Pick<OrdersState, 'filters' | 'uncollected'>;
type Read =
  | { readonly ok: true; readonly rows: readonly OrderItem[]; readonly total: number }
  | { readonly ok: false; readonly code: ErrorCode; readonly ref: string };

const itemsOf = (rows: readonly OrderRow[]): readonly OrderItem[] =>
  rows.map((row) => ({ ...row, id: row.orderId }));

/** At least one page, at most what `count` rows need. What waits too long comes at once. */
async function readRows(api: Api, wanted: Wanted, offset: number, count: number): Promise<Read> {
  if (wanted.uncollected) {
    const answer = await api.ask('orders:listUncollected', {});
    return answer.ok ? { ok: true, rows: itemsOf(answer.value.rows), total: answer.value.total } : answer;
  }
  const rows: OrderItem[] = [];
  let total = 0;
  do {
    const at = offset + rows.length;
    const answer = await api.ask('orders:list', { ...wanted.filters, offset: at, limit: PAGE });
    if (!answer.ok) return answer;
    rows.push(...itemsOf(answer.value.rows));
    total = answer.value.total;
    if (answer.value.rows.length === 0) break;
  } while (rows.length < count && offset + rows.length < total);
  return { ok: true, rows, total };
}

/** CS1. Sorting and filtering happen in the database; this holds what was read and keeps rows where they are. */
export function createOrdersStore(api: Api) {
  const createState: StateCreator<OrdersState> = (set, get) => {
    let question = 0;
    let refreshing = false;
    let stale = false;
    let resting: ReturnType<typeof setTimeout> | undefined;

    const load = async () => {
      question += 1;
      const mine = question;
      set({ loading: true });
      const read = await readRows(api, get(), 0, PAGE);
      // Whoever typed on asked a newer question; only its answer counts.
      if (mine !== question) return;
      if (!read.ok) return set({ loading: false, error: { code: read.code, ref: read.ref } });
      set({ rows: read.rows, total: read.total, waiting: 0, loading: false, error: null });
    };

    const refresh = async () => {
      if (get().total === null) return;
      if (refreshing) {
        stale = true;
        return;
      }
      refreshing = true;
      const mine = question;
      const read = await readRows(api, get(), 0, get().rows.length);
      refreshing = false;
      if (mine === question && read.ok) {
        // Nobody is on a row: then nothing they look at can move away. What is settled waits no longer.
        const shown = get().selected === null || get().uncollected ? [] : get().rows;
        set({ ...mergeRows(shown, read.rows), total: read.total });
      }
      if (!stale) return;
      stale = false;
      await refresh();
    };

    return {
      filters: FIRST,
      uncollected: false,
      typed: '',
      rows: [],
      total: null,
      selected: null,
      waiting: 0,
      loading: false,
      error: null,
      load,
      refresh,
      loadMore: async () => {
        const { rows, total, loading, waiting, uncollected } = get();
        if (loading || uncollected || total === null || rows.length + waiting >= total) return;
        const mine = question;
        set({ loading: true });
        const read = await readRows(api, get(), rows.length + waiting, PAGE);
        if (mine !== question) return;
        if (!read.ok) return set({ loading: false, error: { code: read.code, ref: read.ref } });
        const known = new Set(get().rows.map((row) => row.orderId));
        const more = read.rows.filter((row) => !known.has(row.orderId));
        set({ rows: [...get().rows, ...more], loading: false });
      },
      filter: async (change) => {
        set({ uncollected: false, filters: { ...get().filters, ...change } });
        if (change.text !== undefined) set({ typed: change.text });
        await load();
      },
      listUncollected: async () => {
        clearTimeout(resting);
        set({ uncollected: true, typed: '', filters: { ...get().filters, text: '' } });
        await load();
      },
      search: (typed) => {
        set({ typed });
        clearTimeout(resting);
        resting = setTimeout(() => {
          set({ uncollected: false, filters: { ...get().filters, text: typed.trim() } });
          void load();
        }, REST_MS);
      },
      select: (orderId) => set({ selected: orderId }),
      clear: () => {
        question += 1;
        set({ rows: [], total: null, selected: null, waiting: 0, loading: false, error: null });
      },
    };
  };
  return createStore<OrdersState>()(createState);
}

export type OrdersStore = ReturnType<typeof createOrdersStore>;
