import { sql } from '../../db/sql.ts';
import type { Tx } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import { assertMayUseOrder } from '../restriction/index.ts';
import { decideJob } from '../output/index.ts';
import type { ProductionDeps } from './production.deps.ts';
import { makeJobs } from './jobs.ts';
import { findJob, type JobRecord, jobsFailedBy, moveJob, setNotBefore } from './jobs.store.ts';

/** Decoders that did not start are asked for again after this. */
const DECODERS_REST_MS = 60_000;

const waitAgain = (tx: Tx, job: JobRecord): void => {
  const decision = decideJob(job, 'retry', 'manual');
  if (decision.kind === 'refuse') return reject('TRANSITION_REFUSED');
  moveJob(tx.db, { jobId: job.jobId, from: job.state, to: decision.state }, tx.now);
  setNotBefore(tx.db, job.jobId, tx.now);
};

/** What the lab refused is handed over under a new number: the one it knows is never used again. */
const makeAnew = (tx: Tx, job: JobRecord, letter: string): void => {
  const decision = decideJob(job, 'cancel', 'manual');
  if (job.state !== 'failed' || decision.kind === 'refuse') return reject('TRANSITION_REFUSED');
  moveJob(tx.db, { jobId: job.jobId, from: job.state, to: decision.state }, tx.now, job.reason);
  const { orderId, format, paper, photoIds } = job;
  makeJobs(
    tx,
    { orderId, letter },
    photoIds.map((photoId) => ({ photoId, format, paper })),
    tx.now,
  );
};

/** Tries a failed job again, now. One whose order waits for files is made anew when the order starts again. */
export const retryJob = (tx: Tx, jobId: string): Record<string, never> => {
  const job = findJob(tx.db, jobId) ?? reject('NOT_FOUND');
  assertMayUseOrder(tx, job.orderId, 'print');
  const order = tx.db.get<{ letter: string }>(
    sql`SELECT letter FROM orders WHERE order_id = ${job.orderId} AND status = 'in_production'`,
  );
  if (!order) return reject('TRANSITION_REFUSED');
  if (job.handedOverAt === null) waitAgain(tx, job);
  else makeAnew(tx, job, order.letter);
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
