import type { OrderId } from '../../../../../../shared/domain/ids.ts';
import type { CoreDeps } from '../../../../call/deps.ts';
import { filesToConfirm, noteLost } from '../confirmed.store.ts';
import { planFiles } from './plan.ts';
import type { Send } from './tusClient.ts';

interface ConfirmDeps extends Pick<CoreDeps, 'read' | 'transact' | 'log'> {
  readonly send: Send;
}

/**
 * Asks central again whether it has what is here of an order. What it lost is sent anew while a copy is here (sync
 * specification 6.5). Throws Refusal, and the faults of the line.
 */
export const confirmOrder = async (
  { read, transact, send, log }: ConfirmDeps,
  orderId: OrderId,
  signal: AbortSignal,
): Promise<void> => {
  const planned = await planFiles(send, orderId, filesToConfirm(read, orderId), signal);
  const lost = planned.filter(({ state }) => state !== 'verified').map(({ fileId }) => fileId);
  if (lost.length === 0) return;
  log.warn('file-lost-at-central', { orderId });
  transact((tx) => {
    noteLost(tx.db, orderId, lost);
    tx.emit('sync-changed', {});
  });
};
