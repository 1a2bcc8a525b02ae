import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { OrderId } from '../../../shared/domain/ids.ts';
import { placeForTest } from '../../integration/harness/orders.ts';
import { callsOf, codeOf, createFilesWorld, type FilesWorld, makeFile } from '../files/filesWorld.ts';
import { createTerminal, knownToCentral, takenOver } from '../files/terminal.ts';
import { type FakeS3, startFakeS3 } from './fakeS3.ts';

let fake: FakeS3;
let world: FilesWorld;
let counter: ReturnType<typeof callsOf>;
let token: string;
const ends: (() => unknown)[] = [];
beforeAll(async () => {
  fake = await startFakeS3();
  world = await createFilesWorld(fake.place);
  token = await world.enrol();
  counter = callsOf(world.url, token);
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  fake.heal();
  // A store that failed is left alone for a while.
  world.central.clock.now += 60_000;
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

const planned = async (size = 300_000) => {
  const orderId = await world.newOrder();
  const file = makeFile(size);
  await counter.plan(orderId, [file]);
  return { orderId, file, key: `photos/01/${orderId}/${file.cipherSha256}` };
};
const stored = async () => {
  const made = await planned();
  expect((await counter.create(made.orderId, made.file, made.file.bytes)).status).toBe(201);
  return made;
};
const stateOf = async ({ orderId, file }: Awaited<ReturnType<typeof planned>>) =>
  (await counter.states(await counter.plan(orderId, [file])))[0];
const erased = (orderId: string) => world.central.central.afterErasure.run([{ shopId: '01', orderId }]);
const nothing = new Uint8Array();

describe('central that keeps photos in an S3 store', () => {
  test('[I4, SYN-3] what a kiosk took lies there sealed as it was, and comes to a counter byte for byte', async () => {
    const terminal = async (role: 'kiosk' | 'counter') => {
      const made = await createTerminal(world.url, role, await world.enrol(role));
      ends.push(() => made.core.close());
      return made;
    };
    const [kiosk, taker] = [await terminal('kiosk'), await terminal('counter')];
    const orderId = OrderId.parse(await world.newOrder());
    const order = await placeForTest(kiosk.core, { photos: 2, orderId }, randomBytes(900_000));
    knownToCentral(kiosk, order.orderId);
    takenOver(kiosk.core, taker, order.orderId);
    await kiosk.step();
    await taker.step();
    expect(taker.at.here).toEqual([order.orderId]);
    const lying = [...fake.objects].filter(([key]) => key.startsWith(`photos/01/${orderId}/`));
    expect(lying).toHaveLength(2);
    for (const fileId of order.fileIds) {
      const identity = { orderId: order.orderId, fileId };
      const sealed = await readFile(kiosk.core.deps.files.pathOf(identity));
      expect((await readFile(taker.core.deps.files.pathOf(identity))).equals(sealed)).toBe(true);
      expect(lying.some(([, versions]) => versions.at(-1)?.bytes.equals(sealed))).toBe(true);
    }
  });

  test('[I1, I10, I12, F18] a store that is away holds new uploads back; what came is kept, and stored without being sent again', async () => {
    const [whole, next] = [await planned(), await planned()];
    await counter.create(whole.orderId, whole.file);
    fake.faults().before = () => 500;
    const { orderId, file } = whole;
    const sent = await counter.patch(orderId, file, 0, file.bytes);
    expect([sent.status, sent.headers.get('retry-after'), await codeOf(sent)]).toEqual([
      503,
      '15',
      'unavailable',
    ]);
    expect(await stateOf(whole)).toBe('receiving');
    expect((await counter.head(orderId, file)).headers.get('upload-offset')).toBe(String(file.size));
    expect((await counter.create(next.orderId, next.file)).status).toBe(503);
    expect(await world.spoolNames(next.orderId)).toEqual([]);
    fake.heal();
    world.central.clock.now += 15_000;
    expect((await counter.patch(orderId, file, file.size, nothing)).status).toBe(204);
    expect(await stateOf(whole)).toBe('verified');
    expect(await world.spoolNames(orderId)).toEqual([]);
    expect(fake.newest(whole.key)?.bytes.equals(file.bytes)).toBe(true);
    expect((await counter.create(next.orderId, next.file)).status).toBe(201);
  });

  test('[I4] a file that the store acknowledged and did not keep is never verified', async () => {
    const lied = await planned();
    fake.faults().keep = () => null;
    expect((await counter.create(lied.orderId, lied.file, lied.file.bytes)).status).toBe(503);
    expect(await stateOf(lied)).toBe('receiving');
  });

  test('[I4, I10] while it is away a fetch is answered so, and the file is not lost; one that vanished is', async () => {
    const one = await stored();
    fake.faults().before = () => 'cut';
    const away = await counter.download(one.orderId, one.file);
    expect([away.status, await codeOf(away)]).toEqual([503, 'unavailable']);
    expect(await stateOf(one)).toBe('verified');
    fake.heal();
    const part = await counter.download(one.orderId, one.file, 'bytes=1000-1999');
    expect(Buffer.from(await part.arrayBuffer()).equals(one.file.bytes.subarray(1000, 2000))).toBe(true);
    fake.remove(one.key, null);
    expect((await counter.download(one.orderId, one.file)).status).toBe(404);
    expect(await stateOf(one)).toBe('wanted');
  });

  test('[I10] page and metrics say since when it does not answer, and how many files are in which state', async () => {
    await stored();
    const get = async (path: string) => (await fetch(world.url + path)).text();
    expect(await get('/operator')).toContain('photo store answers');
    fake.faults().before = () => 500;
    const late = await planned();
    await counter.create(late.orderId, late.file, late.file.bytes);
    world.central.clock.now += 240_000;
    expect(await get('/operator')).toContain('photo store has not answered for 4 min');
    const metrics = await get('/metrics');
    expect(metrics).toMatch(/lete_file_store_away_seconds 24\d/);
    expect(metrics).toMatch(/lete_files\{state="verified"\} [1-9]/);
    expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
  });
});

describe('erasure over an S3 store', () => {
  test('[I7] objects, versions on their way and rows of the order go, and nothing of others', async () => {
    const [gone, stays] = [await stored(), await stored()];
    fake.begin(gone.key);
    await world.bury(gone.orderId);
    await erased(gone.orderId);
    await erased(gone.orderId);
    expect([fake.newest(gone.key), fake.unfinished.size]).toEqual([undefined, 0]);
    expect((await counter.download(stays.orderId, stays.file)).status).toBe(200);
  });

  test('[I7, F14] what the store does not do is not done: it is tried again, also of what no listing names', async () => {
    const gone = await stored();
    await world.bury(gone.orderId);
    fake.faults().deaf = true;
    await erased(gone.orderId);
    expect(await world.central.central.afterErasure.retry()).toBe(1);
    expect(fake.newest(gone.key)).toBeDefined();
    fake.heal();
    fake.faults().hidden.add(gone.key);
    expect(await world.central.central.afterErasure.retry()).toBe(0);
    expect(fake.newest(gone.key)).toBeUndefined();
  });

  test('[I7, I10] an order that the store does not let go of holds no other back', async () => {
    const [stuck, next] = [await stored(), await stored()];
    for (const { orderId } of [stuck, next]) await world.bury(orderId);
    fake.faults().ghosts.add(stuck.key);
    await world.central.central.afterErasure.run(
      [stuck, next].map(({ orderId }) => ({ shopId: '01', orderId })),
    );
    expect(fake.newest(next.key)).toBeUndefined();
    fake.heal();
    expect(await world.central.central.afterErasure.retry()).toBe(0);
  });

  test('[I7] a file that ends after its order was buried is taken away again', async () => {
    const late = await planned();
    await counter.create(late.orderId, late.file);
    // The request is let in before the tombstone comes.
    fake.faults().before = async (asked) => {
      if (asked === 'PUT object') await world.bury(late.orderId);
      return null;
    };
    const sent = await counter.patch(late.orderId, late.file, 0, late.file.bytes);
    expect([sent.status, await codeOf(sent)]).toEqual([410, 'erased']);
    expect(fake.newest(late.key)).toBeUndefined();
    expect(await world.spoolNames(late.orderId)).toEqual([]);
  });
});

describe('central is killed while it stores a file', () => {
  const running = new Set<ChildProcess>();
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
  });
  /** The same central once more, in a process of its own. */
  const start = async (): Promise<{ readonly url: string; readonly child: ChildProcess }> => {
    const { folder, clock } = world.central;
    const script = join(import.meta.dirname, '../files/serverProcess.ts');
    const args = [script, world.db.url, folder, String(clock.now), JSON.stringify(fake.place)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    running.add(child);
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    return { url: `http://127.0.0.1:${port.toString().trim()}`, child };
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  test.each([
    ['before the store has it', 'before'],
    ['after the store has it, and before that is noted', 'after'],
  ] as const)('[I1, I2, I12] %s: it is stored once, and nothing is sent again', async (_when, when) => {
    const whole = await planned(2_000_000);
    const { orderId, file } = whole;
    let server = await start();
    await callsOf(server.url, token).create(orderId, file);
    const reached = new Promise<void>((resolve) => {
      const held = when === 'before' ? 'PUT object' : 'HEAD object';
      let heads = 0;
      fake.faults().before = (asked) => {
        // The first question is whether the file lies there already.
        if (asked !== held || (asked === 'HEAD object' && heads++ === 0)) return null;
        resolve();
        return 'silence';
      };
    });
    const broken = callsOf(server.url, token)
      .patch(orderId, file, 0, file.bytes)
      .catch(() => null);
    await reached;
    await kill(server.child);
    await broken;
    expect(fake.newest(whole.key) !== undefined).toBe(when === 'after');
    fake.heal();
    server = await start();
    const again = callsOf(server.url, token);
    expect((await again.head(orderId, file)).headers.get('upload-offset')).toBe(String(file.size));
    expect((await again.patch(orderId, file, file.size, nothing)).status).toBe(204);
    await kill(server.child);
    expect(await stateOf(whole)).toBe('verified');
    expect([...fake.objects.keys()].filter((key) => key.includes(orderId))).toEqual([whole.key]);
  });
});
