import type { OpResult } from '../../shared/sync/op.ts';
import type { OrderState } from '../../shared/sync/rules/orderState.ts';
import type { SubjectState } from '../../shared/sync/rules/subjectState.ts';
import type { Acknowledgement, Changes, Loaded, NewMessage, StoredOrder } from './opsStore.ts';

/**
 * The entities of a run while its ops are decided one after the other. It is the savepoint of the specification (4.4,
 * 5): a refused op leaves it untouched, and all of it is written at once, which costs a tenth of the round trips.
 */
export interface WorkingSet {
  readonly order: (id: string) => StoredOrder | undefined;
  readonly putOrder: (state: OrderState, kiosk: string | null) => void;
  readonly subject: (ref: string) => SubjectState | undefined;
  readonly putSubject: (state: SubjectState) => void;
  /** Version of a message that is there. */
  readonly message: (id: string) => number | undefined;
  readonly putMessage: (message: NewMessage) => void;
  readonly erasure: (cmdId: string) => number | undefined;
  readonly acknowledge: (ack: Acknowledgement) => void;
  readonly result: (opId: string) => OpResult | undefined;
  readonly putResult: (result: OpResult) => void;
  readonly changes: () => Pick<
    Changes,
    'newOrders' | 'changedOrders' | 'newSubjects' | 'changedSubjects' | 'newMessages' | 'acknowledgements'
  >;
}

/** Splits what was touched into what the database does not have yet and what it has. */
const split = <T>(touched: ReadonlyMap<string, T>, loaded: ReadonlyMap<string, unknown>) => {
  const entries = [...touched];
  return {
    fresh: entries.filter(([id]) => !loaded.has(id)).map(([, value]) => value),
    changed: entries.filter(([id]) => loaded.has(id)).map(([, value]) => value),
  };
};

export const createWorkingSet = (loaded: Loaded): WorkingSet => {
  const orders = new Map<string, StoredOrder>();
  const subjects = new Map<string, SubjectState>();
  const messages = new Map<string, NewMessage>();
  const acks = new Map<string, Acknowledgement>();
  const results = new Map(loaded.results);
  return {
    order: (id) => orders.get(id) ?? loaded.orders.get(id),
    putOrder: (state, kiosk) => void orders.set(state.document.orderId, { state, kiosk }),
    subject: (ref) => subjects.get(ref) ?? loaded.subjects.get(ref),
    putSubject: (state) => void subjects.set(state.document.subjectRef, state),
    message: (id) => (messages.has(id) ? 1 : loaded.messages.get(id)),
    putMessage: (message) => void messages.set(message.messageId, message),
    erasure: (cmdId) => acks.get(cmdId)?.version ?? loaded.erasures.get(cmdId),
    acknowledge: (ack) => void acks.set(ack.body.cmdId, ack),
    result: (opId) => results.get(opId),
    putResult: (result) => void results.set(result.opId, result),
    changes: () => {
      const [order, subject] = [split(orders, loaded.orders), split(subjects, loaded.subjects)];
      return {
        newOrders: order.fresh,
        changedOrders: order.changed,
        newSubjects: subject.fresh,
        changedSubjects: subject.changed,
        newMessages: [...messages.values()],
        acknowledgements: [...acks.values()],
      };
    },
  };
};
