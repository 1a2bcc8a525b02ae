import { sql } from '../../db/sql.ts';
import type { Tx } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import { decideJob } from '../output/index.ts';
import { findJob, moveJob, setNotBefore } from './jobs.store.ts';

/** Tries a failed job again, now. One whose order waits for files is made anew when the order starts again. */
export const retryJob = (tx: Tx, jobId: string): Record<string, never> => {
  const job = findJob(tx.db, jobId) ?? reject('NOT_FOUND');
  const decision = decideJob(job, 'retry', 'manual');
  const inProduction = tx.db.get(
    sql`SELECT 1 FROM orders WHERE order_id = ${job.orderId} AND status = 'in_production'`,
  );
  if (decision.kind === 'refuse' || !inProduction) return reject('TRANSITION_REFUSED');
  moveJob(tx.db, { jobId, from: job.state, to: decision.state }, tx.now);
  setNotBefore(tx.db, jobId, tx.now);
  tx.audit('job.retry', job.jobId);
  tx.emit('jobs-changed', { orderId: job.orderId });
  return {};
};
