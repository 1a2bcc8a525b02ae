import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFormat } from '../../../../shared/domain/catalogue.ts';
import type { Raster } from '../../../../shared/domain/dyeSub.ts';
import type { OutputFailure } from '../../../../shared/domain/outputFailure.ts';
import { describeError } from '../../log/log.ts';
import {
  createHandOver,
  decideJob,
  type HandOver,
  labRaster,
  labSigns,
  writeForLab,
} from '../output/index.ts';
import type { ProductionDeps } from './production.deps.ts';
import { createIndexImages } from './indexImages.ts';
import { indexGrid } from './indexSheet.policy.ts';
import { createJobImages } from './jobImages.ts';
import type { JobImages } from './photoPrints.ts';
import { linesOf, orderOf } from './jobLines.store.ts';
import { findJob, type JobPlan, type JobRecord, moveJob, setPlan } from './jobs.store.ts';
import { createJournal } from './journal.ts';
import { type JobWork, planJob, taskOf } from './planJob.ts';

export const createJobHandOver = ({ freeBytes }: Pick<ProductionDeps, 'freeBytes'>): HandOver =>
  createHandOver({ freeBytes, sleep: (ms) => sleep(ms) });

/** Takes a waiting job into work; one that a crash left in work goes on with the names it began with. */
const begin = async (deps: ProductionDeps, work: JobWork): Promise<JobPlan | OutputFailure | 'moved-on'> => {
  const { job } = work;
  if (job.state === 'building') return job.plan ?? 'moved-on';
  const plan = job.progress !== 'none' && job.plan ? job.plan : await planJob(deps, work);
  if (typeof plan === 'string') return plan;
  const decision = decideJob(job, 'build', 'manual');
  if (decision.kind === 'refuse') return 'moved-on';
  return deps.transact((tx) => {
    if (!moveJob(tx.db, { jobId: job.jobId, from: job.state, to: decision.state }, tx.now)) return 'moved-on';
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

const imagesOf = (deps: ProductionDeps, work: JobWork, raster: Raster | null): JobImages => {
  const { job, order, lines, catalogue } = work;
  const format = findFormat(catalogue, job.format);
  const grid = format ? indexGrid(format, catalogue.dpi, raster) : null;
  if (grid === null) return createJobImages(deps, job, lines, catalogue, raster);
  return createIndexImages(deps, { orderId: job.orderId, number: order.number }, lines, grid);
};

const handOverJob = async (
  deps: ProductionDeps,
  handOver: HandOver,
  work: JobWork,
  begun: JobPlan,
): Promise<void> => {
  const { job } = work;
  const written = writeForLab(taskOf(work, begun), begun.lab);
  if (!written.ok) return fail(deps, job, written.code);
  const { plan } = written;
  const images = imagesOf(deps, work, labRaster(begun.lab, begun));
  const journal = createJournal(deps, job);
  const paths = plan.files.map(({ relativePath }) => relativePath);
  const signs = labSigns({ job: job.jobNumber, names: begun.names, paths }, begun.lab);
  if (begun.root === deps.folders.production) await mkdir(begun.root, { recursive: true });
  const result = await handOver({ job: job.jobNumber, root: begun.root, plan, signs, images, journal });
  if (!result.ok) failFor(deps, job, result.code, images);
};

/** Builds one job and hands it over; whatever stops it is a named failure that staff see (OUT-4). */
export const buildJob = async (deps: ProductionDeps, handOver: HandOver, job: JobRecord): Promise<void> => {
  const order = orderOf(deps.read, job);
  const lines = linesOf(deps.read, job);
  const catalogue = deps.catalogue(deps.read, order.catalogueVersion);
  if (!catalogue || lines.length === 0) return fail(deps, job, 'no-route');
  const work = { job, order, lines, catalogue };
  const begun = await begin(deps, work);
  if (begun === 'moved-on') return;
  if (typeof begun === 'string') return fail(deps, job, begun);
  try {
    await handOverJob(deps, handOver, work, begun);
  } catch (error) {
    deps.log.error('job-failed', describeError(error));
    fail(deps, job, 'write-refused');
  }
};
