import {
  ERASURE_STEPS,
  type ErasureFailure,
  type ErasureStep,
} from '../../../../../shared/privacy/erasureSteps.ts';
import type { StoreId } from '../scan/scanWork.ts';

export type Step = ErasureStep;
export type FailReason = ErasureFailure;

/** Numbers of one job; they are the certificate's evidence. */
export interface Counts {
  /** Finds before anything was deleted, and unexplained ones after, by store. */
  readonly before: Readonly<Partial<Record<StoreId, number>>>;
  readonly after: Readonly<Partial<Record<StoreId, number>>>;
  readonly rows: number;
  readonly files: Readonly<Partial<Record<StoreId, number>>>;
  readonly keys: number;
  /** UTC ms in the name of the backup that was made after the proof. */
  readonly backupAt: number | null;
}

export const NO_COUNTS: Counts = { before: {}, after: {}, rows: 0, files: {}, keys: 0, backupAt: null };

/** An expected failure of a step: the job stays open and is tried again. */
export class StepFailed extends Error {
  readonly reason: FailReason;
  constructor(reason: FailReason) {
    super(reason);
    this.name = 'StepFailed';
    this.reason = reason;
  }
}

export const stepAfter = (step: Step): Step | 'done' =>
  ERASURE_STEPS[ERASURE_STEPS.indexOf(step) + 1] ?? 'done';

/** From the deletion to the rewritten file nothing else works on the database. */
export const isQuiet = (step: Step): boolean =>
  ERASURE_STEPS.indexOf(step) >= ERASURE_STEPS.indexOf('quiesce') &&
  ERASURE_STEPS.indexOf(step) <= ERASURE_STEPS.indexOf('rewrite');

const MINUTE = 60_000;
const LONGEST_WAIT = 60 * MINUTE;

/** Waits twice as long after each failure, an hour at most. */
export const waitAfter = (tries: number): number => Math.min(MINUTE * 2 ** Math.min(tries, 10), LONGEST_WAIT);
