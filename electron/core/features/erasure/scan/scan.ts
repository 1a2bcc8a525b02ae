import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ScanRequest, ScanResult } from './scanWork.ts';

/** Searches every store in a thread of its own, which ends with it and takes the values along. */
export const scan = async (request: ScanRequest): Promise<ScanResult> => {
  // Beside this file: as TypeScript in tests, as a bundle of its own beside core's in the app.
  const entry = new URL(`./scanThread${extname(import.meta.filename)}`, import.meta.url);
  const thread = new Worker(entry, { workerData: { ...request, key: new Uint8Array(request.key) } });
  return new Promise<ScanResult>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`scan-ended ${code}`)));
  });
};
