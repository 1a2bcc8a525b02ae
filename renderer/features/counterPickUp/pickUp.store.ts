import { createStore, type StateCreator } from 'zustand/vanilla';
import type { Api } from '../../app/api.ts';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import type { OrderDetail, OrderRow } from '../../../shared/contract/orders.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { type Proof, typedProof } from './pickUp.ts';

export interface PickUpState {
  /** Number, phone tail or name as typed. */
  readonly text: string;
  readonly found: readonly OrderRow[] | null;
  readonly order: OrderDetail | null;
  readonly proof: Proof | null;
  readonly proofText: string;
  readonly knownReason: string;
  readonly unpaidReason: string;
  readonly pending: boolean;
  readonly failure: { readonly code: ErrorCode; readonly ref: string } | null;
  /** What was scanned and belongs to nothing here. */
  readonly unknownCode: string | null;
  readonly handedOut: { readonly number: string } | null;
  readonly type: (
    change: Partial<Pick<PickUpState, 'text' | 'proofText' | 'knownReason' | 'unpaidReason'>>,
  ) => void;
  readonly search: () => Promise<void>;
  /** Takes an order for pick-up; a scanned ticket is its own proof. */
  readonly take: (orderId: OrderId, scanned: string | null) => Promise<void>;
  readonly refuse: (code: string, why: ErrorCode) => void;
  readonly prove: (proof?: Proof) => void;
  readonly reload: () => Promise<void>;
  readonly handOver: () => Promise<void>;
  readonly reset: () => void;
}

export interface PickUpDeps {
  readonly api: Pick<Api, 'ask'>;
  readonly onHandedOut: (order: OrderDetail, change: { historyId: number; undoUntil: number | null }) => void;
}

const EMPTY = {
  text: '',
  found: null,
  order: null,
  proof: null,
  proofText: '',
  knownReason: '',
  unpaidReason: '',
  pending: false,
  failure: null,
  unknownCode: null,
  handedOut: null,
} as const satisfies Partial<PickUpState>;

/** CS4: scan, check, hand over. */
export function createPickUpStore({ api, onHandedOut }: PickUpDeps) {
  const createState: StateCreator<PickUpState> = (set, get) => ({
    ...EMPTY,
    type: (change) => set({ ...change, failure: null }),
    search: async () => {
      const text = get().text.trim();
      if (text === '') return;
      const answer = await api.ask('orders:search', { text });
      if (!answer.ok) return set({ failure: { code: answer.code, ref: answer.ref } });
      const { rows } = answer.value;
      const [only] = rows;
      // The one that is meant opens at once: a list of one would be gone before it can be pressed.
      if (rows.length === 1 && only !== undefined) return get().take(only.orderId, null);
      set({ found: rows, unknownCode: null, handedOut: null });
    },
    take: async (orderId, scanned) => {
      const answer = await api.ask('orders:get', { orderId });
      if (!answer.ok) return set({ failure: { code: answer.code, ref: answer.ref } });
      const proof: Proof | null = scanned === null ? null : { kind: 'scan', code: scanned };
      set({ ...EMPTY, order: answer.value, proof });
    },
    refuse: (code, why) => set({ ...EMPTY, unknownCode: code, failure: { code: why, ref: '' } }),
    prove: (given) => {
      const { order, proofText } = get();
      const proof = given ?? (order === null ? null : typedProof(order, proofText));
      if (proof !== null) set({ proof, failure: null });
    },
    reload: async () => {
      const { order } = get();
      if (order === null) return;
      const answer = await api.ask('orders:get', { orderId: order.orderId });
      if (answer.ok && get().order?.orderId === order.orderId) set({ order: answer.value });
    },
    handOver: async () => {
      const { order, proof, pending, unpaidReason } = get();
      if (order === null || proof === null || pending) return;
      set({ pending: true });
      const { orderId, version } = order;
      const reason = order.paid < order.total ? unpaidReason.trim() || null : null;
      const answer = await api.ask('orders:handOver', { orderId, version, proof, unpaidReason: reason });
      if (answer.ok) {
        set({ ...EMPTY, handedOut: { number: order.number }, found: null });
        return onHandedOut(order, answer.value);
      }
      const wrongProof = answer.code === 'PROOF_WRONG';
      set({
        pending: false,
        failure: { code: answer.code, ref: answer.ref },
        proof: wrongProof ? null : proof,
      });
      await get().reload();
    },
    reset: () => set(EMPTY),
  });
  return createStore<PickUpState>()(createState);
}

export type PickUpStore = ReturnType<typeof createPickUpStore>;
