import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { noteMeasured } from '../../../electron/core/features/sync/files/files.store.ts';
import { measureSealed } from '../../../electron/core/features/sync/files/sealedFile.ts';
import { OrderId } from '../../../shared/domain/ids.ts';
import { placeForTest } from '../../integration/harness/orders.ts';
import { startFaultProxy } from '../tools/faultProxy.ts';
import { createFilesWorld, type FilesWorld } from './filesWorld.ts';
import { createTerminal, knownToCentral, takenOver, type Terminal } from './terminal.ts';

let world: FilesWorld;
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  world = await createFilesWorld();
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(() => world.close());

const terminal = async (role: 'kiosk' | 'counter', url = world.url): Promise<Terminal> => {
  const made = await createTerminal(url, role, await world.enrol(role));
  ends.push(() => made.core.close());
  return made;
};

/** An order that central knows, with its originals on the terminal's disk. */
const placed = async (at: Terminal, photos = 2, bytes = 300_000) => {
  const orderId = OrderId.parse(await world.newOrder());
  const order = await placeForTest(at.core, { photos, orderId }, randomBytes(bytes));
  knownToCentral(at, order.orderId);
  return order;
};

const centralOf = ({ core }: Terminal) =>
  core.deps.read.all<{ central: string }>(sql`SELECT central FROM sync_file`).map(({ central }) => central);

describe('photo files between a kiosk, central and a counter', () => {
  test('I4 SYN-3 what the kiosk took is at the counter, byte for byte as it was sealed, and opens there', async () => {
    const kiosk = await terminal('kiosk');
    const counter = await terminal('counter');
    const original = randomBytes(2_500_000);
    const orderId = OrderId.parse(await world.newOrder());
    const order = await placeForTest(kiosk.core, { photos: 3, orderId }, original);
    knownToCentral(kiosk, order.orderId);
    takenOver(kiosk.core, counter, order.orderId);
    expect(kiosk.sync.left()).toEqual({ files: 3, bytes: 7_500_000 });
    await kiosk.step();
    expect(centralOf(kiosk)).toEqual(['verified', 'verified', 'verified']);
    expect(kiosk.sync.left()).toEqual({ files: 0, bytes: 0 });
    await counter.step();
    expect(counter.at.here).toEqual([order.orderId]);
    const key = await counter.core.deps.fileKeys.get(order.orderId);
    for (const fileId of order.fileIds) {
      const identity = { orderId: order.orderId, fileId };
      const [sent, fetched] = await Promise.all([
        readFile(kiosk.core.deps.files.pathOf(identity)),
        readFile(counter.core.deps.files.pathOf(identity)),
      ]);
      expect(fetched.equals(sent)).toBe(true);
      expect((await counter.core.deps.files.read(identity, key ?? new Uint8Array())).equals(original)).toBe(
        true,
      );
    }
  });

  test('an order that central does not know yet keeps its files here', async () => {
    const kiosk = await terminal('kiosk');
    await placeForTest(kiosk.core, { photos: 2 });
    await kiosk.step();
    expect(centralOf(kiosk)).toEqual([]);
    expect(kiosk.sync.left().files).toBe(0);
  });

  test('I12 a verified file is never sent again, also by a terminal that forgot that it was', async () => {
    const proxy = await startFaultProxy(world.port);
    ends.push(proxy.close);
    const kiosk = await terminal('kiosk', proxy.url);
    await placed(kiosk, 2, 1_000_000);
    await kiosk.step();
    const sent = proxy.stats.bytesUp;
    expect(sent).toBeGreaterThan(2_000_000);
    kiosk.core.deps.transact((tx) => void tx.db.run(sql`UPDATE sync_file SET central = 'none'`));
    await kiosk.step();
    expect(proxy.stats.bytesUp - sent).toBeLessThan(5000);
    expect(centralOf(kiosk)).toEqual(['verified', 'verified']);
  });

  test('SYN-3 nothing is sent while a customer copies, and it goes on afterwards', async () => {
    const kiosk = await terminal('kiosk');
    await placed(kiosk, 2);
    kiosk.at.visit = true;
    await kiosk.step();
    expect(centralOf(kiosk)).toEqual([]);
    kiosk.at.visit = false;
    await kiosk.step();
    expect(centralOf(kiosk)).toEqual(['verified', 'verified']);
  });

  test('a customer who begins in mid-upload stops it', async () => {
    const kiosk = await terminal('kiosk');
    await placed(kiosk, 1, 4_000_000);
    kiosk.at.limit = 8;
    const stepping = kiosk.step();
    setTimeout(() => {
      kiosk.at.visit = true;
    }, 1000);
    await stepping;
    expect(centralOf(kiosk)).toEqual(['none']);
    kiosk.at.visit = false;
    kiosk.at.limit = null;
    await kiosk.step();
    expect(centralOf(kiosk)).toEqual(['verified']);
  });

  test('the limit holds for all uploads together', async () => {
    const kiosk = await terminal('kiosk');
    await placed(kiosk, 2, 1_000_000);
    kiosk.at.limit = 8;
    const began = Date.now();
    await kiosk.step();
    expect(Date.now() - began).toBeGreaterThan(1500);
    expect(centralOf(kiosk)).toEqual(['verified', 'verified']);
  });

  test('I4 I10 a file that went bad on this disk is damaged and said so; the others are sent', async () => {
    const kiosk = await terminal('kiosk');
    const order = await placed(kiosk, 3);
    const path = kiosk.core.deps.files.pathOf({ orderId: order.orderId, fileId: order.fileIds[1] ?? '' });
    // Measured while it was sound, then it goes bad.
    const measured = await measureSealed(path, new AbortController().signal);
    kiosk.core.deps.transact((tx) => noteMeasured(tx.db, order.orderId, order.fileIds[1] ?? '', measured));
    const bytes = await readFile(path);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await kiosk.step();
    const rows = kiosk.core.deps.read.all(sql`SELECT file_id AS fileId, central, damaged_at > 0 AS damaged
      FROM sync_file ORDER BY damaged`);
    expect(rows).toHaveLength(3);
    expect(rows.at(-1)).toEqual({ fileId: order.fileIds[1], central: 'none', damaged: 1 });
    expect(kiosk.core.events.some(({ name }) => name === 'sync-changed')).toBe(true);
    expect(kiosk.sync.left().files).toBe(0);
  });

  test('I7 nothing arrives of an order that was erased meanwhile; the next order goes on', async () => {
    const kiosk = await terminal('kiosk');
    const gone = await placed(kiosk, 1, 4_000_000);
    await world.bury(gone.orderId);
    const next = await placed(kiosk, 1);
    await kiosk.step();
    expect(await world.spoolNames(gone.orderId)).toEqual([]);
    expect(kiosk.sync.left().files).toBe(1);
    expect(
      kiosk.core.deps.read.get(sql`SELECT central FROM sync_file WHERE order_id = ${next.orderId}`),
    ).toEqual({ central: 'verified' });
  });

  test('I4 I12 a counter fetches over a line that is cut all the time, going on where it was', async () => {
    const kiosk = await terminal('kiosk');
    const proxy = await startFaultProxy(world.port, 3);
    ends.push(proxy.close);
    const counter = await terminal('counter', proxy.url);
    const order = await placed(kiosk, 1, 6_000_000);
    await kiosk.step();
    takenOver(kiosk.core, counter, order.orderId);
    proxy.faults.bandwidth = 20_000_000;
    proxy.faults.cutDown = (random) => 1_000_000 + Math.floor(random() * 1_000_000);
    await counter.step();
    expect(proxy.stats.cuts).toBeGreaterThan(2);
    expect(proxy.stats.bytesDown).toBeLessThan(6_100_000 + proxy.stats.cuts * 1_048_576);
    const identity = { orderId: order.orderId, fileId: order.fileIds[0] ?? '' };
    const sealed = await readFile(counter.core.deps.files.pathOf(identity));
    expect(sealed.equals(await readFile(kiosk.core.deps.files.pathOf(identity)))).toBe(true);
  });

  test('I1 I9 files that came whole before a crash and were not noted are found at the next look', async () => {
    const kiosk = await terminal('kiosk');
    const counter = await terminal('counter');
    const order = await placed(kiosk);
    takenOver(kiosk.core, counter, order.orderId);
    await kiosk.step();
    // As it comes from another terminal, and as a crash after the last rename leaves it.
    const { transact, read } = counter.core.deps;
    transact((tx) => void tx.db.run(sql`UPDATE order_photo SET here = 0`));
    await counter.step();
    transact((tx) => void tx.db.run(sql`DELETE FROM sync_file`));
    counter.at.here.splice(0);
    await counter.step();
    expect(counter.at.here).toEqual([order.orderId]);
    expect(read.all(sql`SELECT local, central FROM sync_file`)).toEqual([
      { local: 'durable', central: 'none' },
      { local: 'durable', central: 'none' },
    ]);
  });

  test('a counter waits for files that the kiosk has not sent yet, and fetches the others', async () => {
    const kiosk = await terminal('kiosk');
    const counter = await terminal('counter');
    const waiting = await placed(kiosk, 1);
    takenOver(kiosk.core, counter, waiting.orderId);
    await counter.step();
    expect(counter.at.here).toEqual([]);
    await kiosk.step();
    await counter.step();
    expect(counter.at.here).toEqual([waiting.orderId]);
  });
});
