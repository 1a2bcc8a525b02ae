import type { CompletionMode } from '../../../../shared/domain/labs.ts';

export type JobState =
  | 'waiting'
  | 'building'
  | 'handed_over'
  | 'accepted'
  | 'printed'
  | 'failed'
  | 'stale'
  | 'cancelled';

export type JobEvent =
  | 'build'
  | 'refuse'
  | 'interrupt'
  | 'hand_over'
  | 'accept'
  | 'reject'
  | 'report_printed'
  | 'confirm_printed'
  | 'age'
  | 'retry'
  | 'cancel';

export interface JobStanding {
  readonly state: JobState;
  /** UTC ms, null before the hand-over. */
  readonly handedOverAt: number | null;
}

export type JobDecision =
  | { readonly kind: 'go'; readonly state: JobState }
  | { readonly kind: 'refuse'; readonly code: 'JOB_TRANSITION' };

const TRANSITIONS: Record<JobState, Partial<Record<JobEvent, JobState>>> = {
  waiting: { build: 'building', refuse: 'failed', cancel: 'cancelled' },
  building: { hand_over: 'handed_over', refuse: 'failed', interrupt: 'waiting' },
  handed_over: {
    accept: 'accepted',
    reject: 'failed',
    report_printed: 'printed',
    confirm_printed: 'printed',
    age: 'stale',
    cancel: 'cancelled',
  },
  stale: {
    accept: 'accepted',
    reject: 'failed',
    report_printed: 'printed',
    confirm_printed: 'printed',
    cancel: 'cancelled',
  },
  accepted: {
    reject: 'failed',
    report_printed: 'printed',
    confirm_printed: 'printed',
    cancel: 'cancelled',
  },
  failed: { retry: 'waiting', cancel: 'cancelled' },
  printed: {},
  cancelled: {},
};

/**
 * The only way a job changes its state (OUT-2); the controller's completion mode may take it further at once.
 * A job that failed at the controller is not retried, because a second hand-over could print twice: a reprint
 * is a job of its own.
 */
export function decideJob(job: JobStanding, event: JobEvent, mode: CompletionMode): JobDecision {
  const next = TRANSITIONS[job.state][event];
  const repeats = event === 'retry' && job.handedOverAt !== null;
  if (next === undefined || repeats) return { kind: 'refuse', code: 'JOB_TRANSITION' };
  return { kind: 'go', state: completed(next, mode) };
}

function completed(state: JobState, mode: CompletionMode): JobState {
  if (mode === 'on_handover' && state === 'handed_over') return 'printed';
  if (mode === 'on_accept' && state === 'accepted') return 'printed';
  return state;
}

/** True when a handed-over job waited longer than the controller's limit; times in UTC ms. */
export function isJobStale(job: JobStanding, now: number, limitMs: number): boolean {
  return job.state === 'handed_over' && job.handedOverAt !== null && now - job.handedOverAt >= limitMs;
}
