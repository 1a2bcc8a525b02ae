import { createStore, type StateCreator } from 'zustand/vanilla';
import { addDays, type ShopDay, shopDayOf } from '../../../../shared/domain/time.ts';
import type { Api } from '../../../app/api.ts';
import type { ExportFormat, Failure } from '../reports.store.ts';
import { daysOf, type Figures, type PeriodLength, periodOf } from './statistics.policy.ts';

export interface StatisticsState {
  readonly length: PeriodLength;
  /** Last day of the period. */
  readonly to: ShopDay;
  readonly today: ShopDay;
  /** All figures of one period together, or null. */
  readonly figures: Figures | null;
  readonly failure: Failure | null;
  readonly exporting: ExportFormat | null;
  readonly exportFailure: Failure | null;
  readonly file: string | null;
  readonly open: () => Promise<void>;
  readonly close: () => void;
  readonly load: () => Promise<void>;
  readonly choose: (length: PeriodLength) => Promise<void>;
  /** One period back or on; never past today. */
  readonly step: (periods: -1 | 1) => Promise<void>;
  readonly exportAs: (format: ExportFormat) => Promise<void>;
}

const FRESH = { figures: null, failure: null, exportFailure: null, file: null } as const;

/** CS8, statistics: sums of a period, without a person and without small numbers (P13, P21). */
export function createStatisticsStore(api: Api, now: () => number = Date.now) {
  const createState: StateCreator<StatisticsState> = (set, get) => {
    let question = 0;
    const show = async (change: Partial<StatisticsState>) => {
      set({ ...FRESH, ...change });
      await get().load();
    };
    return {
      length: 'month',
      to: shopDayOf(now()),
      today: shopDayOf(now()),
      ...FRESH,
      exporting: null,
      open: () => show({ today: shopDayOf(now()), to: shopDayOf(now()) }),
      close: () => {
        question += 1;
        set(FRESH);
      },
      load: async () => {
        question += 1;
        const mine = question;
        const { length, to } = get();
        const answer = await api.ask('statistics:period', periodOf(length, to));
        // Whoever paged on asked a newer question; only its answer counts.
        if (mine !== question) return;
        if (answer.ok) set({ figures: answer.value, failure: null });
        else set({ figures: null, failure: { code: answer.code, ref: answer.ref } });
      },
      choose: (length) => show({ length }),
      step: async (periods) => {
        const { to, length, today } = get();
        const next = addDays(to, periods * daysOf(length));
        const last = next > today ? today : next;
        if (last !== to) await show({ to: last });
      },
      exportAs: async (format) => {
        const { length, to, exporting } = get();
        if (exporting !== null) return;
        set({ exporting: format, exportFailure: null, file: null });
        const answer = await api.ask('statistics:export', { ...periodOf(length, to), format });
        set({ exporting: null });
        if (get().to !== to || get().length !== length) return;
        if (answer.ok) set({ file: answer.value.file });
        else set({ exportFailure: { code: answer.code, ref: answer.ref } });
      },
    };
  };
  return createStore<StatisticsState>()(createState);
}

export type StatisticsStore = ReturnType<typeof createStatisticsStore>;
