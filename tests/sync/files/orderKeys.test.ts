import { readdir, readFile } from 'node:fs/promises';
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
    await world.central.central.orderKeys.destroy('01', orderId);
    expect([await codeOf(await get(orderId)), await codeOf(await put(orderId))]).toEqual([
      'erased',
      'erased',
    ]);
    const folder = join(world.central.folder, 'order-keys', '01');
    for (const name of await readdir(folder)) {
      expect(name.startsWith(orderId) && (await readFile(join(folder, name))).length > 0).toBe(false);
    }
  });
});
