import { sql } from '../../db/sql.ts';
import type { Tx } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import { assertMayUseOrder } from '../restriction/index.ts';
import { decideJob } from '../output/index.ts';
import type { ProductionDeps } from './production.deps.ts';
import { findJob, jobsFailedBy, moveJob, setNotBefore } from './jobs.store.ts';

/** Decoders that did not start are asked for again after this. */
const DECODERS_REST_MS = 60_000;

/** Tries a failed job again, now. One whose order waits for files is made anew when the order starts again. */
export const retryJob = (tx: Tx, jobId: string): Record<string, never> => {
  const job = findJob(tx.db, jobId) ?? reject('NOT_FOUND');
  assertMayUseOrder(tx, job.orderId, 'print');
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

/** Jobs that only the decoders stopped go on by themselves; until they do, they say what they wait for (OUT-4). */
export const retryAfterDecoders = ({ read, clock, transact }: ProductionDeps): void => {
  for (const job of jobsFailedBy(read, 'decoder-down', clock.now(), DECODERS_REST_MS))
    transact((tx) => {
      const { jobId, state, reason, orderId } = job;
      const decision = decideJob(job, 'retry', 'manual');
      if (decision.kind === 'refuse') return;
      moveJob(tx.db, { jobId, from: state, to: decision.state }, tx.now, reason);
      setNotBefore(tx.db, jobId, tx.now);
      tx.emit('jobs-changed', { orderId });
    });
};
