import { sql } from '../../../electron/core/db/sql.ts';
import { placeOne } from '../../../tests/sync/proc/work.ts';
import { counterFeatures } from '../../../tests/sync/tools/counterCore.ts';
import { BY_EMAIL, FREE_START } from '../../../tests/integration/harness/orders.ts';
import { createTestCore } from '../../../tests/integration/harness/testCore.ts';
import { random128 } from '../../../tests/sync/tools/terminal.ts';
import { poll } from './poll.mjs';

const DAY_MS = 86_400_000;

/** A real counter's core in this process with the real client of sync, enrolled and not yet on the line. */
export async function openCounter({ url, code }, shop) {
  const core = await createTestCore(counterFeatures);
  const { deps, clock, who } = core;
  const { sync } = core.features;
  core.set(FREE_START);
  await core.get(who.manager, 'sync:enrol', { url, code: await code(shop) });
  const count = (query) => deps.read.get(query).n;
  const orders = () => count(sql`SELECT count(*) AS n FROM orders`);
  const waiting = () => count(sql`SELECT count(*) AS n FROM outbox WHERE state = 'pending'`);
  const onLine = async (done) => {
    sync.start();
    await poll(done);
    await sync.stop();
  };
  /** Each order is another person's: what a contact has given before is looked through with each further order. */
  const placeOrder = () => placeOne(core, { ...BY_EMAIL, email: `${random128()}@example.org` });
  return {
    placeOne: placeOrder,
    orders,
    waiting,
    /** Bytes of an average op as it waits. */
    opBytes: () => Math.round(count(sql`SELECT avg(length(body) + length(header)) AS n FROM outbox`)),
    /** So many orders on a day of their own: a day has numbers for 9,999. */
    placeDay: (many) => {
      clock.pass(DAY_MS);
      for (let i = 0; i < many; i += 1) placeOrder();
    },
    pushAll: () => onLine(() => waiting() === 0),
    /** Takes over what there is until it has so many orders. */
    pullTo: (wanted) => onLine(() => orders() >= wanted),
    /** Takes its place in the feeds of its store, from where the next changes come. */
    follow: () => onLine(() => count(sql`SELECT count(*) AS n FROM feed_state`) >= 2),
    close: () => core.close(),
  };
}
