import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCentral, type Running } from '../../../central/app/serve.ts';
import type { S3Place } from '../../../central/files/store/s3/s3Settings.ts';
import type { Mailer } from '../../../central/mail/mailer.ts';
import type { Database } from '../../../central/db/database.ts';

/** A central with a database and a folder of its own, and a clock that the test turns. */
export interface TestCentral extends Running {
  readonly clock: { now: number };
  readonly db: Database;
  readonly folder: string;
  /** Ends the process's part only, as before a restart. */
  readonly stop: () => Promise<void>;
  readonly end: () => Promise<void>;
}

interface StartOptions {
  readonly folder?: string;
  readonly bodyTimeoutMs?: number;
  readonly trustedProxies?: string;
  readonly operatorToken?: string;
  readonly settingsPub?: string;
  readonly restored?: boolean;
  readonly mailer?: Mailer;
  readonly returnDomain?: string;
  readonly s3?: S3Place;
}

export const START = Date.UTC(2026, 10, 30, 9);

/** A whole central over this database; what it is given is its own and gone with `end`. */
export const startCentral = async (db: Database, options: StartOptions = {}): Promise<TestCentral> => {
  const { folder = mkdtempSync(join(tmpdir(), 'lete-central-')), ...rest } = options;
  const clock = { now: START };
  const running = await createCentral({
    db,
    folder,
    now: () => clock.now,
    logLevel: 'silent',
    ...rest,
  });
  const end = async (): Promise<void> => {
    await running.close();
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...running, clock, db, folder, stop: running.close, end };
};
