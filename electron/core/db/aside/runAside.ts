import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DriverOptions } from '../driver.ts';
import type { AsideRequest, AsideResult, AsideWork } from './asideWork.ts';

/** Does heavy work on the database in a thread and on a connection of its own. Throws an error with SQLite's code. */
export const runAside = async (driver: DriverOptions, work: AsideWork): Promise<AsideResult> => {
  // Beside this file: as TypeScript in tests, as a bundle of its own beside core's in the app.
  const entry = new URL(`./asideThread${extname(import.meta.filename)}`, import.meta.url);
  const request: AsideRequest = { driver: { ...driver, key: new Uint8Array(driver.key) }, work };
  const thread = new Worker(entry, { workerData: request });
  const result = await new Promise<AsideResult>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`aside-ended ${code}`)));
  });
  request.driver.key.fill(0);
  if (result.kind === 'failed') throw Object.assign(new Error('aside-failed'), { code: result.code });
  return result;
};
