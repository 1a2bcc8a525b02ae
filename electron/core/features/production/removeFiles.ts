import { access } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { UNDO_MS } from '../../../../shared/domain/orderStatus.ts';
import { labSigns, removeJobFiles } from '../output/index.ts';
import type { ProductionDeps } from './production.deps.ts';
import { type JobRecord, jobsWithFiles, jobsWithFilesDue, setFilesRemoved } from './jobs.store.ts';

const isThere = async (path: string): Promise<boolean> => {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
};

/** Removes what a job wrote; false when it has to be tried again. */
const removeOne = async (
  deps: ProductionDeps,
  { jobId, jobNumber, plan, paths }: JobRecord,
): Promise<boolean> => {
  // Nothing is proved gone while its share is away.
  if (plan === null || !(await isThere(plan.root))) return false;
  const { accepted, failed, gone } = labSigns({ job: jobNumber, names: plan.names, paths }, plan.lab);
  const theirs = {
    renamed: paths.length === 0 ? [] : [...accepted, ...failed],
    folders: gone?.within ?? [],
  };
  const { remaining } = await removeJobFiles(plan.root, paths, (ms) => sleep(ms), theirs);
  if (remaining.length > 0) return false;
  deps.transact((tx) => setFilesRemoved(tx.db, jobId, tx.now));
  return true;
};

/** Removes print files that were kept long enough, or whose order has ended (OUT-6). */
export const removeDueFiles = async (deps: ProductionDeps): Promise<void> => {
  const now = deps.clock.now();
  const { keepFilesMs } = deps.settings(deps.read).production;
  for (const job of jobsWithFilesDue(deps.read, now - keepFilesMs, now - UNDO_MS)) await removeOne(deps, job);
};

/** Removes all print files of one order, for erasure; false when some have to be tried again. */
export const removeFilesOfOrder = async (deps: ProductionDeps, orderId: string): Promise<boolean> => {
  let done = true;
  for (const job of jobsWithFiles(deps.read, orderId)) done = (await removeOne(deps, job)) && done;
  return done;
};
