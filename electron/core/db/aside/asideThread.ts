import { parentPort, workerData } from 'node:worker_threads';
import { errorCodeOf } from '../../log/errorCode.ts';
import { backUp } from '../backup.ts';
import { openKeyed, type Raw } from '../driver.ts';
import { applySettings } from '../settings.ts';
import type { AsideRequest, AsideResult, AsideWork } from './asideWork.ts';

/*
 * Entry of the thread beside core's: rewriting or copying a large file takes many seconds, in which core's own thread
 * must answer. It has a connection of its own.
 */

const TRY_MS = 1000;

const emptyLog = (db: Raw, tries: number): AsideResult => {
  db.pragma(`busy_timeout=${TRY_MS}`);
  for (let i = 0; i < tries; i += 1) {
    const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (row?.busy === 0) return { kind: 'done', file: null };
  }
  return { kind: 'busy' };
};

const run = (db: Raw, work: AsideWork, driver: AsideRequest['driver']): AsideResult => {
  if (work.kind === 'empty-log') return emptyLog(db, work.tries);
  if (work.kind === 'back-up') {
    const file = backUp(db, driver, work.folder, work.now, work.keep);
    return file === null ? { kind: 'unsound' } : { kind: 'done', file };
  }
  db.exec('VACUUM');
  return { kind: 'done', file: null };
};

const { driver, work } = workerData as AsideRequest;

const answer = (): AsideResult => {
  try {
    const db = openKeyed(driver);
    try {
      applySettings(db);
      return run(db, work, driver);
    } finally {
      db.close();
    }
  } catch (error) {
    return { kind: 'failed', code: errorCodeOf(error) };
  } finally {
    driver.key.fill(0);
  }
};

parentPort?.postMessage(answer());
