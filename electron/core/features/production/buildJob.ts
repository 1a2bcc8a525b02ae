import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { describeError } from '../../log/log.ts';
import {
  createHandOver,
  decideJob,
  type HandOver,
  type OutputFailure,
  type OutputJob,
  type WriterPlan,
  writeHotFolder,
} from '../output/index.ts';
import type { ProductionDeps } from './production.deps.ts';
import { createJobImages, type JobImages } from './jobImages.ts';
import { type JobLine, linesOf, type JobOrder, orderOf } from './jobLines.store.ts';
import { findJob, type JobPlan, type JobRecord, moveJob, setPlan } from './jobs.store.ts';
import { createJournal } from './journal.ts';

export const createJobHandOver = ({ freeBytes }: Pick<ProductionDeps, 'freeBytes'>): HandOver =>
  createHandOver({ freeBytes, sleep: (ms) => sleep(ms) });

const freshPlan = (
  deps: ProductionDeps,
  { folder, template, copies, marker }: Settings['production'],
): JobPlan => ({
  root: folder ?? deps.folders.production,
  template,
  copies,
  marker: marker === 'job.json' ? { kind: 'json' } : { kind: 'none' },
  at: deps.clock.now(),
});

const toOutputJob = (job: JobRecord, order: JobOrder, lines: readonly JobLine[]): OutputJob => ({
  job: job.jobNumber,
  order: order.number,
  store: order.store,
  terminal: order.letter,
  product: { format: job.format, paper: job.paper },
  images: lines.map(({ photoId, copies, edit }) => ({ ref: photoId, copies, crop: edit.fit })),
});

/** Takes a waiting job into work; one that a crash left in work goes on with the names it began with. */
const begin = (deps: ProductionDeps, job: JobRecord): JobPlan | null => {
  if (job.state === 'building') return job.plan;
  const plan =
    job.progress !== 'none' && job.plan ? job.plan : freshPlan(deps, deps.settings(deps.read).production);
  const decision = decideJob(job, 'build', 'manual');
  if (decision.kind === 'refuse') return null;
  return deps.transact((tx) => {
    if (!moveJob(tx.db, { jobId: job.jobId, from: job.state, to: decision.state }, tx.now)) return null;
    setPlan(tx.db, job.jobId, plan);
    tx.emit('jobs-changed', { orderId: job.orderId });
    return plan;
  });
};

/** `before` is the job as it was taken up: a failure that it only repeats is not told twice. */
const fail = (
  deps: ProductionDeps,
  before: JobRecord,
  code: OutputFailure,
  missing: JobRecord['photoIds'] = [],
): void =>
  deps.transact((tx) => {
    const { jobId } = before;
    const job = findJob(tx.db, jobId);
    const decision = job && decideJob(job, 'refuse', 'manual');
    if (!job || decision?.kind !== 'go') return;
    moveJob(tx.db, { jobId, from: job.state, to: decision.state }, tx.now, code);
    if (before.reason !== code) deps.orders.note(tx, job.orderId, 'job_failed', code);
    if (missing.length > 0) deps.orders.filesMissing(tx, job.orderId, missing);
    tx.emit('jobs-changed', { orderId: job.orderId });
  });

/** A photo that was not rendered is no fault of the photo while the decoders do not start. */
const failFor = (deps: ProductionDeps, job: JobRecord, code: OutputFailure, images: JobImages): void =>
  code === 'image-missing' && images.isOutOfService()
    ? fail(deps, job, 'decoder-down')
    : fail(deps, job, code, images.missing());

const planOf = (output: OutputJob, plan: JobPlan): WriterPlan | OutputFailure => {
  const written = writeHotFolder(output, { ...plan, errorFolder: null }, plan.at);
  return written.ok ? written.plan : written.code;
};

/** Builds one job and hands it over; whatever stops it is a named failure that staff see (OUT-4). */
export const buildJob = async (deps: ProductionDeps, handOver: HandOver, job: JobRecord): Promise<void> => {
  const begun = begin(deps, job);
  if (begun === null) return;
  const order = orderOf(deps.read, job);
  const lines = linesOf(deps.read, job);
  const catalogue = deps.catalogue(deps.read, order.catalogueVersion);
  if (!catalogue || lines.length === 0) return fail(deps, job, 'no-route');
  const plan = planOf(toOutputJob(job, order, lines), begun);
  if (typeof plan === 'string') return fail(deps, job, plan);
  const images = createJobImages(deps, job, lines, catalogue);
  const journal = createJournal(deps, job);
  try {
    if (begun.root === deps.folders.production) await mkdir(begun.root, { recursive: true });
    const result = await handOver({ job: job.jobNumber, root: begun.root, plan, images, journal });
    if (!result.ok) failFor(deps, job, result.code, images);
  } catch (error) {
    deps.log.error('job-failed', describeError(error));
    fail(deps, job, 'write-refused');
  }
};
