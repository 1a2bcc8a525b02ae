import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dropOldPhotos } from '../../../central/retention/oldPhotos.ts';
import { callsOf, createFilesWorld, type FilesWorld, makeFile } from './filesWorld.ts';

const DAY = 86_400_000;

let world: FilesWorld;
beforeAll(async () => {
  world = await createFilesWorld();
});
afterAll(() => world.close());

/** An order with a stored photo and its key, of which the document says so much. */
const order = async (said: object, restricted = false) => {
  const counter = callsOf(world.url, await world.enrol());
  const orderId = await world.newOrder();
  const file = makeFile(5000);
  await counter.plan(orderId, [file]);
  await counter.create(orderId, file, file.bytes);
  const { central } = world.central;
  await central.orderKeys.keep('01', orderId, Buffer.alloc(32, 1));
  const ref = orderId.toLowerCase().padEnd(32, '0');
  await world.db.transaction({ role: 'api', shops: ['01'] }, async (sql) => {
    await sql.query(`UPDATE orders SET document = $1, subject_ref = $2 WHERE order_id = $3`, [
      JSON.stringify(said),
      ref,
      orderId,
    ]);
    await sql.query(
      `INSERT INTO subject (shop_id, subject_ref, version, document) VALUES ('01', $1, 1, $2)`,
      [ref, JSON.stringify({ restrictedAt: restricted ? 1 : null })],
    );
  });
  return {
    isThere: async (): Promise<boolean> => {
      const stored = existsSync(join(world.objects, orderId, file.cipherSha256));
      const key = (await central.orderKeys.find('01', orderId)) !== null;
      const isLoaded = (await counter.download(orderId, file)).status === 200;
      expect([key, isLoaded]).toEqual([stored, stored]);
      return stored;
    },
    lift: () =>
      world.db.transaction({ role: 'api', shops: ['01'] }, (sql) =>
        sql.query(`UPDATE subject SET document = '{"restrictedAt":null}' WHERE subject_ref = $1`, [ref]),
      ),
  };
};

describe('photos that have served', () => {
  test('[P27, PRV-3] go from central with their keys 30 days after the order ended, or 90 after one that nobody ended', async () => {
    const { now } = world.central.clock;
    const ended = await order({ placedAt: now - 40 * DAY, closedAt: now - 31 * DAY });
    const endedLately = await order({ placedAt: now - 200 * DAY, closedAt: now - 29 * DAY });
    const forgotten = await order({ placedAt: now - 91 * DAY, closedAt: null });
    const open = await order({ placedAt: now - 89 * DAY, closedAt: null });
    await dropOldPhotos(world.central.central);
    expect([await ended.isThere(), await forgotten.isThere()]).toEqual([false, false]);
    expect([await endedLately.isThere(), await open.isThere()]).toEqual([true, true]);
    world.central.clock.now += 2 * DAY;
    await dropOldPhotos(world.central.central);
    expect([await endedLately.isThere(), await open.isThere()]).toEqual([false, false]);
  });

  test('[P33, R6] of a restricted person stay until the restriction is lifted', async () => {
    const { now } = world.central.clock;
    const held = await order({ placedAt: now - 400 * DAY, closedAt: now - 300 * DAY }, true);
    await dropOldPhotos(world.central.central);
    expect(await held.isThere()).toBe(true);
    await held.lift();
    await dropOldPhotos(world.central.central);
    expect(await held.isThere()).toBe(false);
  });

  test('[P27] go also where another order says what jsonb cannot hold', async () => {
    const { now } = world.central.clock;
    const odd = 'Annas\u0000 mape \ud83d, "C:\\u0000", C:\\';
    const openOdd = await order({ placedAt: now, closedAt: null, note: odd });
    const endedOdd = await order({ note: odd, placedAt: now - 40 * DAY, closedAt: now - 31 * DAY });
    const ended = await order({ placedAt: now - 40 * DAY, closedAt: now - 31 * DAY });
    await dropOldPhotos(world.central.central);
    expect(await Promise.all([openOdd, endedOdd, ended].map(({ isThere }) => isThere()))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
