import type { CopyState } from '../../../../shared/contract/media.ts';
import type { FileId, PhotoId } from '../../../../shared/domain/ids.ts';
import type { MediaReason } from '../../../../shared/domain/media.ts';

/** Where one picked photo stands. Bytes. */
export type CopyJob = {
  readonly photoId: PhotoId;
  readonly bytes: number;
} & (
  | { readonly state: 'waiting' }
  | { readonly state: 'copying'; readonly copied: number }
  | { readonly state: 'stored'; readonly fileId: FileId }
  | { readonly state: 'failed'; readonly reason: MediaReason }
);

/** Our own disk stopped the copying; `disk-full` and `disk-failed` end when space is made and copying is asked again. */
export type CopyTrouble = 'disk-full' | 'disk-failed';

/** A draft's copying as a window may see it, and what our own disk says. */
export type CopyView = CopyState & { readonly trouble: CopyTrouble | null };

export type CopyFacts = {
  readonly jobs: readonly CopyJob[];
  /** Whether the photo's medium is in. */
  readonly isPresent: (photoId: PhotoId) => boolean;
  readonly trouble: CopyTrouble | null;
  readonly cancelled: boolean;
  readonly openOnMedia: number;
  readonly mediumStillIn: boolean;
  /** Bytes copied since copying began, and for how many milliseconds. */
  readonly pace: { readonly bytes: number; readonly ms: number };
};

const PACE_AFTER_MS = 1000;

/** What the copying of one draft looks like. */
export function viewCopy(facts: CopyFacts): CopyView {
  const { jobs, trouble } = facts;
  const open = jobs.filter(({ state }) => state === 'waiting' || state === 'copying');
  const missing = open.filter(
    (job) => job.state === 'waiting' && (trouble !== null || !facts.isPresent(job.photoId)),
  );
  const failed = jobs.flatMap((job) =>
    job.state === 'failed' ? [{ photoId: job.photoId, reason: job.reason }] : [],
  );
  const stored = jobs.filter(({ state }) => state === 'stored').length;
  const state = stateOf(facts, open.length, missing.length);
  const bytesTotal = sum(jobs.map(({ bytes }) => bytes));
  const bytes = sum(jobs.map(copiedOf));
  return {
    state,
    done: stored,
    total: jobs.length,
    bytes,
    bytesTotal,
    msLeft: state === 'copying' ? msLeft(facts.pace, bytesTotal - bytes) : null,
    missing: missing.map(({ photoId }) => photoId),
    failed,
    mayRemove: jobs.length > 0 && stored === jobs.length && facts.openOnMedia === 0,
    mediumStillIn: facts.mediumStillIn,
    trouble,
  };
}

function stateOf(facts: CopyFacts, open: number, missing: number): CopyState['state'] {
  if (facts.cancelled) return 'cancelled';
  if (facts.jobs.length === 0) return 'idle';
  if (open === 0) return 'done';
  return open === missing ? 'stalled' : 'copying';
}

function copiedOf(job: CopyJob): number {
  if (job.state === 'stored') return job.bytes;
  return job.state === 'copying' ? Math.min(job.copied, job.bytes) : 0;
}

/** Null in the first second, and when the clock was set back. */
function msLeft({ bytes, ms }: CopyFacts['pace'], left: number): number | null {
  return bytes > 0 && ms >= PACE_AFTER_MS ? Math.round((left * ms) / bytes) : null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
