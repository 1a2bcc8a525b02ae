import { link, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callsOf, codeOf, createFilesWorld, type FilesWorld } from './filesWorld.ts';

const KEY = 'ab'.repeat(32);
let world: FilesWorld;
let counter: ReturnType<typeof callsOf>;
beforeAll(async () => {
  world = await createFilesWorld();
  counter = callsOf(world.url, await world.enrol());
});
afterAll(() => world.close());

const put = (orderId: string, key = KEY, calls = counter) =>
  calls.call(`/v1/orders/${orderId}/key`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });
const get = (orderId: string, calls = counter) => calls.call(`/v1/orders/${orderId}/key`);

describe('keys of orders at central', () => {
  test('a kiosk gives one, the same again is fine, another is refused; a counter gets it, a kiosk does not', async () => {
    const kiosk = callsOf(world.url, await world.enrol('kiosk'));
    const orderId = await world.newOrder();
    expect(await codeOf(await get(orderId))).toBe('not_found');
    expect([(await put(orderId, KEY, kiosk)).status, (await put(orderId, KEY, kiosk)).status]).toEqual([
      204, 204,
    ]);
    expect((await put(orderId, 'cd'.repeat(32))).status).toBe(400);
    expect(await (await get(orderId)).json()).toEqual({ key: KEY });
    expect(await codeOf(await get(orderId, kiosk))).toBe('role');
  });

  test('I14 an order of another store looks like none', async () => {
    const other = callsOf(world.url, await world.enrol('counter', '02'));
    const orderId = await world.newOrder();
    await put(orderId);
    expect([(await get(orderId, other)).status, (await put(orderId, KEY, other)).status]).toEqual([404, 404]);
  });

  test('I7 of an erased order none is given or taken, and a destroyed one is nowhere', async () => {
    const orderId = await world.newOrder();
    await put(orderId);
    await world.bury(orderId);
    await world.central.central.orderKeys.destroy([{ shopId: '01', orderId }]);
    expect([await codeOf(await get(orderId)), await codeOf(await put(orderId))]).toEqual([
      'erased',
      'erased',
    ]);
    const folder = join(world.central.folder, 'order-keys', '01');
    for (const name of await readdir(folder)) {
      expect(name.startsWith(orderId) && (await readFile(join(folder, name))).length > 0).toBe(false);
    }
  });

  test('[E10, I7] what a crash left of writing one goes with it, and those of others stay', async () => {
    const [orderId, other] = [await world.newOrder(), await world.newOrder()];
    await put(orderId);
    await put(other);
    const folder = join(world.central.folder, 'order-keys', '01');
    const bytes = Buffer.from(KEY, 'hex');
    const left = [`${orderId}.0a1b2c3d.part`, `${orderId}.4e5f6a7b.part`];
    for (const name of [...left, `${other}.0a1b2c3d.part`]) await writeFile(join(folder, name), bytes);
    // A second name of the same bytes shows that they were overwritten, and not only their name removed.
    await link(join(folder, `${orderId}.0a1b2c3d.part`), join(world.central.folder, 'second-name'));
    await world.central.central.orderKeys.destroy([{ shopId: '01', orderId }]);
    const names = await readdir(folder);
    expect(names.filter((name) => name.startsWith(orderId))).toEqual([]);
    expect(names.filter((name) => name.startsWith(other))).toHaveLength(2);
    expect(await readFile(join(world.central.folder, 'second-name'))).not.toEqual(bytes);
  });
});
