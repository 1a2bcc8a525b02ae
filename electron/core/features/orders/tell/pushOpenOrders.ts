import type { OrderId, SubjectRef } from '../../../../../shared/domain/ids.ts';
import { FINAL_STATUSES, type OrderStatus } from '../../../../../shared/domain/orderStatus.ts';
import type { OpBody, OpKey, OrderMove } from '../../../../../shared/sync/opBodies.ts';
import type { OrderEvent, OrderPayment } from '../../../../../shared/sync/orderDocument.ts';
import type { Tx } from '../../../call/context.ts';
import { sql } from '../../../db/sql.ts';
import { recordOp } from '../../sync/index.ts';
import { newOrderOf, subjectsOfOrder } from '../replica/documentOf.ts';
import { paymentFacts } from '../replica/replica.store.ts';
import { findOrder, type OrderRecord } from '../store/orders.store.ts';

type Line = Omit<OrderEvent, 'opId'> & { readonly historyId: number };

type Told = { readonly [K in OpKey]: { readonly key: K; readonly body: OpBody<K> } }[OpKey];

/** What is of this terminal alone is not told. */
const OWN: readonly string[] = ['viewed_photos', 'printed_ticket', 'job_handed_over', 'job_failed'];

const linesOf = (tx: Tx, orderId: OrderId): readonly Line[] =>
  tx.db
    .all<Line>(sql`SELECT history_id AS historyId, at, staff_id AS by, terminal AS "window", code,
        from_status AS "from", to_status AS "to", reason FROM order_history
      WHERE order_id = ${orderId} ORDER BY history_id`)
    .filter(({ code }) => !OWN.includes(code));

/** A move of before, by whoever could have made it: who it was is in its line. `held` is what it was held in last. */
const moveOf = (
  event: Omit<OrderEvent, 'opId'>,
  {
    from,
    to,
    held,
  }: { readonly from: OrderStatus; readonly to: OrderStatus; readonly held: OrderStatus | null },
): OrderMove => ({
  from,
  to,
  actor: event.by === null ? 'system' : 'manager',
  heldFrom: to === 'on_hold' ? held : null,
  closedAt: FINAL_STATUSES.some((final) => final === to) ? event.at : null,
  event,
});

/** Says an order's life again, line by line, as the ops that would have told it. */
const retell = (tx: Tx, order: OrderRecord): void => {
  const { orderId } = order;
  const payments: OrderPayment[] = [...paymentFacts(tx.db, orderId)];
  let held: OrderStatus | null = null;

  const opOf = ({ historyId: _id, ...event }: Line): Told => {
    const { code, from, to } = event;
    if (code === 'placed') return { key: 'order.placed@1', body: { order: newOrderOf(tx.db, order), event } };
    if ((code === 'status' || code === 'undone') && from !== null && to !== null && from !== to) {
      if (to === 'on_hold' && code === 'status') held = from;
      const body = moveOf(event, { from, to, held });
      return code === 'status' ? { key: 'order.moved@1', body } : { key: 'order.undone@1', body };
    }
    const payment = code === 'payment' || code === 'correction' ? payments.shift() : undefined;
    if (payment) return { key: 'payment.recorded@1', body: { payment, event } };
    return { key: 'order.edited@1', body: { edit: {}, event } };
  };

  const tell = ({ key, body }: Told): string | null =>
    recordOp(tx, {
      key,
      entity: 'order',
      entityId: orderId,
      subjects: subjectsOfOrder(tx.db, order),
      orders: [orderId],
      body,
    });

  for (const line of linesOf(tx, orderId)) {
    const opId = tell(opOf(line));
    tx.db.run(sql`UPDATE order_history SET op_id = ${opId} WHERE history_id = ${line.historyId}`);
  }
  const { note, place, filesDeletedAt } = order;
  const edit = {
    ...(note === null ? {} : { note }),
    ...(place === null ? {} : { place }),
    ...(filesDeletedAt === null ? {} : { files: { missing: [], deletedAt: filesDeletedAt } }),
  };
  if (Object.keys(edit).length > 0) tell({ key: 'order.edited@1', body: { edit, event: null } });
};

/**
 * Puts the orders that are open when a terminal is enrolled on their way to central. Answers whose they are: what is
 * known of these people's rights has to follow.
 */
export const pushOpenOrders = (tx: Tx): readonly SubjectRef[] => {
  const open = tx.db.all<{ id: OrderId }>(
    sql`SELECT order_id AS id FROM orders WHERE closed_at IS NULL ORDER BY placed_at, order_id`,
  );
  return open.flatMap(({ id }) => {
    const order = findOrder(tx.db, id);
    if (!order) return [];
    retell(tx, order);
    return subjectsOfOrder(tx.db, order);
  });
};
