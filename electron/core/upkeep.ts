import { join } from 'node:path';
import type { CoreDeps } from './call/deps.ts';
import { purgeRequests } from './call/purgeRequests.ts';
import { listBackups } from './db/backup.ts';
import type { OpenDatabase } from './db/open.ts';
import { hasVisit } from './features/drafts/index.ts';
import { highestTimeSeen, noteTime } from './features/terminal/index.ts';
import { describeError } from './log/log.ts';

export interface UpkeepDeps extends CoreDeps {
  readonly database: OpenDatabase;
}

export interface Upkeep {
  /** UTC milliseconds of the newest backup, or null. */
  readonly lastBackupAt: () => number | null;
  /** The latest instant this terminal ever knew, in UTC milliseconds. */
  readonly highestTimeSeen: () => number;
  /** Does what is due. */
  readonly tick: () => void;
  readonly start: () => void;
  readonly stop: () => void;
}

const TICK_MS = 60_000;
/** The first screen comes first. */
const FIRST_TICK_MS = 5_000;
const BACKUP_EVERY_MS = 24 * 3_600_000;
const RETRY_AFTER_MS = 3_600_000;

/** What runs by itself at a terminal: the time it saw, daily backups, old requests. */
export const createUpkeep = ({ database, ...deps }: UpkeepDeps): Upkeep => {
  const folder = join(deps.folders.data, 'backups');
  let lastAt = listBackups(folder)[0]?.at ?? null;
  let triedAt: number | null = null;
  // The newest backup is of what was replaced: damage now must not bring that back.
  let isReplaced = database.restored !== null;
  let timer: NodeJS.Timeout | null = null;

  const isDue = (now: number): boolean => {
    if (triedAt !== null && now >= triedAt && now - triedAt < RETRY_AFTER_MS) return false;
    // A backup from the future was made before the clock was set back.
    return isReplaced || lastAt === null || now < lastAt || now - lastAt >= BACKUP_EVERY_MS;
  };

  const backUp = (now: number): void => {
    triedAt = now;
    try {
      if (database.backUp() === null) return deps.log.error('backup-unsound');
      lastAt = now;
      isReplaced = false;
    } catch (error) {
      deps.log.error('backup-failed', describeError(error));
    }
  };

  /** On a full disk nothing can be noted; core has to stay for what can still be done. */
  const note = (): void => {
    try {
      deps.transact((tx) => {
        noteTime(tx);
        purgeRequests(tx);
      });
    } catch (error) {
      deps.log.error('upkeep-failed', describeError(error));
    }
  };

  const tick = (): void => {
    note();
    // Copying the whole database stops everything else for a moment; no customer should wait for it.
    const now = deps.clock.now();
    if (isDue(now) && !hasVisit(database.read)) backUp(now);
    // Disk, clock and backup change by themselves; the strip reads them anew.
    deps.emit('health-changed', {});
  };

  return {
    lastBackupAt: () => lastAt,
    highestTimeSeen: () => highestTimeSeen(database.read),
    tick,
    start: () => {
      deps.transact(noteTime);
      const again = (): void => {
        tick();
        timer = setTimeout(again, TICK_MS);
      };
      timer = setTimeout(again, FIRST_TICK_MS);
    },
    stop: () => {
      if (timer) clearTimeout(timer);
    },
  };
};
