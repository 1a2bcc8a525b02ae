import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAfterErasure } from '../../../central/erasure/afterErasure.ts';
import { looksPerHour, startSweep } from '../../../central/files/sweep/startSweep.ts';
import { createSweep } from '../../../central/files/sweep/sweep.ts';
import type { LogEvent, LogFields } from '../../../central/http/log.ts';
import { type FakeFaults, type FakeS3, startFakeS3 } from '../s3/fakeS3.ts';
import { startCentral } from '../tools/central.ts';
import { callsOf, createFilesWorld, type FilesWorld, makeFile, type TestFile } from './filesWorld.ts';

const DAY = 86_400_000;

/** A store that is hurt from outside: by key, as whoever looks after it might. */
interface Hurt {
  readonly remove: (key: string) => Promise<void>;
  readonly change: (key: string, bytes: Buffer) => Promise<void>;
  /** As if another disk, or another bucket, were in its place. */
  readonly empty: () => Promise<void>;
  readonly refill: () => Promise<void>;
}

const folderHurt = (world: FilesWorld): Hurt => {
  const root = join(dirname(world.spool), '..', 'files');
  return {
    remove: (key) => rm(join(root, key)),
    change: (key, bytes) => writeFile(join(root, key), bytes),
    empty: () => rename(root, `${root}.aside`),
    refill: async () => {
      await rm(root, { recursive: true, force: true });
      await rename(`${root}.aside`, root);
    },
  };
};

const fakeHurt = (fake: FakeS3): Hurt => {
  const aside = new Map(fake.objects);
  return {
    remove: async (key) => fake.remove(key, null),
    change: async (key, bytes) => void fake.put(key, bytes),
    empty: async () => {
      for (const [key, object] of fake.objects) aside.set(key, object);
      fake.objects.clear();
    },
    refill: async () => {
      for (const [key, object] of aside) fake.objects.set(key, object);
    },
  };
};

const folder = async () => {
  const world = await createFilesWorld();
  return { world, hurt: folderHurt(world), fake: null, close: world.close };
};
const bucket = async () => {
  const fake = await startFakeS3();
  const world = await createFilesWorld(fake.place);
  const close = async (): Promise<void> => {
    await world.close();
    await fake.close();
  };
  return { world, hurt: fakeHurt(fake), fake, close };
};

describe.each([
  ['a folder', folder],
  ['an S3 store', bucket],
] as const)('stored photos in %s are read again', (_name, open) => {
  let at: Awaited<ReturnType<typeof folder>> | Awaited<ReturnType<typeof bucket>>;
  let counter: ReturnType<typeof callsOf>;
  let logged: (readonly [LogEvent, LogFields | undefined])[];
  beforeAll(async () => {
    at = await open();
  });
  beforeEach(async () => {
    logged = [];
    await later(1000);
  });
  afterEach(async () => {
    at.fake?.heal();
    await at.world.db.transaction({ role: 'erase' }, (sql) => sql.query('DELETE FROM file'));
  });
  afterAll(() => at.close());

  /** Turns the clock; tokens do not last for a day. */
  const later = async (ms: number): Promise<void> => {
    at.world.central.clock.now += ms;
    counter = callsOf(at.world.url, await at.world.enrol());
  };
  const central = () => ({
    ...at.world.central.central,
    log: (event: LogEvent, fields?: LogFields) => void logged.push([event, fields]),
  });
  const sweepOf = (againAfterMs = 0) => createSweep(central(), { againAfterMs, bytesPerS: Infinity });
  const { signal } = new AbortController();
  const step = () => sweepOf().step(signal);

  /** Files of one order, stored a second after one another. */
  const stored = async (count: number, size = 40_000) => {
    const orderId = await at.world.newOrder();
    const files: TestFile[] = [];
    for (let n = 0; n < count; n += 1) {
      const file = makeFile(size);
      await counter.plan(orderId, [file]);
      at.world.central.clock.now += 1000;
      expect((await counter.create(orderId, file, file.bytes)).status).toBe(201);
      files.push(file);
    }
    const keyOf = ({ cipherSha256 }: TestFile) => `photos/01/${orderId}/${cipherSha256}`;
    const stateOf = async (file: TestFile) =>
      (await counter.states(await counter.plan(orderId, [file])))[0] ?? 'none';
    return { orderId, files, keyOf, stateOf };
  };
  const one = async (size?: number) => {
    // Another that is whole, and next to be read after it.
    const { files, ...order } = await stored(2, size);
    const [file, other] = files as [TestFile, TestFile];
    return { ...order, file, other, key: order.keyOf(file), state: () => order.stateOf(file) };
  };
  /** Ids of files in the order of their last looks. */
  const turns = async (): Promise<readonly string[]> => {
    const rows = await at.world.db.transaction({ role: 'report' }, (sql) =>
      sql.query<{ id: string }>(
        'SELECT file_id AS id FROM file ORDER BY coalesce(looked_at, verified_at), file_id',
      ),
    );
    return rows.map(({ id }) => id);
  };

  test('[I4] the one whose last look is the oldest comes first, also after a restart', async () => {
    const { files } = await stored(4);
    const [a, b, c, d] = files.map(({ fileId }) => fileId);
    expect(await turns()).toEqual([a, b, c, d]);
    await later(DAY);
    expect([await step(), await step()]).toEqual(['whole', 'whole']);
    const { db, central: first } = at.world;
    const s3 = at.fake === null ? {} : { s3: at.fake.place };
    const second = await startCentral(db, { folder: first.folder, ...s3 });
    second.clock.now = first.clock.now + 1000;
    expect(await createSweep(second.central, { bytesPerS: Infinity }).step(signal)).toBe('whole');
    await second.stop();
    expect((await turns())[0]).toBe(d);
    first.clock.now += 2000;
    expect(await step()).toBe('whole');
    expect((await turns())[0]).toBe(a);
    expect(logged).toEqual([]);
  });

  test('[I4] one byte that changed loses it: it is wanted again, stored again, and whole', async () => {
    const made = await one();
    const { orderId, file, key } = made;
    const bytes = Buffer.from(file.bytes);
    bytes[30_000] = (bytes[30_000] ?? 0) ^ 1;
    await at.hurt.change(key, bytes);
    expect(await step()).toBe('lost');
    expect(logged).toEqual([['file_lost', { ref: file.fileId }]]);
    expect(await made.state()).toBe('wanted');
    expect((await counter.create(orderId, file, file.bytes)).status).toBe(201);
    const back = Buffer.from(await (await counter.download(orderId, file)).arrayBuffer());
    expect(back.equals(file.bytes)).toBe(true);
    at.world.central.clock.now += 1000;
    expect([await step(), await step()]).toEqual(['whole', 'whole']);
  });

  test.each(['missing', 'shorter'] as const)('[I4] one that is %s is lost', async (how) => {
    const { file, key, state } = await one();
    if (how === 'missing') await at.hurt.remove(key);
    else await at.hurt.change(key, file.bytes.subarray(0, 39_999));
    expect(await step()).toBe('lost');
    expect(await state()).toBe('wanted');
  });

  test('[I4] one look is not enough: what is there again at the second is not lost', async () => {
    const { file, key, state } = await one();
    await at.hurt.remove(key);
    const looking = sweepOf(1500).step(signal);
    await sleep(500);
    await at.hurt.change(key, file.bytes);
    expect(await looking).toBe('whole');
    expect(await state()).toBe('verified');
    expect(logged).toEqual([]);
  });

  test('[I4, I10] a store in which nothing is found is not there: nothing is lost, and it is said', async () => {
    const { file, state } = await one();
    await at.hurt.empty();
    expect(await step()).toBe('unread');
    expect(logged).toEqual([['file_unread', { ref: file.fileId, code: 'nothing_there' }]]);
    await at.hurt.refill();
    expect(await state()).toBe('verified');
  });

  test('[I4, I10] one that cannot be judged now holds no other back, and has its turn later', async () => {
    const { file, other, state } = await one();
    await at.hurt.empty();
    await step();
    await at.hurt.refill();
    expect(await turns()).toEqual([other.fileId, file.fileId]);
    await later(2 * DAY);
    expect(await step()).toBe('whole');
    expect(await turns()).toEqual([file.fileId, other.fileId]);
    expect([await step(), await state()]).toEqual(['whole', 'verified']);
  });

  test('[I4, I7] one whose order is erased, or goes by age, is not called lost', async () => {
    const [erased, old] = [await one(), await one()];
    for (const { other } of [erased, old])
      await at.world.db.transaction({ role: 'api', shops: ['01'] }, (sql) =>
        sql.query(`UPDATE file SET looked_at = $1 WHERE file_id = $2`, [
          at.world.central.clock.now + DAY,
          other.fileId,
        ]),
      );
    for (const { key } of [erased, old]) await at.hurt.remove(key);
    await at.world.bury(erased.orderId);
    expect(await step()).toBe('gone');
    const going = createAfterErasure(central().log);
    const look = () => createSweep({ ...central(), afterErasure: going }, { againAfterMs: 0 }).step(signal);
    const outcomes: unknown[] = [];
    going.add(async () => {
      outcomes.push(await look());
      throw new Error('the store does not let go');
    });
    await going.run([{ shopId: '01', orderId: old.orderId }]);
    outcomes.push(await look());
    expect(outcomes).toEqual(['gone', 'gone']);
    expect(logged.map(([event]) => event)).toEqual(['erasure_failed']);
  });

  test('[I4, I10] page and metrics say how old the oldest look is, and what came of looks', async () => {
    const { key } = await one();
    await at.hurt.remove(key);
    await step();
    at.world.central.clock.now += 3 * DAY;
    const get = async (path: string) => (await fetch(at.world.url + path)).text();
    const metrics = await get('/metrics');
    expect(metrics).toMatch(/lete_file_looks_total\{outcome="lost"\} [1-9]/);
    expect(metrics).toMatch(/lete_files\{state="lost"\} 1/);
    expect(metrics).toMatch(/lete_file_oldest_look_seconds 2592\d\d/);
    expect(await get('/operator')).toContain('each read within 3 d');
  });

  test('[I4] reading keeps to its pace, and ends at once where it is told to', async () => {
    const made = await one(400_000);
    const began = performance.now();
    expect(await createSweep(central(), { bytesPerS: 800_000 }).step(signal)).toBe('whole');
    expect(performance.now() - began).toBeGreaterThan(400);
    const ending = new AbortController();
    const slow = createSweep(central(), { bytesPerS: 1000 }).step(ending.signal);
    await sleep(300);
    ending.abort();
    await expect(slow).rejects.toThrow('abort');
    expect([await made.stateOf(made.other), logged]).toEqual(['verified', []]);
  });

  test('[I4] by itself it reads an hour’s files spread over the hour, one at a time, until it is stopped', async () => {
    await stored(2);
    at.world.central.clock.now += DAY;
    const stop = startSweep(central(), { firstAfterMs: 0, hourMs: 400 });
    const looked = () => at.world.central.central.files.looks.whole;
    const before = looked();
    await sleep(1500);
    await stop();
    const after = looked() - before;
    // Of two files one in an hour, and the first at once.
    expect(after).toBeGreaterThanOrEqual(2);
    expect(after).toBeLessThanOrEqual(4);
    await sleep(600);
    expect(looked() - before).toBe(after);
  });
});

describe('an S3 store that is not well', () => {
  let at: Awaited<ReturnType<typeof bucket>>;
  let counter: ReturnType<typeof callsOf>;
  beforeAll(async () => {
    at = await bucket();
    counter = callsOf(at.world.url, await at.world.enrol());
  });
  afterEach(() => at.fake.heal());
  afterAll(() => at.close());

  test.each<readonly [string, Partial<FakeFaults>]>([
    ['answers with errors', { before: () => 500 }],
    ['says that nothing is there, nor a bucket', { before: () => 404 }],
    ['hangs up', { before: () => 'cut' }],
    ['ends in the middle of a file', { cutDown: 1000 }],
  ])('[I4, F18] that %s loses nothing', async (_how, faults) => {
    const orderId = await at.world.newOrder();
    const file = makeFile(90_000);
    await counter.plan(orderId, [file]);
    expect((await counter.create(orderId, file, file.bytes)).status).toBe(201);
    Object.assign(at.fake.faults(), faults);
    const sweep = createSweep(at.world.central.central, { againAfterMs: 0, bytesPerS: Infinity });
    expect(await sweep.step(new AbortController().signal)).toBe('unread');
    at.fake.heal();
    at.world.central.clock.now += 60_000;
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['verified']);
  });
});

describe('the share of an hour', () => {
  test.each([
    [0, 1],
    [100, 1],
    [2401, 2],
    [240_000, 100],
  ])('[I4] of %i files is %i: a hundredth a day, and at least one an hour', (stored, looks) => {
    expect(looksPerHour(stored)).toBe(looks);
  });
});
