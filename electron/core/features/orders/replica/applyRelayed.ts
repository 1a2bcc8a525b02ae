import type { OpHeader } from '../../../../../shared/sync/op.ts';
import type { OrderDocument } from '../../../../../shared/sync/orderDocument.ts';
import { applyOrderOp } from '../../../../../shared/sync/rules/applyOrderOp.ts';
import type { Tx } from '../../../call/context.ts';
import { documentOf } from './documentOf.ts';
import { takeOverOrder } from './takeOverOrder.ts';

type OrderOp = Parameters<typeof applyOrderOp>[2];

/**
 * What an op of another terminal makes of an order here, by central's own rule, before central has decided it. Steps and
 * payments count beside changes of one's own that are on their way; a change of what the order says does not go over them
 * (I6). Null where it changes nothing: the rule refuses it, or it is here already.
 */
export const orderWithRelayed = (
  have: OrderDocument | undefined,
  { header, body, pending }: { readonly header: OpHeader; readonly body: unknown; readonly pending: boolean },
): OrderDocument | null => {
  const { opId, terminalId } = header;
  const key = `${header.type}@${header.typeV}`;
  if (have?.history.some((line) => line.opId === opId) === true) return null;
  if (pending && key === 'order.edited@1') return null;
  // Nobody else's marks are known here: central decides conflicts.
  const state = have === undefined ? null : { version: 1, document: have, parts: {}, movedBy: terminalId };
  const { status, state: next } = applyOrderOp(state, header, { key, body } as OrderOp);
  return status === 'applied' ? (next?.document ?? null) : null;
};

/** Lets it show in this terminal's tables. */
export const applyRelayedOrder = (
  deps: Parameters<typeof takeOverOrder>[0],
  tx: Tx,
  relayed: Parameters<typeof orderWithRelayed>[1],
): void => {
  const have = documentOf(tx.db, relayed.header.entityId as OrderDocument['orderId']);
  const next = orderWithRelayed(have, relayed);
  if (next !== null) takeOverOrder(deps, tx, next);
};
