import { createStore } from 'zustand/vanilla';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import type { PrintStation } from '../../../shared/contract/products.ts';
import { addDays, type ShopDay, shopDayOf } from '../../../shared/domain/time.ts';
import type { Answer } from '../../../shared/contract/answer.ts';
import type { Api } from '../../app/api.ts';

/** When staff expect a paper that is out. */
export const EXPECTED = ['nextDay', 'inAWeek', 'unknown'] as const;
export type Expected = (typeof EXPECTED)[number];

export interface PrintingState {
  /** Null until they were read. */
  readonly stations: readonly PrintStation[] | null;
  readonly failure: { readonly code: ErrorCode; readonly ref: string } | null;
  readonly load: () => Promise<void>;
  readonly markOut: (output: PrintStation['output'], paper: string, expected: Expected) => Promise<void>;
  readonly markBack: (output: PrintStation['output'], paper: string) => Promise<void>;
  readonly pause: (output: string, paused: boolean) => Promise<void>;
}

/** The day on which a paper is expected; null where nobody knows. */
export const expectedDay = (expected: Expected, now: number): ShopDay | null =>
  expected === 'unknown' ? null : addDays(shopDayOf(now), expected === 'nextDay' ? 1 : 7);

/** Printers and labs of this terminal, their queues and their papers. */
export const createPrintingStore = (api: Pick<Api, 'ask'>, now: () => number = Date.now) =>
  createStore<PrintingState>()((set, get) => {
    const done = async (answer: Answer<unknown>): Promise<void> => {
      if (answer.ok) await get().load();
      else set({ failure: { code: answer.code, ref: answer.ref } });
    };
    return {
      stations: null,
      failure: null,
      load: async () => {
        const answer = await api.ask('products:stations', {});
        if (answer.ok) set({ stations: answer.value.stations, failure: null });
        else set({ failure: { code: answer.code, ref: answer.ref } });
      },
      markOut: async (output, paper, expected) =>
        done(
          await api.ask('products:markPaper', { output, paper, out: { back: expectedDay(expected, now()) } }),
        ),
      markBack: async (output, paper) =>
        done(await api.ask('products:markPaper', { output, paper, out: null })),
      pause: async (output, paused) => done(await api.ask('products:pause', { output, paused })),
    };
  });

export type PrintingStore = ReturnType<typeof createPrintingStore>;
