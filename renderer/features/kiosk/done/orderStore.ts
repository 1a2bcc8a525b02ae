import type { StoreApi } from 'zustand/vanilla';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { Api } from '../../../app/api.ts';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';

export interface OrderState {
  readonly ticket: 'none' | 'waiting' | 'printed' | 'failed';
  /** What takes the consents of this order back, as the ticket shows it. */
  readonly withdrawal: CallOutput<'tickets:state'>['withdrawal'];
  /** Seconds until the number screen closes by itself; null while it is not shown. */
  readonly secondsLeft: number | null;
  /** Why the last try to place failed; nothing is lost. */
  readonly failed: 'unsaved' | (typeof EXPECTED)[number] | null;
}

export interface Order extends StoreApi<OrderState> {
  readonly place: () => Promise<void>;
  readonly refreshTicket: () => Promise<void>;
  readonly printAgain: () => Promise<void>;
  readonly moreTime: () => void;
  readonly finish: () => Promise<void>;
}

/** What became of the order's products since they were shown. */
const EXPECTED = ['READY_LATER', 'PRODUCT_UNAVAILABLE'] as const satisfies readonly ErrorCode[];

const MORE_SECONDS = 60;
const SECOND_MS = 1000;

/** Placing the order, and the screen with its number. */
export function createOrder(api: Api, visit: Visit, wipes: WipeRegistry): Order {
  const store = wipes.store<OrderState>('order', () => ({
    ticket: 'none',
    withdrawal: null,
    secondsLeft: null,
    failed: null,
  }));
  const { getState: get, setState: set } = store;
  let timer: ReturnType<typeof setInterval> | undefined;
  wipes.add('orderTimer', () => clearInterval(timer));

  const finish = (): Promise<void> => {
    clearInterval(timer);
    return visit.end('finished');
  };
  const countDown = (): void => {
    const { secondsLeft } = get();
    if (secondsLeft === null) return;
    if (secondsLeft <= 1) void finish();
    else set({ secondsLeft: secondsLeft - 1 });
  };
  const refreshTicket = async (): Promise<void> => {
    const { flow } = visit.getState();
    if (flow.step !== 'done') return;
    const answer = await api.ask('tickets:state', { orderId: flow.placed.orderId });
    if (answer.ok) set({ ticket: answer.value.state, withdrawal: answer.value.withdrawal });
  };

  return {
    ...store,
    refreshTicket,
    finish,
    place: async () => {
      const { draft, notice, change, settings, flow } = visit.getState();
      const total = draft?.price?.total;
      // A second tap finds the first one under way.
      if (flow.step !== 'check' || draft === null || total === undefined || notice === null) return;
      visit.send({ do: 'place' });
      if (visit.getState().flow.step !== 'placing') return;
      set({ failed: null });
      const wanted = {
        draftId: draft.draftId,
        total,
        shownDueAt: draft.dueAt,
        noticeVersion: notice.version,
        consentsConfirmed: false,
        shownChange: change?.version ?? null,
      };
      const answer = await visit.attempt('drafts:place', wanted, EXPECTED);
      if (answer === null || !answer.ok) {
        visit.send({ do: 'placeFailed' });
        set({ failed: EXPECTED.find((code) => answer?.ok === false && answer.code === code) ?? 'unsaved' });
        return visit.refreshDraft();
      }
      visit.send({ do: 'placed', placed: answer.value });
      set({ secondsLeft: Math.round((settings?.kiosk.numberScreenMs ?? 30_000) / SECOND_MS) });
      timer = setInterval(countDown, SECOND_MS);
      await refreshTicket();
    },
    printAgain: async () => {
      const { flow } = visit.getState();
      if (flow.step !== 'done') return;
      set({ ticket: 'waiting' });
      await visit.ask('tickets:again', { orderId: flow.placed.orderId });
      await refreshTicket();
    },
    moreTime: () => set(({ secondsLeft }) => ({ secondsLeft: (secondsLeft ?? 0) + MORE_SECONDS })),
  };
}
