import type { OrderDocument } from '../../../../../shared/sync/orderDocument.ts';
import type { Tx } from '../../../call/context.ts';
import { deleteLine, insertLine, setUndone, toldHistory } from './replica.store.ts';
import { takenBack } from './takenBack.policy.ts';

export interface HistoryTakenOver {
  readonly changed: boolean;
  /** A start of production of this terminal did not count: another one had started before. */
  readonly startRefused: boolean;
}

/**
 * Brings the told lines of an order's history level with central's: what is missing is added, what central refused goes,
 * and what was taken back is marked so. Lines of this terminal alone stay, and so does what is needed to take the own
 * last change back. `silent` leaves out the words of staff.
 */
export const takeOverHistory = (
  tx: Tx,
  { orderId, history }: OrderDocument,
  silent: boolean,
): HistoryTakenOver => {
  const { db } = tx;
  const known = toldHistory(db, orderId);
  const knownOps = new Set(known.map(({ opId }) => opId));
  const theirs = new Set(history.map(({ opId }) => opId));
  const missing = history.filter(({ opId }) => !knownOps.has(opId));
  const refused = known.filter(({ opId }) => !theirs.has(opId));
  for (const { opId } of refused) deleteLine(db, opId);
  for (const line of missing) insertLine(db, orderId, silent ? { ...line, reason: null } : line);
  const back = takenBack(history);
  // Only what was a change of status can have been taken back in vain; a reminder that came back stays undone.
  const marked = history.filter(
    ({ opId, code }) => (back.has(opId) || code === 'status') && setUndone(db, opId, back.has(opId)),
  );
  return {
    changed: missing.length + refused.length + marked.length > 0,
    startRefused: refused.some(({ code, to }) => code === 'status' && to === 'in_production'),
  };
};
