import { createStore } from 'zustand/vanilla';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import { addDays, type ShopDay, shopDayOf } from '../../../shared/domain/time.ts';
import type { Api } from '../../app/api.ts';
import type { DayEnd } from './figures.policy.ts';
import { readTill, type TillForm } from './till.policy.ts';

export type ExportFormat = 'csv' | 'pdf';

export interface Failure {
  readonly code: ErrorCode;
  readonly ref: string;
}

export interface ReportsState {
  readonly day: ShopDay;
  readonly today: ShopDay;
  /** All of one day together, or null: never the figures of another day. */
  readonly figures: DayEnd | null;
  readonly failure: Failure | null;
  readonly till: TillForm;
  /** An export was tried while the till figures were not both readable. */
  readonly tillRefused: boolean;
  readonly exporting: ExportFormat | null;
  readonly exportFailure: Failure | null;
  /** Name of the file written last; it lies in the exports folder. */
  readonly file: string | null;
  /** The screen is on: shows today and follows changes until `close`. */
  readonly open: () => Promise<void>;
  readonly close: () => void;
  readonly show: (day: ShopDay) => Promise<void>;
  readonly step: (days: -1 | 1) => Promise<void>;
  readonly load: () => Promise<void>;
  readonly typeTill: (change: Partial<TillForm>) => void;
  readonly exportAs: (format: ExportFormat) => Promise<void>;
}

const NO_TILL: TillForm = { cash: '', card: '' };
const OF_A_DAY = { till: NO_TILL, tillRefused: false, exportFailure: null, file: null } as const;

type SetReports = (change: Partial<ReportsState>) => void;
type DayActions = Pick<ReportsState, 'open' | 'close' | 'show' | 'step' | 'load'>;

function createDayActions(api: Api, now: () => number, set: SetReports, get: () => ReportsState): DayActions {
  let question = 0;
  let isOpen = false;
  api.on('orders-changed', () => {
    if (isOpen) void get().load();
  });
  return {
    open: async () => {
      isOpen = true;
      const today = shopDayOf(now());
      set({ today });
      // What was typed for today stays, also behind a lock.
      await (get().day === today ? get().load() : get().show(today));
    },
    close: () => {
      isOpen = false;
      question += 1;
      set({ figures: null, failure: null, exportFailure: null, file: null });
    },
    show: async (day) => {
      const today = shopDayOf(now());
      set({ today });
      if (day > today || day === get().day) return;
      set({ ...OF_A_DAY, day, figures: null, failure: null });
      await get().load();
    },
    step: (days) => get().show(addDays(get().day, days)),
    load: async () => {
      question += 1;
      const mine = question;
      const answer = await api.ask('reports:dayEnd', { day: get().day });
      // Whoever paged on asked a newer question; only its answer counts.
      if (mine !== question) return;
      if (answer.ok) set({ figures: answer.value, failure: null });
      else set({ figures: null, failure: { code: answer.code, ref: answer.ref } });
    },
  };
}

/** CS8: the day end of this terminal, compared with the till by hand. */
export function createReportsStore(api: Api, now: () => number = Date.now) {
  return createStore<ReportsState>()((set, get) => ({
    day: shopDayOf(now()),
    today: shopDayOf(now()),
    figures: null,
    failure: null,
    ...OF_A_DAY,
    exporting: null,
    ...createDayActions(api, now, set, get),
    typeTill: (change) => set({ till: { ...get().till, ...change }, tillRefused: false, file: null }),
    exportAs: async (format) => {
      const { day, till, exporting } = get();
      if (exporting !== null) return;
      const read = readTill(till);
      if (read.kind === 'wrong') return set({ tillRefused: true });
      set({ exporting: format, exportFailure: null, file: null });
      const figures = read.kind === 'none' ? null : { cash: read.cash, card: read.card };
      const answer = await api.ask('reports:export', { day, format, till: figures });
      set({ exporting: null });
      if (get().day !== day) return;
      if (answer.ok) set({ file: answer.value.file });
      else set({ exportFailure: { code: answer.code, ref: answer.ref } });
    },
  }));
}

export type ReportsStore = ReturnType<typeof createReportsStore>;
