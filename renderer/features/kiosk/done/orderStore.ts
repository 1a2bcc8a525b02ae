import type { StoreApi } from 'zustand/vanilla';
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
  /** The last try to place failed; nothing is lost. */
  readonly failed: boolean;
}

export interface Order extends StoreApi<OrderState> {
  readonly place: () => Promise<void>;
  readonly refreshTicket: () => Promise<void>;
  readonly printAgain: () => Promise<void>;
  readonly moreTime: () => void;
  readonly finish: () => Promise<void>;
}

const MORE_SECONDS = 60;
const SECOND_MS = 1000;

/** Placing the order, and the screen with its number. */
export function createOrder(api: Api, visit: Visit, wipes: WipeRegistry): Order {
  const store = wipes.store<OrderState>('order', () => ({
    ticket: 'none',
    withdrawal: null,
    secondsLeft: null,
    failed: false,
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
      if (flow.step !== 'check' || total === undefined || notice === null) return;
      visit.send({ do: 'place' });
      if (visit.getState().flow.step !== 'placing') return;
      set({ failed: false });
      const placed = await visit.onDraft('drafts:place', {
        total,
        noticeVersion: notice.version,
        consentsConfirmed: false,
        shownChange: change?.version ?? null,
      });
      if (placed === null) {
        visit.send({ do: 'placeFailed' });
        set({ failed: true });
        return visit.refreshDraft();
      }
      visit.send({ do: 'placed', placed });
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
