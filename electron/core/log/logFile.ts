import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { utcDay } from '../../../shared/domain/utcDay.ts';
import type { LogLine } from './log.ts';

const NAME = /^lete-(\d{4}-\d{2}-\d{2})\.log$/;
const DAYS_KEPT = 14;
const DAY_MS = 86_400_000;

/** Appends to one file a day and lets files older than 14 days go (privacy specification 4.5, `log`). */
export const createLogFile = (folder: string, now: () => number): LogLine => {
  let today = '';
  const rotate = (): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const oldest = utcDay(now() - DAYS_KEPT * DAY_MS);
    for (const name of readdirSync(folder)) {
      const day = NAME.exec(name)?.[1];
      if (day !== undefined && day < oldest) rmSync(join(folder, name), { force: true });
    }
  };
  return (line) => {
    const day = utcDay(now());
    try {
      if (day !== today) {
        rotate();
        today = day;
      }
      appendFileSync(join(folder, `lete-${day}.log`), `${line}\n`, { mode: 0o600 });
    } catch {
      // A full or missing disk must not stop a sale; the health strip tells staff about the disk.
    }
  };
};
