import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { placeForTest, type PlacedForTest } from '../../integration/harness/orders.ts';
import { freePort } from '../tools/freePort.ts';
import { erasing, levelQueue } from '../tools/queue.ts';
import { enrolTerminal } from '../tools/terminal.ts';
import { cut, openStore, relaysAt, soon, statusAt, type Store, type StoreTerminal } from './store.ts';

const MIB = 1_048_576;
const DAY = 86_400_000;

let store: Store;
let counter: StoreTerminal;
let kiosk: StoreTerminal;
beforeEach(async () => {
  store = await openStore();
  counter = await store.join('counter');
  kiosk = await store.join('kiosk');
  await store.serve(counter);
});
afterEach(() => store.end());

const twice = <T>(one: T): readonly T[] => [one, one];

const markOf = ({ core }: StoreTerminal, { orderId }: PlacedForTest) =>
  core.deps.read.all<{ local: string; central: string; hub: number }>(
    sql`SELECT local, central, hub FROM sync_file WHERE order_id = ${orderId}`,
  );

/** Whether each original opens at a terminal and is what it was, byte for byte. */
const opensAt = async (
  { core: { deps } }: StoreTerminal,
  { orderId, fileIds }: PlacedForTest,
  original: Buffer,
): Promise<boolean> => {
  const key = (await deps.fileKeys.get(orderId)) ?? new Uint8Array(32);
  const opened = fileIds.map((fileId) => deps.files.read({ orderId, fileId }, key).catch(() => null));
  return (await Promise.all(opened)).every((bytes) => bytes?.equals(original) === true);
};

const sealedAt = ({ core }: StoreTerminal, { orderId, fileIds }: PlacedForTest): readonly Buffer[] =>
  fileIds.map((fileId) => readFileSync(core.deps.files.pathOf({ orderId, fileId })));

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Files of a terminal that hold these bytes or the order's key, or are named by this order. */
const holding = ({ core }: StoreTerminal, orderId: string, parts: readonly Buffer[]): readonly string[] =>
  filesBelow(core.folder).filter((path) => {
    const bytes = readFileSync(path);
    // The slot of a key says in clear whose it is.
    const ids = path.endsWith('files.keys') ? [Buffer.from(orderId)] : [];
    return path.includes(orderId) || [...parts, ...ids].some((part) => bytes.includes(part));
  });

const spooled = ({ core }: StoreTerminal): number => {
  const folder = join(core.folder, 'uploads');
  try {
    const data = readdirSync(folder).filter((name) => name.endsWith('.data'));
    return data.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  } catch {
    return 0;
  }
};

const centralFiles = () =>
  store.central.db.transaction({ role: 'owner' }, (db) =>
    db.query<{ state: string }>('SELECT state FROM file'),
  );

describe('photos over a store’s hub, with the line to central cut', () => {
  it('[SYN-3, OFF-1, I2, I4] a kiosk’s order is produced from them at the counter, byte for byte; central has them once it is back', async () => {
    const other = await store.join('counter');
    await store.serve(counter);
    await cut(counter, kiosk, other);
    const original = randomBytes(2 * MIB + 7);
    const order = await placeForTest(kiosk.core, { photos: 2 }, original);
    const { orderId } = order;
    await soon(() => expect(statusAt(counter, orderId)).toBe('placed'));
    const way = ({ core }: StoreTerminal) =>
      core.deps.read
        .all<{ here: number }>(sql`SELECT here FROM order_photo WHERE order_id = ${orderId}`)
        .map(({ here }) => here);
    for (const at of [counter, other]) await soon(() => expect(way(at)).toEqual([1, 1]));
    for (const at of [counter, other]) {
      expect(Buffer.concat(sealedAt(at, order)).equals(Buffer.concat(sealedAt(kiosk, order)))).toBe(true);
      expect(await opensAt(at, order, original)).toBe(true);
    }
    // What the hub has is a mark: nothing of it counts as central's.
    await soon(() =>
      expect(markOf(kiosk, order)).toEqual(twice({ local: 'durable', central: 'none', hub: 1 })),
    );
    expect(markOf(counter, order)).toEqual(twice({ local: 'durable', central: 'none', hub: 0 }));
    const { version } = await counter.core.get(counter.core.who.staff, 'orders:get', { orderId });
    await counter.core.get(counter.core.who.staff, 'orders:changeStatus', {
      orderId,
      version,
      to: 'in_production',
      reason: null,
    });
    counter.core.clock.pass(UNDO_MS);
    await counter.core.features.production.runDue();
    const jobs = counter.core.deps.read.all(sql`SELECT state FROM output_job WHERE order_id = ${orderId}`);
    expect(jobs).toEqual([{ state: 'handed_over' }]);
    expect(await centralFiles()).toEqual([]);

    for (const { line } of [counter, kiosk, other]) line.setDown(false);
    await soon(() =>
      expect(markOf(kiosk, order).map(({ central }) => central)).toEqual(['verified', 'verified']),
    );
    expect(await centralFiles()).toEqual([{ state: 'verified' }, { state: 'verified' }]);
    const stored = filesBelow(join(store.central.folder, 'files')).map((path) => readFileSync(path));
    const isStored = (sealed: Buffer): boolean => stored.some((bytes) => bytes.equals(sealed));
    expect([stored.length, sealedAt(kiosk, order).every(isStored)]).toEqual([2, true]);
    // Whoever took them brings them; the others ask a day later, and send nothing that is there.
    for (const at of [counter, other]) {
      expect(markOf(at, order).map(({ central }) => central)).toEqual(['none', 'none']);
      at.core.clock.pass(DAY + 1);
      await soon(() =>
        expect(markOf(at, order).map(({ central }) => central)).toEqual(['verified', 'verified']),
      );
    }
    expect(counter.core.features.photos.watch.offsets).toEqual([]);
    expect(await opensAt(counter, order, original)).toBe(true);
  });

  it('[SYN-3, I1] of a kiosk that never comes back go to central from the hub, a day later', async () => {
    await cut(counter, kiosk);
    const order = await placeForTest(kiosk.core, { photos: 2 }, randomBytes(300_000));
    await soon(() =>
      expect(markOf(counter, order).map(({ local }) => local)).toEqual(['durable', 'durable']),
    );
    counter.line.setDown(false);
    await soon(() => expect(relaysAt(counter).every(({ state }) => state === 'acked')).toBe(true));
    counter.core.clock.pass(DAY + 1);
    await soon(() =>
      expect(markOf(counter, order).map(({ central }) => central)).toEqual(['verified', 'verified']),
    );
    expect(await centralFiles()).toEqual([{ state: 'verified' }, { state: 'verified' }]);
  });

  it('[SYN-3, F16, I4, I12] a hub that ends in mid-upload goes on at the byte where it was, with another life of its core', async () => {
    await store.serve(counter, await freePort());
    await cut(counter, kiosk);
    const { watch } = kiosk.core.features.photos;
    const gate = Promise.withResolvers<void>();
    Object.assign(watch, { holdAfter: 3 * MIB, opened: gate.promise });
    const original = randomBytes(6 * MIB);
    const order = await placeForTest(kiosk.core, { photos: 1 }, original);
    await soon(() => expect(spooled(counter)).toBeGreaterThan(MIB));
    await counter.core.features.sync.stop();
    const had = spooled(counter);
    expect(had).toBeGreaterThan(MIB);
    expect(had).toBeLessThan(original.length);
    await counter.restart();
    gate.resolve();
    await soon(async () => expect(await opensAt(counter, order, original)).toBe(true));
    const { offsets } = watch;
    expect(offsets[0]).toBe(0);
    // Nothing that was here is sent again.
    expect(offsets.length).toBeGreaterThan(1);
    for (const offset of offsets.slice(1)) expect(offset).toBeGreaterThanOrEqual(had);
    expect(spooled(counter)).toBe(0);
  });

  it('[PRV-5, E3, I7, F14] an erasure takes them, whole ones, one on its way and the key, and nobody brings them again', async () => {
    await counter.core.features.erasure.recover();
    await cut(counter, kiosk);
    const order = await placeForTest(kiosk.core, { photos: 2 }, randomBytes(300_000));
    await soon(() =>
      expect(markOf(counter, order).map(({ local }) => local)).toEqual(['durable', 'durable']),
    );
    const gate = Promise.withResolvers<void>();
    Object.assign(kiosk.core.features.photos.watch, { holdAfter: MIB, opened: gate.promise });
    const second = await placeForTest(kiosk.core, { photos: 1 }, randomBytes(3 * MIB));
    await soon(() => expect(spooled(counter)).toBeGreaterThan(100_000));
    const orders = [order, second];
    const parts = orders.flatMap((one) => sealedAt(kiosk, one)).map((bytes) => bytes.subarray(1000, 1064));
    const found = () => orders.flatMap(({ orderId }) => holding(counter, orderId, parts));
    expect(found().map((path) => path.slice(counter.core.folder.length + 1).split('/')[0])).toEqual(
      expect.arrayContaining(['files', 'uploads', 'keys']),
    );
    expect(counter.core.deps.fileKeys.orders()).toContain(order.orderId);
    const { subject } = kiosk.core.deps.read.get<{ subject: string }>(
      sql`SELECT m.subject_ref AS subject FROM subject_map m JOIN orders o ON o.person_id = m.person_id
        WHERE o.order_id = ${order.orderId}`,
    ) ?? { subject: '' };
    const manager = await levelQueue(await enrolTerminal(store.central, '01', 'counter'));
    await manager.send(
      erasing(
        orders.map(({ orderId }) => orderId),
        [subject],
      ),
    );
    counter.line.setDown(false);
    await soon(() => {
      const row = counter.core.deps.read.get(sql`SELECT 1 FROM sync_erasure`);
      if (row === undefined) throw new Error('not heard of');
    });
    await soon(async () => {
      await counter.core.features.erasure.runDue();
      expect(found()).toEqual([]);
    });
    // What stood half way goes on and is refused.
    gate.resolve();
    for (const { orderId } of orders) expect(counter.core.deps.fileKeys.orders()).not.toContain(orderId);
  });

  it('[SYN-3, I1, I10] a hub without room takes none, kindly, and central gets all once it is back', async () => {
    counter.core.features.photos.disk.free = 4 * 1024 ** 3;
    await cut(counter, kiosk);
    const original = randomBytes(300_000);
    const order = await placeForTest(kiosk.core, { photos: 2 }, original);
    await soon(() => expect(statusAt(counter, order.orderId)).toBe('placed'));
    await soon(() => expect(markOf(counter, order).map(({ local }) => local)).toEqual(['staged', 'staged']));
    expect(spooled(counter)).toBe(0);
    kiosk.line.setDown(false);
    await soon(() =>
      expect(markOf(kiosk, order).map(({ central }) => central)).toEqual(['verified', 'verified']),
    );
    expect(markOf(kiosk, order).map(({ hub }) => hub)).toEqual([0, 0]);
    counter.line.setDown(false);
    await soon(async () => expect(await opensAt(counter, order, original)).toBe(true));
  });
});
