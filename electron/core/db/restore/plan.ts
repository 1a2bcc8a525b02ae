import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFile, syncFolder } from '../backup.ts';

/**
 * A backup that takes the database's place. It lies beside the database from the decision until the restored database
 * has been made fit to be shown, so that a kill at any moment is followed by the rest of it.
 */
export interface RestorePlan {
  readonly schema: 'lete-restore/1';
  /** UTC ms of the decision; stands in the name under which the former file steps aside. */
  readonly at: number;
  /** UTC ms in the name of the backup. */
  readonly backupAt: number;
  /** Whether the backup lies in the database's place. */
  readonly placed: boolean;
  /** What whoever chose the backup leaves for the start after it; null where damage made it necessary. */
  readonly chosen: unknown;
}

const planFile = (folder: string): string => join(folder, 'restore.json');
const unfinished = (folder: string): string => `${planFile(folder)}.part`;

const isPlan = (value: unknown): value is RestorePlan => {
  const { schema, at, backupAt, placed } = (value ?? {}) as Partial<RestorePlan>;
  return (
    schema === 'lete-restore/1' &&
    Number.isSafeInteger(at) &&
    Number.isSafeInteger(backupAt) &&
    typeof placed === 'boolean'
  );
};

/** Null where no restore is on its way, or its plan cannot be read. */
export const readPlan = (folder: string): RestorePlan | null => {
  try {
    const value: unknown = JSON.parse(readFileSync(planFile(folder), 'utf8'));
    return isPlan(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Writes the plan whole or not at all, and lasting. */
export const writePlan = (folder: string, plan: RestorePlan): void => {
  writeFileSync(unfinished(folder), `${JSON.stringify(plan)}\n`, { mode: 0o600 });
  syncFile(unfinished(folder));
  renameSync(unfinished(folder), planFile(folder));
  syncFolder(dirname(planFile(folder)));
};

export const dropPlan = (folder: string): void => {
  rmSync(planFile(folder), { force: true });
  rmSync(unfinished(folder), { force: true });
};
