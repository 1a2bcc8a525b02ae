import { join } from 'node:path';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { openKeyed } from '../../../db/driver.ts';
import { readable } from '../../../db/handles.ts';
import { createExplain, type LiveRows } from './explain.ts';
import type { ScanRequest, ScanResult } from './scanWork.ts';
import { searchRest, searchShare } from './searchFiles.ts';
import { type Counted, createTally, type Explain } from './tally.ts';

/*
 * Entry of the searching thread: reads the bytes of every store while core's own thread answers. A second one of the same
 * decrypts half of the database's pages, which is where the time goes. Only what they found is then compared with the
 * live rows of others, through SQLite.
 */

const HALVES = 2;

interface HalfRequest extends ScanRequest {
  readonly half: true;
}

const request = workerData as ScanRequest | HalfRequest;
const { key, dataFolder, nativeBinding, places, scope, held } = request;

const searchOtherHalf = async (): Promise<Counted> => {
  const thread = new Worker(new URL(import.meta.url), { workerData: { ...request, half: true } });
  return new Promise<Counted>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`half-scan-ended ${code}`)));
  });
};

const nothing: Explain = () => new Set();

const run = async (): Promise<ScanResult> => {
  const other = searchOtherHalf();
  const tally = createTally(request);
  searchRest(tally, request);
  searchShare(tally, request, { index: 0, of: HALVES });
  tally.add(await other);
  const db = openKeyed({ file: join(dataFolder, 'lete.db'), key, nativeBinding, readonly: true });
  try {
    db.pragma('temp_store=MEMORY');
    const live: LiveRows = {
      all: readable(db).all,
      each: ({ text, params }) =>
        db
          .prepare(text)
          .pluck()
          .iterate(...params) as Iterable<string>,
    };
    const explain = places === 'everywhere-unexplained' ? nothing : createExplain(live, scope, held);
    return {
      stores: tally.findings(explain),
      kindsInDatabase: tally.kindsInDatabase(),
      markerFound: tally.markerFound(),
    };
  } finally {
    db.close();
  }
};

const runHalf = (): Counted => {
  const tally = createTally(request);
  searchShare(tally, request, { index: 1, of: HALVES });
  return tally.counted();
};

const answer = async (): Promise<void> => {
  try {
    parentPort?.postMessage('half' in request ? runHalf() : await run());
  } finally {
    key.fill(0);
  }
};

// What fails here ends the thread with its error, which is what the one who waits is told.
void answer();
