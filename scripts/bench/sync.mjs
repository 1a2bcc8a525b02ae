import { findPostgres } from '../../tests/sync/tools/postgres.ts';
import { far } from './sync/far.mjs';
import { latency } from './sync/latency.mjs';
import { many } from './sync/many.mjs';
import { orders } from './sync/orders.mjs';
import { placing } from './sync/placing.mjs';
import { openStage } from './sync/stage.mjs';
import { uploads } from './sync/uploads.mjs';

/** Sync between terminals and a central in a process of its own on a PostgreSQL of its own, all on this machine. */
export async function sync({ folder, quick }) {
  if (findPostgres() === null) throw new Error('no PostgreSQL: install the Debian package "postgresql"');
  const stage = await openStage(folder);
  try {
    const results = [];
    for (const part of [orders, far, latency, uploads, placing, many]) {
      results.push(...(await part({ stage, folder, quick })));
    }
    return results;
  } finally {
    await stage.close();
  }
}
