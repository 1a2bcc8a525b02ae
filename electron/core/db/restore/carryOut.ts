import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFile, syncFolder } from '../backup.ts';
import { dropPlan, type RestorePlan, readPlan, writePlan } from './plan.ts';

/** A backup's copy on its way to be the database. */
export const restoring = (file: string): string => `${file}.restore`;

/** Where the database goes that a backup replaces; retention deletes it by this name, an erasure at once. */
const aside = (file: string, { at }: Pick<RestorePlan, 'at'>): string => `${file}.damaged-${at}`;

/** Copies a backup beside the database and makes that last; nothing has moved yet, whatever the disk has left. */
export const stageCopy = (file: string, backup: string): void => {
  copyFileSync(backup, restoring(file));
  syncFile(restoring(file));
  syncFolder(dirname(file));
};

export const dropCopy = (file: string): void => rmSync(restoring(file), { force: true });

/** The former files step aside, then the copy takes their place. A kill in between is followed by the rest. */
const place = (file: string, plan: RestorePlan): void => {
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(file + suffix)) renameSync(file + suffix, `${aside(file, plan)}${suffix}`);
  // A write-ahead log of the former file beside the new one would be read into it.
  syncFolder(dirname(file));
  renameSync(restoring(file), file);
  syncFolder(dirname(file));
};

/**
 * Brings a planned restore to where the backup lies in the database's place; before the database is opened. What an
 * earlier one left without a plan goes.
 * @returns the plan, which stays until `dropPlan`, or null where there is none
 */
export const carryOut = (file: string): RestorePlan | null => {
  const folder = dirname(file);
  const plan = readPlan(folder);
  if (plan === null) {
    dropPlan(folder);
    dropCopy(file);
    return null;
  }
  if (plan.placed) return plan;
  if (existsSync(restoring(file))) place(file, plan);
  else if (plan.chosen !== null && !existsSync(aside(file, plan))) {
    // An erasure between the choice and the start took the copy: the database is as it was.
    dropPlan(folder);
    return null;
  }
  const placed = { ...plan, placed: true };
  writePlan(folder, placed);
  return placed;
};
