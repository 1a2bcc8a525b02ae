import { createStore } from 'zustand/vanilla';
import type { ConsentBoxView } from '../../../../shared/contract/consents.ts';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { OrderDetail } from '../../../../shared/contract/orders.ts';
import type { ConsentPurpose } from '../../../../shared/domain/consent.ts';
import type { OrderId } from '../../../../shared/domain/ids.ts';
import type { Api } from '../../../app/api.ts';

export interface OrderConsentsState {
  readonly orderId: OrderId | null;
  readonly boxes: readonly ConsentBoxView[];
  readonly pending: boolean;
  readonly failure: { readonly code: ErrorCode; readonly ref: string } | null;
  /** The order on show, or the same one read anew. */
  readonly follow: (order: Pick<OrderDetail, 'orderId' | 'contact'> | null) => Promise<void>;
  /** Takes consents of its customer back, at once and for the whole contact. */
  readonly withdraw: (purposes: readonly ConsentPurpose[]) => Promise<void>;
}

export interface OrderConsentsDeps {
  readonly api: Pick<Api, 'ask'>;
  readonly onWithdrawn: () => void;
}

const NOTHING = { orderId: null, boxes: [], pending: false, failure: null } as const;

/** What the customer of the order on show agreed to. */
export const createOrderConsentsStore = ({ api, onWithdrawn }: OrderConsentsDeps) =>
  createStore<OrderConsentsState>()((set, get) => ({
    ...NOTHING,
    follow: async (order) => {
      // An order without a contact has nobody who could have agreed.
      if (order === null || order.contact === null) return set(NOTHING);
      const { orderId } = order;
      if (orderId !== get().orderId) set({ ...NOTHING, orderId });
      const answer = await api.ask('consents:ofOrder', { orderId });
      if (get().orderId !== orderId) return;
      if (answer.ok) set({ boxes: answer.value.boxes, failure: null });
      else set({ boxes: [], failure: { code: answer.code, ref: answer.ref } });
    },
    withdraw: async (purposes) => {
      const { orderId, pending } = get();
      if (orderId === null || pending) return;
      set({ pending: true, failure: null });
      const answer = await api.ask('consents:withdraw', { orderId, purposes: [...purposes] });
      if (get().orderId !== orderId) return;
      set({ pending: false });
      if (!answer.ok) return set({ failure: { code: answer.code, ref: answer.ref } });
      onWithdrawn();
    },
  }));

export type OrderConsentsStore = ReturnType<typeof createOrderConsentsStore>;
