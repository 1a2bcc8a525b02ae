import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { fileKey, type FileStore, orderPrefix } from '../../../central/files/store/fileStore.ts';
import { createS3Store } from '../../../central/files/store/s3/s3Store.ts';
import type { S3Place } from '../../../central/files/store/s3/s3Settings.ts';
import { spooled } from '../files/stores.ts';
import { newId } from '../tools/terminal.ts';
import { type FakeS3, startFakeS3 } from './fakeS3.ts';

const MIB = 1_048_576;
const PATIENCE_MS = 400;
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

interface OpenOptions {
  readonly versioned?: boolean;
  readonly wholeMaxBytes?: number;
  /** What differs from where the fake is. */
  readonly place?: Partial<S3Place>;
}

const open = async ({ versioned = false, wholeMaxBytes = 10 * MIB, place }: OpenOptions = {}) => {
  const fake = await startFakeS3({ versioned });
  ends.push(fake.close);
  const clock = { now: 1_000_000 };
  const logged: unknown[] = [];
  const store = createS3Store(
    { ...fake.place, ...place },
    {
      now: () => clock.now,
      log: (event, fields) => void logged.push({ event, ...fields }),
      silentMs: PATIENCE_MS,
      wholeMaxBytes,
    },
  );
  return { fake, store, clock, logged };
};

const newFile = async (size = 200_000) => {
  const made = await spooled(size);
  ends.push(made.forget);
  const orderId = newId();
  return { ...made, prefix: orderPrefix('01', orderId), key: fileKey('01', orderId, made.file.sha256) };
};
const puts = ({ asked }: FakeS3) => asked.filter((name) => name === 'PUT object').length;
const bytesAt = async (store: FileStore, key: string, size: number) =>
  buffer(await store.read(key, { from: 0, to: size - 1 }));

describe('what an S3 store says of a file is not believed', () => {
  test.each([
    ['acknowledged and not kept', () => null],
    ['acknowledged and kept in half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['kept with zeros in place of its bytes', (bytes: Buffer) => Buffer.alloc(bytes.length)],
  ])('[I4, F18] a file that was %s is not stored, and is at the next try', async (_what, keep) => {
    const { fake, store } = await open();
    const { file, key, bytes } = await newFile();
    fake.faults().keep = keep;
    await expect(store.put(key, file)).rejects.toMatchObject({ code: 'unavailable' });
    fake.heal();
    await store.put(key, file);
    expect((await bytesAt(store, key, file.size)).equals(bytes)).toBe(true);
  });

  test('[I4] where the entity tag is no MD5, all of the file is read back', async () => {
    const { fake, store } = await open();
    const { file, key } = await newFile();
    fake.faults().etag = 'f'.repeat(32);
    await store.put(key, file);
    expect(fake.asked.filter((name) => name === 'GET object')).toHaveLength(1);
    const other = await newFile();
    fake.faults().keep = (bytes) =>
      Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes.at(-1) === 0 ? 1 : 0])]);
    await expect(store.put(other.key, other.file)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('[I4] parts that were put together wrongly are found, and nothing unfinished is left', async () => {
    const { fake, store } = await open({ wholeMaxBytes: MIB });
    const { file, key } = await newFile(17 * MIB);
    fake.faults().keep = (bytes) => (bytes.length < 16 * MIB ? null : bytes);
    await expect(store.put(key, file)).rejects.toMatchObject({ code: 'unavailable' });
    fake.heal();
    fake.faults().before = (asked) => (asked === 'POST upload' ? 'cut' : null);
    await expect(store.put(key, file)).rejects.toMatchObject({ code: 'unavailable' });
    expect(fake.unfinished.size).toBe(0);
    fake.heal();
    fake.begin(key);
    await store.put(key, file);
    expect(fake.unfinished.size).toBe(0);
    expect(await store.sizeOf(key)).toBe(file.size);
  });

  test('[I2, I12] a retry after a lost answer finds the file and makes no second one', async () => {
    const { fake, store } = await open({ versioned: true });
    const { file, key } = await newFile();
    fake.faults().after = (asked) => (asked === 'PUT object' ? 'cut' : null);
    await expect(store.put(key, file)).rejects.toMatchObject({ code: 'unavailable' });
    fake.heal();
    await store.put(key, file);
    expect(puts(fake)).toBe(1);
    expect(fake.objects.get(key)).toHaveLength(1);
    expect([...fake.objects.keys()]).toEqual([key]);
  });

  test('[I4, F18] a file is gone only where the store says so twice, and never for want of a bucket', async () => {
    const { fake, store } = await open();
    const { file, key } = await newFile();
    await store.put(key, file);
    let heads = 0;
    fake.faults().before = (asked) => (asked === 'HEAD object' && heads++ === 0 ? 404 : null);
    expect(await store.sizeOf(key)).toBe(file.size);
    const elsewhere = createS3Store(
      { ...fake.place, bucket: 'no-such' },
      { now: Date.now, log: () => undefined },
    );
    await expect(elsewhere.sizeOf(key)).rejects.toMatchObject({ code: 'unavailable' });
    fake.heal();
    fake.remove(key, null);
    fake.faults().ghosts.add(key);
    expect(await store.sizeOf(key)).toBeNull();
  });

  test('[I4] other bytes than those asked for are refused', async () => {
    const { fake, store } = await open();
    const { file, key } = await newFile();
    await store.put(key, file);
    fake.faults().deafToRange = true;
    await expect(store.read(key, { from: 10, to: 99 })).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('[I4] a body that is cut is no end', async () => {
    const { fake, store } = await open();
    const { file, key } = await newFile();
    await store.put(key, file);
    fake.faults().cutDown = 70_000;
    await expect(bytesAt(store, key, file.size)).rejects.toThrow(/aborted/);
  });
});

describe('a deletion at an S3 store is proved', () => {
  test('[I7, F14] one that is acknowledged and not done is not done', async () => {
    const { fake, store } = await open();
    const { file, key, prefix } = await newFile();
    await store.put(key, file);
    fake.faults().deaf = true;
    await expect(store.removeAll(prefix, [key])).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.remove(key)).rejects.toMatchObject({ code: 'unavailable' });
    fake.heal();
    await store.removeAll(prefix, [key]);
    expect(fake.objects.size).toBe(0);
  });

  test('[I7, F18] what a stale listing does not name goes by its name; what it still names is waited for', async () => {
    const { fake, store } = await open();
    const { file, key, prefix } = await newFile();
    await store.put(key, file);
    fake.faults().hidden.add(key);
    await store.removeAll(prefix, [key]);
    expect(fake.objects.size).toBe(0);
    fake.faults().hidden.clear();
    fake.faults().ghosts.add(key);
    await expect(store.removeAll(prefix, [key])).rejects.toMatchObject({ code: 'unavailable' });
    fake.heal();
    await store.removeAll(prefix, [key]);
  });

  test('[I7] a deletion that the listing agrees to and the object does not is not done', async () => {
    const { fake, store } = await open();
    const { file, key, prefix } = await newFile();
    await store.put(key, file);
    fake.faults().hidden.add(key);
    fake.faults().deaf = true;
    await expect(store.removeAll(prefix, [key])).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('[I7] versions and unfinished uploads go as well', async () => {
    const { fake, store } = await open({ versioned: true });
    const { file, key, prefix, bytes } = await newFile();
    await store.put(key, file);
    fake.put(key, bytes.subarray(1));
    fake.begin(`${prefix}${'0'.repeat(64)}`);
    fake.remove(key, null);
    expect(fake.objects.get(key)).toHaveLength(3);
    await store.removeAll(prefix, [key]);
    expect([fake.objects.size, fake.unfinished.size]).toEqual([0, 0]);
  });
});

describe('an S3 store that is away', () => {
  test.each([
    ['answers with errors', 500],
    ['says nothing', 'silence'],
    ['hangs up', 'cut'],
  ] as const)(
    '[I9, I10] when it %s, it is away, and taken to be back at the next answer',
    async (_how, fault) => {
      const { fake, store, clock, logged } = await open();
      const { file, key } = await newFile();
      fake.faults().before = () => fault;
      await expect(store.put(key, file)).rejects.toMatchObject({ code: 'unavailable' });
      await expect(store.sizeOf(key)).rejects.toMatchObject({
        code: 'unavailable',
        details: { retryAfterS: 15 },
      });
      await expect(store.read(key, { from: 0, to: 9 })).rejects.toMatchObject({ code: 'unavailable' });
      expect(store.awaySince()).toBe(1_000_000);
      expect(() => store.assertTakes()).toThrow('unavailable');
      clock.now += 15_000;
      expect(() => store.assertTakes()).not.toThrow();
      fake.heal();
      await store.put(key, file);
      expect(store.awaySince()).toBeNull();
      expect(logged.at(-1)).toEqual({ event: 'store_back' });
    },
  );

  test('[I1] a line that is cut in mid-upload leaves the spool as it was', async () => {
    const { fake, store } = await open();
    const { file, key } = await newFile(4 * MIB);
    fake.faults().before = (asked) => (asked === 'PUT object' ? 'cut' : null);
    await expect(store.put(key, file)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await readdir(dirname(file.path))).toEqual(['whole']);
    fake.heal();
    await store.put(key, file);
    expect(await store.sizeOf(key)).toBe(file.size);
  });

  test('[I14] a wrong key is said by its code; no secret and no name of a file is in the log', async () => {
    const { store, logged } = await open({ place: { secretKey: 'another-secret-key' } });
    const { file, key } = await newFile();
    await expect(store.put(key, file)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.removeAll('photos/01/x/', [])).rejects.toMatchObject({ code: 'unavailable' });
    const text = JSON.stringify(logged);
    expect(text).toContain('SignatureDoesNotMatch');
    for (const secret of ['secret', 'fake-access', file.sha256, 'photos/'])
      expect(text).not.toContain(secret);
  });
});
