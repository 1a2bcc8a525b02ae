import { accessSync, closeSync, constants, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCodeOf } from '../log/errorCode.ts';
import type { Clock } from '../ports/clock.ts';
import { backUp, dropUnnamed, isSound, listBackups } from './backup.ts';
import { backUpAside, type Prove } from './aside/backUpAside.ts';
import { createDoor, type Refusing } from './door.ts';
import { type DriverOptions, openKeyed, type Raw } from './driver.ts';
import { OpenError } from './failure.ts';
import { lockFolder } from './folderLock.ts';
import { type ReadableDb, type WritableDb, writableHandle } from './handles.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/types.ts';
import { type Backups, createBackups } from './restore/backups.ts';
import { carryOut, stageCopy } from './restore/carryOut.ts';
import { dropPlan, type RestorePlan, writePlan } from './restore/plan.ts';
import { applySettings, keepPages } from './settings.ts';

export interface OpenOptions {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly nativeBinding: string | null;
  readonly clock: Clock;
  /** True once a set-up was finished here: a missing or emptied file is then damage, never a new beginning. */
  readonly expected: boolean;
  /** Only tests give another history. */
  readonly migrations?: readonly Migration[];
}

export interface OpenDatabase {
  readonly writer: Raw;
  readonly write: WritableDb;
  readonly read: ReadableDb;
  /** The restore by which a backup has taken the file's place, until that is settled; null where none did. */
  readonly restored: RestorePlan | null;
  readonly backups: Backups;
  /** All that follows a restore is done: the next start knows of none. */
  readonly settleRestore: () => void;
  /** Encrypted copy, checked; null when it was not sound. Runs between commands. */
  readonly backUp: () => string | null;
  /** The same beside core's own thread; `prove` looks at the copy before it gets its name. */
  readonly backUpAside: (prove?: Prove) => Promise<string | null>;
  /** Moves all into the file and empties the log; false while a reader is in the way or the file has to keep still. */
  readonly checkpoint: () => boolean;
  /** Cuts the log to nothing, alone; false when a reader was in the way for `tries` seconds. */
  readonly emptyLog: (tries: number) => Promise<boolean>;
  /** Writes the file anew without free pages and empties the log; false as above. */
  readonly rewrite: (tries: number) => Promise<boolean>;
  /** What is refused meanwhile. */
  readonly refusing: () => Refusing;
  /** Keeps the file's bytes as they are while `work` reads them; writes go into the log. */
  readonly still: <T>(work: () => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

const BACKUPS_KEPT = 14;
const MIN_FREE_PROBE = 64 * 1024;

/** Refuses a folder that cannot be written before anything in it is touched. */
const assertFolder = (folder: string): void => {
  // Another start at the same moment probes too.
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!statSync(folder).isDirectory()) throw new OpenError('folder-unavailable');
    accessSync(folder, constants.W_OK);
    const fd = openSync(probe, 'w', 0o600);
    try {
      writeSync(fd, new Uint8Array(MIN_FREE_PROBE));
    } finally {
      closeSync(fd);
      rmSync(probe);
    }
  } catch (error) {
    if (error instanceof OpenError) throw error;
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new OpenError(full ? 'disk-full' : 'folder-unavailable', { cause: error });
  }
};

const isDamage = (error: unknown): boolean =>
  errorCodeOf(error).startsWith('SQLITE_NOTADB') || errorCodeOf(error).startsWith('SQLITE_CORRUPT');

const asFailure = (error: unknown): unknown => {
  const code = errorCodeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return new OpenError('disk-full', { cause: error });
  if (code.startsWith('SQLITE_BUSY')) return new OpenError('in-use', { cause: error });
  if (
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_IOERR')
  )
    return new OpenError('folder-unavailable', { cause: error });
  return error;
};

/** The damaged file steps aside (the retention job deletes it), the newest backup that passes its check takes its place. */
const restoreNewest = (options: DriverOptions, backups: string, now: number): RestorePlan | null => {
  const sound = listBackups(backups).find(({ file }) => isSound({ ...options, file }));
  if (!sound) throw new OpenError('damaged');
  stageCopy(options.file, sound.file);
  writePlan(dirname(options.file), {
    schema: 'lete-restore/1',
    at: now,
    backupAt: sound.at,
    placed: false,
    chosen: null,
  });
  return carryOut(options.file);
};

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

const damage = (what: string): Error => Object.assign(new Error(what), { code: 'SQLITE_CORRUPT' });

const openChecked = (options: DriverOptions, expected: boolean): Raw => {
  // SQLite would begin a new file where the old one is gone or empty.
  if (expected && sizeOf(options.file) === 0) throw damage('missing');
  const db = openKeyed(options);
  try {
    applySettings(db);
    keepPages(db);
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damage('quick_check');
    if (expected && schemaVersion(db) === 0) throw damage('emptied');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/**
 * Opens the terminal's database. The order is the design: folder, lock, key and first read, settings read back,
 * check, version, backup, migration, self-test. The key itself was proved by its check value before, so a file
 * that does not read with it is damaged, not locked.
 * @throws OpenError with a named failure
 */
export const openDatabase = (options: OpenOptions): OpenDatabase => {
  const history = options.migrations ?? migrations;
  assertFolder(options.folder);
  const unlock = lockFolder(options.folder, options.nativeBinding);
  try {
    const file = join(options.folder, 'lete.db');
    const backups = join(options.folder, 'backups');
    dropUnnamed(backups);
    const driver: DriverOptions = { file, key: options.key, nativeBinding: options.nativeBinding };
    let restored = carryOut(file);
    let writer: Raw;
    try {
      writer = openChecked(driver, options.expected || restored !== null);
    } catch (error) {
      if (!isDamage(error)) throw error;
      restored = restoreNewest(driver, backups, options.clock.now());
      writer = openChecked(driver, true);
    }
    return ready({ writer, driver, backups, history, restored, clock: options.clock, unlock });
  } catch (error) {
    unlock();
    throw asFailure(error);
  }
};

const openReader = (driver: DriverOptions): Raw => {
  const reader = openKeyed({ ...driver, readonly: true });
  reader.pragma('query_only=ON');
  keepPages(reader);
  reader.pragma('temp_store=MEMORY');
  reader.pragma('trusted_schema=OFF');
  return reader;
};

interface Parts {
  readonly writer: Raw;
  readonly driver: DriverOptions;
  readonly backups: string;
  readonly history: readonly Migration[];
  readonly restored: RestorePlan | null;
  readonly clock: Clock;
  readonly unlock: () => void;
}

const ready = ({ writer, driver, backups, history, restored, clock, unlock }: Parts): OpenDatabase => {
  try {
    const current = schemaVersion(writer);
    if (current > (history.at(-1)?.version ?? 0)) throw new OpenError('from-future');
    const outdated = current > 0 && current < (history.at(-1)?.version ?? 0);
    // Without a sound copy of what is there now nothing is changed.
    if (outdated && backUp(writer, driver, backups, clock.now(), BACKUPS_KEPT) === null)
      throw new OpenError('migration-failed');
    migrate(writer, history);
    writer.prepare('SELECT count(*) FROM sqlite_schema').get();
    const door = createDoor({ writer, driver, openReader: () => openReader(driver) });
    return {
      ...door,
      writer,
      write: writableHandle(writer),
      restored,
      backups: createBackups({ driver, folder: backups, version: history.at(-1)?.version ?? 0 }),
      settleRestore: () => dropPlan(dirname(driver.file)),
      backUp: () => backUp(writer, driver, backups, clock.now(), BACKUPS_KEPT),
      backUpAside: (prove) =>
        backUpAside(driver, { folder: backups, now: clock.now(), keep: BACKUPS_KEPT }, prove),
      close: () => {
        door.close();
        writer.pragma('wal_checkpoint(TRUNCATE)');
        writer.close();
        unlock();
      },
    };
  } catch (error) {
    writer.close();
    throw error;
  }
};
