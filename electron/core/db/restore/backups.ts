import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { runAside } from '../aside/runAside.ts';
import { listBackups } from '../backup.ts';
import { type DriverOptions, openKeyed, type Raw } from '../driver.ts';
import { OpenError } from '../failure.ts';
import { readable, type ReadableDb } from '../handles.ts';
import { schemaVersion } from '../migrate.ts';
import { dropCopy, restoring, stageCopy } from './carryOut.ts';
import { type RestorePlan, writePlan } from './plan.ts';

/** Backups as somebody may choose one. A backup goes by the UTC ms in its name. */
export interface Backups {
  /** Newest first. */
  readonly list: () => readonly { readonly at: number; readonly bytes: number }[];
  /** Reads in a backup. Throws OpenError `damaged` where it cannot be read, `from-future` where a newer Lete wrote it. */
  readonly look: <T>(at: number, read: (db: ReadableDb) => T) => T;
  /** Lays a copy beside the database and checks that; false where it does not hold together, and then it is gone. */
  readonly stage: (at: number) => Promise<boolean>;
  readonly unstage: () => void;
  /** From here on the next start puts the staged copy in the database's place. */
  readonly choose: (choice: Pick<RestorePlan, 'at' | 'backupAt' | 'chosen'>) => void;
}

export interface BackupsOptions {
  readonly driver: DriverOptions;
  readonly folder: string;
  /** The schema version that this program writes. */
  readonly version: number;
}

const openBackup = (options: DriverOptions): Raw => {
  try {
    return openKeyed({ ...options, readonly: true });
  } catch (error) {
    throw new OpenError('damaged', { cause: error });
  }
};

/** The backups beside a database, and the way one of them takes its place. */
export const createBackups = ({ driver, folder, version }: BackupsOptions): Backups => {
  const fileOf = (at: number): string => {
    const found = listBackups(folder).find((backup) => backup.at === at);
    if (found === undefined) throw new OpenError('damaged');
    return found.file;
  };
  const unstage = (): void => dropCopy(driver.file);
  return {
    list: () => listBackups(folder).map(({ file, at }) => ({ at, bytes: statSync(file).size })),
    look: (at, read) => {
      const db = openBackup({ ...driver, file: fileOf(at) });
      try {
        if (schemaVersion(db) > version) throw new OpenError('from-future');
        return read(readable(db));
      } finally {
        db.close();
      }
    },
    stage: async (at) => {
      try {
        stageCopy(driver.file, fileOf(at));
        const work = { kind: 'check', file: restoring(driver.file), check: 'integrity_check' } as const;
        const { kind } = await runAside(driver, work);
        if (kind === 'done') return true;
      } catch (error) {
        unstage();
        throw error;
      }
      unstage();
      return false;
    },
    unstage,
    choose: (choice) =>
      writePlan(dirname(driver.file), { ...choice, schema: 'lete-restore/1', placed: false }),
  };
};
