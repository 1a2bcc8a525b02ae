import type { Settings } from '../../../../shared/contract/settings.ts';
import type { Catalogue } from '../../../../shared/domain/catalogue.ts';
import { findFormat, printMm } from '../../../../shared/domain/catalogue.ts';
import { routeOf } from '../../../../shared/domain/labs.ts';
import type { OutputFailure } from '../../../../shared/domain/outputFailure.ts';
import { labNaming, type LabTask, type OutputJob, takeNames } from '../output/index.ts';
import { indexGrid, sheetCount, sheetRef } from './indexSheet.policy.ts';
import type { JobLine, JobOrder } from './jobLines.store.ts';
import { generalFolder, type JobPlan, type JobRecord } from './jobs.store.ts';
import type { ProductionDeps } from './production.deps.ts';

/** What the lab's files are made from. */
export interface PlannedWork {
  readonly job: Pick<JobRecord, 'jobNumber' | 'format' | 'paper' | 'plan'>;
  readonly order: JobOrder;
  readonly lines: readonly (Pick<JobLine, 'copies' | 'edit'> & { readonly photoId: string })[];
  readonly catalogue: Catalogue;
}

/** All that is known of one job before it is handed over. */
export interface JobWork extends PlannedWork {
  readonly job: JobRecord;
  readonly lines: readonly JobLine[];
}

/** One image for each photo, or for each sheet of an index print. */
const imagesOf = ({ job, lines, catalogue }: PlannedWork): OutputJob['images'] => {
  const format = findFormat(catalogue, job.format);
  const grid = format ? indexGrid(format, catalogue.dpi) : null;
  if (grid === null)
    return lines.map(({ photoId, copies, edit }) => ({ ref: photoId, copies, crop: edit.fit }));
  return Array.from({ length: sheetCount(grid, lines.length) }, (_, n) => ({
    ref: sheetRef(n),
    copies: 1,
    crop: 'fill' as const,
  }));
};

const toOutputJob = (work: PlannedWork): OutputJob => ({
  job: work.job.jobNumber,
  order: work.order.number,
  store: work.order.store,
  terminal: work.order.letter,
  product: { format: work.job.format, paper: work.job.paper },
  images: imagesOf(work),
});

/** What the lab's writer is given. */
export const taskOf = (work: PlannedWork, plan: JobPlan): LabTask => {
  const { code, detail, names, root, at } = plan;
  const format = findFormat(work.catalogue, work.job.format);
  return {
    job: toOutputJob(work),
    route: { code, detail },
    mm: format ? printMm(format) : { w: 0, h: 0 },
    reference: plan.reference === 'order' ? work.order.number : work.job.jobNumber,
    root,
    names,
    at,
  };
};

const withoutNames = (
  deps: Pick<ProductionDeps, 'folders' | 'clock'>,
  { production, labs }: Settings,
  job: PlannedWork['job'],
): JobPlan | null => {
  const at = deps.clock.now();
  const routed = routeOf(labs, job);
  if (routed) {
    const { output, route } = routed;
    const { id, folder: root, lab, reference } = output;
    return { root, output: id, lab, reference, code: route.code, detail: route.detail, names: [], at };
  }
  if (labs.others === 'stop') return null;
  const root = production.folder ?? deps.folders.production;
  const { template, copies, marker } = production;
  const lab = generalFolder({ template, copies, marker });
  return { root, output: null, lab, reference: 'order', code: '', detail: '', names: [], at };
};

/** Where and how a job goes by the settings of now, or why it cannot. */
export const planJob = async (
  deps: Pick<ProductionDeps, 'folders' | 'clock' | 'settings' | 'read'>,
  work: PlannedWork,
): Promise<JobPlan | OutputFailure> => {
  const plan = withoutNames(deps, deps.settings(deps.read), work.job);
  if (plan === null) return 'no-route';
  const naming = labNaming(taskOf(work, plan), plan.lab);
  const before = work.job.plan;
  // A second try keeps the names of the first: what a failure left of it is found and removed under them.
  const kept =
    before?.output === plan.output && before.root === plan.root && before.names.length === naming.wanted;
  const names = kept ? before.names : await takeNames(plan.root, naming);
  return typeof names === 'string' ? names : { ...plan, names };
};
