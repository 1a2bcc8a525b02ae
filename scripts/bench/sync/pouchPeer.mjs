import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../tests/sync/tools/freePort.ts';
import { timed } from '../tools/measure.mjs';

const SERVER = join(import.meta.dirname, 'pouchServer.mjs');
const BATCH = 500;
const DATABASE = 'orders';
const START_TIMEOUT_MS = 30_000;

/** The peer as the report names it. */
export const pouchName = (pouch) =>
  pouch === null
    ? 'none: LETE_BENCH_POUCHDB names no packages'
    : `PouchDB to express-pouchdb and from there to another, LevelDB, ${BATCH} a batch`;

/** Where the peer's packages are, which the project does not depend on; null where nobody installed them. */
export const pouchPackages = () => process.env.LETE_BENCH_POUCHDB ?? null;

/**
 * PouchDB on LevelDB that replicates to an express-pouchdb of its own and from there to another PouchDB. `through` makes
 * `each` new documents of so many bytes and answers how long each way took, by another way to `port` if one is given.
 */
export async function openPouch(packages, folder, name = 'near') {
  const databases = join(folder, `pouch-${name}`);
  await mkdir(databases);
  const port = await freePort();
  const child = spawn(process.execPath, [SERVER, packages, databases, String(port)], {
    cwd: databases,
    stdio: 'ignore',
  });
  const near = `http://127.0.0.1:${port}`;
  await answers(`${near}/${DATABASE}`);
  const PouchDB = createRequire(join(packages, 'package.json'))('pouchdb');
  const [from, to] = [new PouchDB(join(databases, 'from')), new PouchDB(join(databases, 'to'))];
  let next = 0;
  return {
    port,
    through: async (each, bytes, by = near) => {
      const url = `${by}/${DATABASE}`;
      const docs = Array.from({ length: each }, () => {
        next += 1;
        return { _id: String(next).padStart(10, '0'), body: 'x'.repeat(bytes) };
      });
      await from.bulkDocs(docs);
      const push = await timed(() => from.replicate.to(url, { batch_size: BATCH }));
      const pull = await timed(() => to.replicate.from(url, { batch_size: BATCH }));
      if (push.value.docs_written !== each || pull.value.docs_written !== each)
        throw new Error('PouchDB did not replicate all documents');
      return { push, pull };
    },
    close: async () => {
      await from.close();
      await to.close();
      child.kill('SIGKILL');
    },
  };
}

async function answers(url) {
  const until = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < until) {
    const answer = await fetch(url, { method: 'PUT' }).catch(() => null);
    if (answer !== null) return;
    await sleep(100);
  }
  throw new Error('express-pouchdb does not answer');
}
