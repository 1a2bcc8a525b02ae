import type { OrderId, PersonId } from '../../../../../shared/domain/ids.ts';
import type { OpBody, OrderEdit } from '../../../../../shared/sync/opBodies.ts';
import type { OrderEvent } from '../../../../../shared/sync/orderDocument.ts';
import type { Tx } from '../../../call/context.ts';
import { recordOp } from '../../sync/index.ts';
import { subjectsOfOrder } from '../replica/documentOf.ts';
import { addHistory, type NewEntry } from '../store/history.store.ts';

/** Ops that are seen in an order's history. */
type SeenKey =
  | 'order.placed@1'
  | 'order.moved@1'
  | 'order.undone@1'
  | 'order.edited@1'
  | 'payment.recorded@1';

export interface OrderToTellOf {
  readonly orderId: OrderId;
  readonly personId: PersonId | null;
}

/** A line of the history as other terminals read it. */
const eventOf = ({ now, caller }: Tx, line: NewEntry): Omit<OrderEvent, 'opId'> => ({
  at: now,
  by: caller.staffId as OrderEvent['by'],
  window: caller.terminal,
  code: line.code,
  from: line.from ?? null,
  to: line.to ?? null,
  reason: line.reason ?? null,
});

const record = <K extends SeenKey>(
  tx: Tx,
  { orderId, personId }: OrderToTellOf,
  key: K,
  body: OpBody<K>,
): string | null =>
  recordOp(tx, {
    key,
    entity: 'order',
    entityId: orderId,
    subjects: subjectsOfOrder(tx.db, { personId }),
    orders: [orderId],
    body,
  });

/**
 * Writes what was done to an order into its history and puts it on its way to central, in the transaction of the effect.
 * Every change of an order that other terminals must see goes through here or `tellEdit`. Answers the line's id.
 */
export const addToldLine = <K extends SeenKey>(
  tx: Tx,
  order: OrderToTellOf,
  line: Omit<NewEntry, 'orderId'>,
  key: K,
  body: Omit<OpBody<K>, 'event'>,
): number => {
  const entry = { ...line, orderId: order.orderId };
  const opId = record(tx, order, key, { ...body, event: eventOf(tx, entry) } as OpBody<K>);
  return addHistory(tx, entry, opId);
};

/** Puts a change on its way to central that leaves no line in the history. */
export const tellEdit = (tx: Tx, order: OrderToTellOf, edit: OrderEdit): void =>
  void record(tx, order, 'order.edited@1', { edit, event: null });
