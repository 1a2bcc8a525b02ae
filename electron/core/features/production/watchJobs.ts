import type { LabOutput } from '../../../../shared/domain/labs.ts';
import type { OutputFailure } from '../../../../shared/domain/outputFailure.ts';
import { decideJob, isJobStale, type JobEvent, labSigns, readAnswer } from '../output/index.ts';
import { findJob, type JobPlan, type JobRecord, jobsToWatch, moveJob } from './jobs.store.ts';
import type { ProductionDeps } from './production.deps.ts';

interface Verdict {
  readonly event: Extract<JobEvent, 'accept' | 'reject' | 'age'>;
  readonly reason: OutputFailure | null;
}

const verdictOf = async (
  job: JobRecord,
  plan: JobPlan,
  output: LabOutput | undefined,
  now: number,
): Promise<Verdict | null> => {
  const { jobNumber, paths } = job;
  const signs = labSigns({ job: jobNumber, names: plan.names, paths }, plan.lab);
  const answer = await readAnswer(plan.root, signs);
  if (answer === 'accepted') return { event: 'accept', reason: null };
  if (answer === 'failed') return { event: 'reject', reason: 'lab-refused' };
  if (answer === 'gone') return { event: 'age', reason: 'job-gone' };
  const limit = output?.staleAfterMs ?? 0;
  return limit > 0 && isJobStale(job, now, limit) ? { event: 'age', reason: 'no-answer' } : null;
};

const record = (
  deps: ProductionDeps,
  { jobId, orderId }: JobRecord,
  { event, reason }: Verdict,
  output: LabOutput | undefined,
): void =>
  deps.transact((tx) => {
    const job = findJob(tx.db, jobId);
    const decision = job && decideJob(job, event, output?.completion ?? 'manual');
    if (!job || decision?.kind !== 'go') return;
    moveJob(tx.db, { jobId, from: job.state, to: decision.state }, tx.now, reason);
    if (reason !== null) deps.orders.note(tx, orderId, 'job_failed', reason);
    tx.emit('jobs-changed', { orderId });
  });

/** Looks for the labs' answers, each output as often as its settings say; one that never answers is stale (OUT-2, OUT-4). */
export const createWatch = (deps: ProductionDeps): (() => Promise<void>) => {
  const lookedAt = new Map<string, number>();
  return async () => {
    const now = deps.clock.now();
    const { outputs } = deps.settings(deps.read).labs;
    const isDue = (output: string): boolean => {
      const every = outputs.find(({ id }) => id === output)?.lookEveryMs ?? 0;
      const since = now - (lookedAt.get(output) ?? Number.NEGATIVE_INFINITY);
      // A clock that was set back must not end the looking.
      return since < 0 || since >= every;
    };
    const jobs = jobsToWatch(deps.read).filter(({ plan }) => plan?.output && isDue(plan.output));
    for (const job of jobs) {
      if (!job.plan?.output) continue;
      const output = outputs.find(({ id }) => id === job.plan?.output);
      lookedAt.set(job.plan.output, now);
      const verdict = await verdictOf(job, job.plan, output, now);
      if (verdict) record(deps, job, verdict, output);
    }
  };
};
