import { parentPort, workerData } from 'node:worker_threads';
import { errorCodeOf } from '../../log/errorCode.ts';
import { copyOut, isSound, nameCopy } from '../backup.ts';
import { openKeyed, type Raw } from '../driver.ts';
import { applySettings } from '../settings.ts';
import type { AsideRequest, AsideResult, AsideWork } from './asideWork.ts';

/*
 * Entry of the thread beside core's: rewriting or copying a large file takes many seconds, in which core's own thread
 * must answer. It has a connection of its own.
 */

const TRY_MS = 1000;
const DONE: AsideResult = { kind: 'done' };

const emptyLog = (db: Raw, tries: number): AsideResult => {
  db.pragma(`busy_timeout=${TRY_MS}`);
  for (let i = 0; i < tries; i += 1) {
    const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (row?.busy === 0) return DONE;
  }
  return { kind: 'busy' };
};

const onDatabase = (db: Raw, work: AsideWork): AsideResult => {
  if (work.kind === 'empty-log') return emptyLog(db, work.tries);
  if (work.kind === 'copy') copyOut(db, work.file);
  else db.exec('VACUUM');
  return DONE;
};

const run = (work: AsideWork, driver: AsideRequest['driver']): AsideResult => {
  if (work.kind === 'check')
    return isSound({ ...driver, file: work.file }, work.check) ? DONE : { kind: 'unsound' };
  if (work.kind === 'name') {
    nameCopy(work.file, work.keep);
    return DONE;
  }
  const db = openKeyed(driver);
  try {
    applySettings(db);
    return onDatabase(db, work);
  } finally {
    db.close();
  }
};

const { driver, work } = workerData as AsideRequest;

const answer = (): AsideResult => {
  try {
    return run(work, driver);
  } catch (error) {
    return { kind: 'failed', code: errorCodeOf(error) };
  } finally {
    driver.key.fill(0);
  }
};

parentPort?.postMessage(answer());
