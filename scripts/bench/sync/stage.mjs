import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openPostgres } from '../../../central/db/postgres.ts';
import { createCode } from '../../../central/enrolment/createCode.ts';
import { createChildCentral } from '../../../tests/sync/proc/childCentral.ts';
import { freePort } from '../../../tests/sync/tools/freePort.ts';
import { startPostgres } from '../../../tests/sync/tools/postgres.ts';

const OURS = 'lete_bench';

/**
 * A central in a process of its own on a PostgreSQL of its own, both under `folder`, with the server's usual promise that
 * what is committed is on the disk. `peer` is a plain connection to another database of the same server.
 */
export async function openStage(folder) {
  // The server runs as another user and must get through to its own folder.
  await chmod(folder, 0o711);
  const temporary = process.env.TMPDIR;
  // What the tests' tools make lies beside the rest, on a disk that lasts.
  process.env.TMPDIR = folder;
  const server = await startPostgres();
  const peer = new pg.Client(server.url());
  await peer.connect();
  await peer.query(`CREATE DATABASE ${OURS}`);
  const place = join(folder, 'central');
  await mkdir(place);
  const port = await freePort();
  const central = createChildCentral(server.url(OURS), place, port);
  await central.start();
  const db = openPostgres(server.url(OURS), 2);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    db,
    peer,
    peerUrl: server.url(),
    pid: central.pid,
    /** A one-time code for a counter of that store. */
    code: async (shopId) => (await createCode({ db, now: Date.now }, { shopId, role: 'counter' })).code,
    close: async () => {
      await db.close();
      await peer.end();
      await central.kill();
      server.destroy();
      if (temporary === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = temporary;
    },
  };
}
