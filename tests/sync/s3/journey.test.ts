import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { S3Place } from '../../../central/files/store/s3/s3Settings.ts';
import { callsOf, createFilesWorld, type FilesWorld, makeFile } from '../files/filesWorld.ts';
import { startFakeS3 } from './fakeS3.ts';

/** The fake always; a real engine where the fault trial runs one. */
const real = process.env['LETE_TEST_S3'];
const PLACES: readonly (readonly [string, () => Promise<S3Place>])[] = [
  ['the fake S3', async () => (await startFakeS3()).place],
  ...(real === undefined ? [] : [['a real S3 engine', async () => JSON.parse(real) as S3Place] as const]),
];

describe.each(PLACES)('photos of an order at a central over %s', (_name, open) => {
  let world: FilesWorld;
  let counter: ReturnType<typeof callsOf>;
  beforeAll(async () => {
    world = await createFilesWorld(await open());
    counter = callsOf(world.url, await world.enrol());
  });
  afterAll(() => world.close());

  test('[I4, I7, SYN-3] are sent in two parts, verified, fetched, and go with their order', async () => {
    const orderId = await world.newOrder();
    const files = [makeFile(3_000_001), makeFile(40_000), makeFile(1)];
    await counter.plan(orderId, files);
    for (const file of files) {
      const half = Math.floor(file.size / 2);
      await counter.create(orderId, file, file.bytes.subarray(0, half));
      expect((await counter.patch(orderId, file, half, file.bytes.subarray(half))).status).toBe(204);
    }
    expect(await counter.states(await counter.plan(orderId, files))).toEqual([
      'verified',
      'verified',
      'verified',
    ]);
    for (const file of files) {
      const fetched = await counter.download(orderId, file);
      expect(Buffer.from(await fetched.arrayBuffer()).equals(file.bytes)).toBe(true);
    }
    await world.bury(orderId);
    const { afterErasure, files: kept } = world.central.central;
    await afterErasure.run([{ shopId: '01', orderId }]);
    expect(await afterErasure.retry()).toBe(0);
    for (const { cipherSha256 } of files)
      expect(await kept.store.sizeOf(`photos/01/${orderId}/${cipherSha256}`)).toBeNull();
    expect(await world.spoolNames(orderId)).toEqual([]);
  });
});
