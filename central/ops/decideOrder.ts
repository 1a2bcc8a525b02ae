import { applyOrderOp } from '../../shared/sync/rules/applyOrderOp.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { type Decision, type KnownOp, refused } from './decision.ts';
import type { WorkingSet } from './workingSet.ts';

type OrderOp = Parameters<typeof applyOrderOp>[2];

/** Runs the order's own rules; an order of another store is none of this terminal's. */
export const decideOrder = (set: WorkingSet, terminal: Terminal, { op, key, body }: KnownOp): Decision => {
  const { header } = op;
  const before = set.order(header.entityId);
  // The key says which body it is; a union of pairs cannot be followed through the table of schemas.
  const orderOp = { key, body } as OrderOp;
  if (orderOp.key === 'order.placed@1' && orderOp.body.order.store !== terminal.shopId)
    return refused('wrong_shop');
  const { status, code, state } = applyOrderOp(before?.state ?? null, header, orderOp);
  if (state !== null && state !== before?.state) {
    const kiosk = before === undefined && terminal.role === 'kiosk' ? terminal.terminalId : null;
    set.putOrder(state, before?.kiosk ?? kiosk);
  }
  return { status, code, version: state?.version ?? null };
};
