import { errorCodeOf } from '../../../log/errorCode.ts';
import { describeError } from '../../../log/log.ts';
import { type FailReason, isQuiet, type Step, StepFailed, stepAfter, waitAfter } from './job.policy.ts';
import { beginStep, endStep, findJob, type Job, markRetrying, postpone, scopeOf } from './job.store.ts';
import type { Searching } from './proof.ts';
import { STEP_WORK, type StepWorld } from './steps.ts';
import { valuesOf } from '../rules/values.ts';

const reasonOf = (error: unknown): FailReason => {
  if (error instanceof StepFailed) return error.reason;
  return ['ENOSPC', 'SQLITE_FULL'].includes(errorCodeOf(error)) ? 'disk-full' : 'internal';
};

/** Before the deletion from the rows themselves, afterwards from what the first step put by. */
const searchingOf = ({ deps, sets }: StepWorld, job: Job, step: Step): Searching => {
  const scope = scopeOf(deps.read, job.cmdId);
  const values = step === 'intend' ? valuesOf(deps.read, scope) : sets.read(job.cmdId);
  // What is looked for cannot be known again once the rows are gone: without it there is no proof.
  if (values === undefined) throw new StepFailed('values-lost');
  return { job, scope, values };
};

const doStep = async (world: StepWorld, job: Job, step: Step): Promise<void> => {
  const { deps } = world;
  deps.transact((tx) => beginStep(tx.db, job.cmdId));
  const counted = await STEP_WORK[step](world, searchingOf(world, job, step));
  // The last step settles the job in its own transaction.
  if (step === 'certify') return;
  deps.transact((tx) => endStep(tx.db, job.cmdId, stepAfter(step), { ...job.counts, ...counted }));
};

const fail = ({ deps }: StepWorld, job: Job, error: unknown): void => {
  const reason = reasonOf(error);
  deps.log.warn('erasure-retrying', { what: reason, ...(reason === 'internal' ? describeError(error) : {}) });
  deps.transact((tx) => {
    markRetrying(tx.db, job.cmdId, reason, tx.now + waitAfter(job.tries));
    const { cmdId, requestId, counts } = job;
    deps.onSettled(tx, { cmdId, requestId, result: 'retrying', certificateId: null, proof: null, counts });
    tx.emit('erasure-changed', { requestId: job.requestId });
  });
};

const WAIT_FOR_VISIT_MS = 15_000;

/** Nobody at the kiosk waits for an erasure; it waits for them. */
const putOff = ({ deps }: StepWorld, { cmdId }: Job): void =>
  deps.transact((tx) => postpone(tx.db, cmdId, tx.now + WAIT_FOR_VISIT_MS));

/** Holds everything else back from the deletion to the rewritten file, and lets it go on whatever happens. */
const quieting = ({ deps }: StepWorld) => {
  let resume: (() => void) | null = null;
  return async (quiet: boolean): Promise<void> => {
    if (quiet) resume ??= await deps.quiesce();
    else {
      resume?.();
      resume = null;
    }
  };
};

/**
 * Takes a job from the step it is at to its end. A step that fails leaves it open, to be tried again: there is no way
 * to the end but through the proof.
 */
export const runJob = async (world: StepWorld, cmdId: string): Promise<void> => {
  const setQuiet = quieting(world);
  try {
    for (;;) {
      const job = findJob(world.deps.read, cmdId);
      if (!job || job.step === 'done') return;
      if (isQuiet(job.step) && !world.mayInterrupt()) return putOff(world, job);
      try {
        await setQuiet(isQuiet(job.step));
        await doStep(world, job, job.step);
      } catch (error) {
        return fail(world, job, error);
      }
      world.deps.emit('erasure-changed', { requestId: job.requestId });
    }
  } finally {
    await setQuiet(false);
  }
};
