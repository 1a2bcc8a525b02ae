import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openKeyed } from '../../../db/driver.ts';
import { readable } from '../../../db/handles.ts';
import { createExplain } from './explain.ts';
import type { ScanRequest, ScanResult } from './scanWork.ts';
import { search } from './searchFiles.ts';
import { createTally } from './tally.ts';

/*
 * Entry of the searching thread: reads the bytes of every store while core's own thread answers. Only what it found is
 * then compared with the live rows of others, through SQLite.
 */

const request = workerData as ScanRequest;
const { key, dataFolder, nativeBinding, places, scope, held } = request;

const run = (): ScanResult => {
  const tally = createTally(request);
  search(tally, request);
  const db = openKeyed({ file: join(dataFolder, 'lete.db'), key, nativeBinding, readonly: true });
  try {
    db.pragma('temp_store=MEMORY');
    const nothing = (): boolean => false;
    const explain = places === 'everywhere-unexplained' ? nothing : createExplain(readable(db), scope, held);
    return {
      stores: tally.findings(explain),
      kindsInDatabase: tally.kindsInDatabase(),
      markerFound: tally.markerFound(),
    };
  } finally {
    db.close();
    key.fill(0);
  }
};

parentPort?.postMessage(run());
