import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { OrderId } from '../../../shared/domain/ids.ts';
import { placeForTest } from '../../integration/harness/orders.ts';
import { startFaultProxy } from '../tools/faultProxy.ts';
import { createFilesWorld, type FilesWorld } from './filesWorld.ts';
import { createTerminal, knownToCentral, type Terminal } from './terminal.ts';

const DAY = 86_400_000;

let world: FilesWorld;
let proxy: Awaited<ReturnType<typeof startFaultProxy>>;
let kiosk: Terminal;
let orderId: OrderId;
beforeAll(async () => {
  world = await createFilesWorld();
  proxy = await startFaultProxy(world.port);
});
beforeEach(async () => {
  kiosk = await createTerminal(proxy.url, 'kiosk', await world.enrol('kiosk'));
  orderId = OrderId.parse(await world.newOrder());
  await placeForTest(kiosk.core, { photos: 3, orderId }, randomBytes(200_000));
  knownToCentral(kiosk, orderId);
  await kiosk.step();
});
afterEach(() => kiosk.core.close());
afterAll(async () => {
  await proxy.close();
  await world.close();
});

const rows = () =>
  kiosk.core.deps.read.all<{ central: string; at: number }>(
    sql`SELECT central, confirmed_at AS at FROM sync_file ORDER BY file_id`,
  );
const centralOf = () => rows().map(({ central }) => central);
const turn = (ms: number): void =>
  kiosk.core.deps.transact(
    (tx) => void tx.db.run(sql`UPDATE sync_file SET confirmed_at = confirmed_at - ${ms}`),
  );

/** What one step finds lost goes out with the next. */
const askedAndSent = async (): Promise<void> => {
  await kiosk.step();
  await kiosk.step();
};

/** Takes a photo of the order away from central's store, as its sweep finds it. */
const lose = async (): Promise<string> => {
  const folder = join(world.objects, orderId);
  const [name = ''] = await readdir(folder);
  await rm(join(folder, name));
  await world.db.transaction({ role: 'api', shops: ['01'] }, (tx) =>
    tx.query(
      `UPDATE file SET state = 'lost', verified_at = NULL WHERE order_id = $1 AND cipher_sha256 = $2`,
      [orderId, name],
    ),
  );
  return join(folder, name);
};

describe('a photo that central lost', () => {
  test('[I4] is sent again by a terminal that has it, a day after central said it was there', async () => {
    const path = await lose();
    await kiosk.step();
    expect(centralOf()).toEqual(['verified', 'verified', 'verified']);
    turn(DAY + 60_000);
    await askedAndSent();
    expect(centralOf()).toEqual(['verified', 'verified', 'verified']);
    expect((await readFile(path)).length).toBeGreaterThan(200_000);
    expect(rows().every(({ at }) => at > Date.now() - 60_000)).toBe(true);
  });

  test('[I12] is asked for once a day, and what is there is not sent again', async () => {
    turn(DAY + 60_000);
    const before = proxy.stats.bytesUp;
    await kiosk.step();
    const asked = proxy.stats.bytesUp;
    expect(asked).toBeGreaterThan(before);
    expect(asked - before).toBeLessThan(3000);
    await kiosk.step();
    expect(proxy.stats.bytesUp).toBe(asked);
  });

  test('[I15] also where the clock was ahead when central said it was there', async () => {
    const path = await lose();
    turn(-400 * DAY);
    await askedAndSent();
    expect((await readFile(path)).length).toBeGreaterThan(200_000);
    expect(rows().every(({ at }) => at <= Date.now())).toBe(true);
  });

  test('[I10] one order that central refuses keeps no other from being asked about', async () => {
    const buried = orderId;
    orderId = OrderId.parse(await world.newOrder());
    await placeForTest(kiosk.core, { photos: 1, orderId }, randomBytes(100_000));
    knownToCentral(kiosk, orderId);
    await kiosk.step();
    await world.bury(buried);
    const path = await lose();
    turn(DAY + 60_000);
    await askedAndSent();
    expect((await readFile(path)).length).toBeGreaterThan(100_000);
  });
});
