import type { OrderId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import { decideReprint } from '../tickets/index.ts';
import { insertTask, lastTask, type PrintKind, renewTask } from './printTasks.store.ts';

/**
 * Writes down that a paper is wanted; the printer gets it after the commit. Asked for again, paper that surely never
 * came is the same print once more, everything else a copy with the next number (TIC-3). Answers that number.
 */
export const queuePrint = (tx: Tx, orderId: OrderId, kind: PrintKind): number => {
  const last = lastTask(tx.db, orderId, kind);
  const decision = last ? decideReprint(last.state, last.copy) : ({ kind: 'copy', n: 0 } as const);
  if (decision.kind === 'refuse') return reject('CONFLICT');
  tx.emit('ticket-changed', { orderId });
  if (decision.kind === 'resume' && last) {
    renewTask(tx.db, last.taskId, tx.now);
    return last.copy;
  }
  const copy = decision.kind === 'copy' ? decision.n : 0;
  const staffId = tx.caller.staffId;
  insertTask(tx.db, { taskId: tx.ids.ulid(), orderId, kind, copy, staffId, now: tx.now });
  return copy;
};
