import { findFormat, printMm } from '../../../../../shared/domain/catalogue.ts';
import { UNEDITED } from '../../../../../shared/domain/crop.ts';
import { DEFAULT_LOCALE } from '../../../../../shared/domain/i18n.ts';
import { formatDateTime } from '../../../../../shared/domain/time.ts';
import type { OutputFailure } from '../../../../../shared/domain/outputFailure.ts';
import { fontFilesIn } from '../../../drawing/fontFiles.ts';
import {
  type HandOver,
  type HandOverJournal,
  labRaster,
  labSigns,
  type Progress,
  writeForLab,
} from '../../output/index.ts';
import { takeJobNumber } from '../jobs.ts';
import { planJob, type PlannedWork, taskOf } from '../planJob.ts';
import { printRequestOf } from '../printRequest.policy.ts';
import type { ProductionDeps } from '../production.deps.ts';
import { sheetOf } from './testSheet.policy.ts';

type TestDeps = Pick<ProductionDeps, 'clock' | 'folders' | 'read' | 'transact' | 'settings' | 'catalogue'>;

/** Stands where a format wants an order. */
const NO_ORDER = 'TEST';
/** The page lies as most photos do. */
const LANDSCAPE = { w: 3, h: 2 };

/** A test job is nobody's: what a crash leaves of it has a staging name, and nothing is lost. */
const forgetfulJournal = (): HandOverJournal => {
  let progress: Progress = 'none';
  const becomes = (next: Progress) => async () => {
    progress = next;
  };
  return {
    progress: async () => progress,
    recordIntent: becomes('intent'),
    withdrawIntent: becomes('none'),
    recordHandedOver: becomes('handed_over'),
  };
};

const workFor = (deps: TestDeps, outputId: string): PlannedWork | null => {
  const { labs, store, terminal } = deps.settings(deps.read);
  const output = labs.outputs.find(({ id }) => id === outputId);
  const [route] = output?.routes ?? [];
  const catalogue = deps.catalogue(deps.read);
  if (!route || !catalogue) return null;
  const { format, paper } = route;
  const jobNumber = deps.transact((tx) => takeJobNumber(tx, terminal.letter));
  return {
    job: { jobNumber, format, paper, plan: null },
    order: {
      number: NO_ORDER,
      store: store.code,
      letter: terminal.letter,
      catalogueVersion: catalogue.version,
    },
    lines: [{ photoId: 'test', copies: 1, edit: UNEDITED }],
    catalogue,
  };
};

/**
 * Hands one known page over to a lab, on the first of its products and by the same way as an order, so that a person can
 * see whether the controller takes and prints it (OUT-7). Answers why it could not; null when it was handed over.
 */
export const handTestJobOver = async (
  deps: TestDeps,
  handOver: HandOver,
  outputId: string,
): Promise<OutputFailure | null> => {
  const work = workFor(deps, outputId);
  if (work === null) return 'no-route';
  const { job, catalogue } = work;
  const plan = await planJob(deps, work);
  if (typeof plan === 'string') return plan;
  const written = writeForLab(taskOf(work, plan), plan.lab);
  if (!written.ok) return written.code;
  const request = printRequestOf(catalogue, job.format, UNEDITED, LANDSCAPE, labRaster(plan.lab, plan));
  const format = findFormat(catalogue, job.format);
  if (!request || !format) return 'no-route';
  const { drawTestPage } = await import('./drawTestPage.ts');
  const page = drawTestPage({
    ...sheetOf(request, printMm(format)),
    lines: [
      `${job.format} ${job.paper}`,
      `${work.order.store} ${work.order.letter} · ${job.jobNumber}`,
      formatDateTime(plan.at, DEFAULT_LOCALE),
    ],
    fontFiles: fontFilesIn(deps.folders.fonts),
  });
  const paths = written.plan.files.map(({ relativePath }) => relativePath);
  const result = await handOver({
    job: job.jobNumber,
    root: plan.root,
    plan: written.plan,
    signs: labSigns({ job: job.jobNumber, names: plan.names, paths }, plan.lab),
    images: { expectedBytes: async () => page.length, render: async () => page },
    journal: forgetfulJournal(),
  });
  return result.ok ? null : result.code;
};
