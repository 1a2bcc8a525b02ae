import type { CoreDeps } from '../../call/deps.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { decideJob, type HandOverJournal } from '../output/index.ts';
import { findJob, type JobRecord, moveJob, setHandedOver, setProgress } from './jobs.store.ts';
import type { ProductionOrders } from './production.deps.ts';

/** Intent and outcome of one hand-over, each in a transaction of its own, so that a crash finds them (OUT-3). */
export const createJournal = (
  deps: Pick<CoreDeps, 'read' | 'transact' | 'settings'> & { readonly orders: ProductionOrders },
  { jobId, orderId, jobNumber }: JobRecord,
): HandOverJournal => {
  const current = (db: ReadableDb): JobRecord => {
    const job = findJob(db, jobId);
    if (!job) throw new Error('job is gone');
    return job;
  };
  return {
    progress: async () => current(deps.read).progress,
    recordIntent: async (paths) => deps.transact((tx) => setProgress(tx.db, jobId, 'intent', paths)),
    withdrawIntent: async () => deps.transact((tx) => setProgress(tx.db, jobId, 'none', [])),
    recordHandedOver: async (paths) =>
      deps.transact((tx) => {
        const job = current(tx.db);
        const output = deps.settings(tx.db).labs.outputs.find(({ id }) => id === job.plan?.output);
        const decision = decideJob(job, 'hand_over', output?.completion ?? 'manual');
        if (decision.kind === 'refuse') throw new Error('job cannot be handed over');
        setProgress(tx.db, jobId, 'handed_over', paths);
        setHandedOver(tx.db, jobId, tx.now);
        moveJob(tx.db, { jobId, from: job.state, to: decision.state }, tx.now);
        deps.orders.note(tx, orderId, 'job_handed_over', jobNumber);
        tx.emit('jobs-changed', { orderId });
      }),
  };
};
