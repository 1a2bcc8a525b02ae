import type { z } from '../../../../shared/domain/z.ts';
import type { JobView } from '../../../../shared/contract/orders.ts';
import type { JobId, OrderId, PhotoId } from '../../../../shared/domain/ids.ts';
import { TERMINAL_LETTERS } from '../../../../shared/domain/orderNumber.ts';
import type { OutputFailure } from '../../../../shared/domain/outputFailure.ts';
import type { Tx } from '../../call/context.ts';
import { decideJob, type JobState } from '../output/index.ts';
import { insertJob, type JobRecord, jobsOf, moveJob, takeJobSerial } from './jobs.store.ts';

/** One photo on one product, to be printed. */
export interface Line {
  readonly photoId: PhotoId;
  readonly format: string;
  readonly paper: string;
}

/** A job's change of state that an undo takes back. */
export interface JobChange {
  readonly jobId: string;
  readonly from: JobState;
  readonly to: JobState;
  /** When it came into `from`, UTC ms, and why. */
  readonly since: number;
  readonly reason: OutputFailure | null;
}

/** The hot folder is finished by hand: staff say that the prints are there. */
const MODE = 'manual';

/** From here on a controller may have the files. */
const BEGUN: readonly JobState[] = ['building', 'handed_over', 'accepted', 'printed', 'stale'];
const DONE: readonly JobState[] = ['handed_over', 'accepted', 'printed', 'stale'];

const keyOf = ({ photoId, format, paper }: Line): string => `${photoId} ${format} ${paper}`;

/** Lines that no job of the order prints, has printed or will print. */
export const linesWithoutJob = (lines: readonly Line[], jobs: readonly JobRecord[]): readonly Line[] => {
  const covered = new Set(
    jobs
      .filter(({ state }) => state !== 'cancelled' && state !== 'failed')
      .flatMap(({ photoIds, format, paper }) => photoIds.map((photoId) => keyOf({ photoId, format, paper }))),
  );
  return lines.filter((line) => !covered.has(keyOf(line)));
};

/** Whether any job of an order went to a controller, or is on its way. */
export const isHandedOver = (jobs: readonly JobRecord[]): boolean =>
  jobs.some(({ state, handedOverAt }) => handedOverAt !== null || BEGUN.includes(state));

/** Whether all that was to be printed is with the controller or on paper. */
export const areJobsDone = (jobs: readonly JobRecord[]): boolean => {
  const wanted = jobs.filter(({ state }) => state !== 'cancelled');
  return wanted.length > 0 && wanted.every(({ state }) => DONE.includes(state));
};

/** A number of 8 digits: two for the terminal's letter, so that the terminals of a store never meet, six for its own count. */
export const takeJobNumber = (tx: Tx, letter: string): string => {
  const terminal = String(TERMINAL_LETTERS.indexOf(letter) + 1).padStart(2, '0');
  return `${terminal}${String(takeJobSerial(tx.db)).padStart(6, '0')}`;
};

/** One job per product (formats.md 1.2). */
export const makeJobs = (
  tx: Tx,
  order: { readonly orderId: OrderId; readonly letter: string },
  lines: readonly Line[],
  notBefore: number,
): readonly JobId[] => {
  const products = new Map<string, Line[]>();
  for (const line of lines) {
    const key = `${line.format} ${line.paper}`;
    products.set(key, [...(products.get(key) ?? []), line]);
  }
  return [...products.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const jobId = tx.ids.ulid() as JobId;
    const jobNumber = takeJobNumber(tx, order.letter);
    const { format, paper } = first;
    const photoIds = group.map(({ photoId }) => photoId);
    insertJob(tx.db, {
      jobId,
      jobNumber,
      orderId: order.orderId,
      format,
      paper,
      photoIds,
      notBefore,
      now: tx.now,
    });
    return [jobId];
  });
};

const moveAll = (
  tx: Tx,
  orderId: OrderId,
  event: 'cancel' | 'confirm_printed',
  concerns: (job: JobRecord) => boolean,
): readonly JobChange[] =>
  jobsOf(tx.db, orderId)
    .filter(concerns)
    .flatMap((job) => {
      const decision = decideJob(job, event, MODE);
      if (decision.kind === 'refuse') return [];
      moveJob(tx.db, { jobId: job.jobId, from: job.state, to: decision.state }, tx.now);
      const { jobId, state: from, since, reason } = job;
      return [{ jobId, from, to: decision.state, since, reason }];
    });

/** Cancels the jobs no controller has seen; with `keepFailed` an alert stays until a person has dealt with it. */
export const cancelJobs = (tx: Tx, orderId: OrderId, keepFailed = false): readonly JobChange[] =>
  moveAll(tx, orderId, 'cancel', ({ state }) => state === 'waiting' || (state === 'failed' && !keepFailed));

/** Staff say that the prints are there. */
export const confirmPrinted = (tx: Tx, orderId: OrderId): readonly JobChange[] =>
  moveAll(tx, orderId, 'confirm_printed', ({ state }) => DONE.includes(state));

/** Takes back what a change of status did to jobs; one that has moved on since stays as it is. */
export const undoJobs = (tx: Tx, made: readonly string[], changed: readonly JobChange[]): void => {
  for (const jobId of made) moveJob(tx.db, { jobId, from: 'waiting', to: 'cancelled' }, tx.now);
  for (const { jobId, from, to, since, reason } of changed)
    moveJob(tx.db, { jobId, from: to, to: from }, since, reason);
};

export const toJobView = (job: JobRecord): z.infer<typeof JobView> => ({
  jobId: job.jobId,
  jobNumber: job.jobNumber,
  format: job.format,
  paper: job.paper,
  images: job.photoIds.length,
  state: job.state,
  reason: job.reason,
  since: job.since,
});
