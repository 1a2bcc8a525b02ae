import { backupFile, type Check, dropCopy, unnamed } from '../backup.ts';
import type { DriverOptions } from '../driver.ts';
import { runAside } from './runAside.ts';

export interface BackupPlan {
  readonly folder: string;
  /** UTC ms. */
  readonly now: number;
  readonly keep: number;
}

/** Looks at a copy too, before it gets its name; what it throws ends the backup. */
export type Prove = (copy: string) => Promise<void>;

/**
 * A backup beside core's own thread. Who proves each page of the copy gets SQLite's quick check with it; the daily backup
 * takes the time for the indexes.
 * @returns the file, or null when the copy was not sound
 */
export const backUpAside = async (
  driver: DriverOptions,
  { folder, now, keep }: BackupPlan,
  prove?: Prove,
): Promise<string | null> => {
  const check: Check = prove === undefined ? 'integrity_check' : 'quick_check';
  const file = backupFile(folder, now);
  await runAside(driver, { kind: 'copy', file });
  // Both have to end before the copy may go.
  const [checked, proved] = await Promise.allSettled([
    runAside(driver, { kind: 'check', file: unnamed(file), check }),
    prove?.(unnamed(file)),
  ]);
  const failed = [checked, proved].find((one) => one.status === 'rejected');
  if (failed === undefined && checked.status === 'fulfilled' && checked.value.kind === 'done') {
    await runAside(driver, { kind: 'name', file, keep });
    return file;
  }
  dropCopy(file);
  if (failed !== undefined) throw failed.reason;
  return null;
};
