import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callsOf, codeOf, createFilesWorld, type FilesWorld, makeFile } from './filesWorld.ts';

let world: FilesWorld;
let counter: ReturnType<typeof callsOf>;
beforeAll(async () => {
  world = await createFilesWorld();
  counter = callsOf(world.url, await world.enrol());
});
afterAll(() => world.close());

const storedBytes = (orderId: string, cipherSha256: string) =>
  readFile(join(world.objects, orderId, cipherSha256));

describe('files of an order at central', () => {
  test('I4 a file is planned, created, sent and verified; its stored bytes hash to its name', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(3_000_001);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['wanted']);
    const created = await counter.create(orderId, file);
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(counter.uploadPath(orderId, file));
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['receiving']);
    const sent = await counter.patch(orderId, file, 0, file.bytes);
    expect([sent.status, sent.headers.get('upload-offset')]).toEqual([204, String(file.size)]);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['verified']);
    expect((await storedBytes(orderId, file.cipherSha256)).equals(file.bytes)).toBe(true);
    expect(await world.spoolNames(orderId)).toEqual([]);
  });

  test('I4 other bytes than announced are refused, and the upload begins anew', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(200_000);
    const damaged = Buffer.from(file.bytes);
    damaged[70_000] = (damaged[70_000] ?? 0) ^ 1;
    await counter.plan(orderId, [file]);
    await counter.create(orderId, file);
    const sent = await counter.patch(orderId, file, 0, damaged);
    expect([sent.status, await codeOf(sent)]).toEqual([460, 'hash_mismatch']);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['wanted']);
    expect((await counter.head(orderId, file)).status).toBe(404);
    await counter.create(orderId, file);
    expect((await counter.patch(orderId, file, 0, file.bytes)).status).toBe(204);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['verified']);
  });

  test('I12 creating again after a lost answer is the same upload, emptied by nothing', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(500_000);
    await counter.plan(orderId, [file]);
    await counter.create(orderId, file);
    await counter.patch(orderId, file, 0, file.bytes.subarray(0, 300_000));
    const again = await counter.create(orderId, file);
    expect([again.status, again.headers.get('location')]).toEqual([201, counter.uploadPath(orderId, file)]);
    const head = await counter.head(orderId, file);
    expect([head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
      '300000',
      '500000',
    ]);
    expect(await world.spoolNames(orderId)).toHaveLength(2);
    expect((await counter.patch(orderId, file, 300_000, file.bytes.subarray(300_000))).status).toBe(204);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['verified']);
  });

  test('I12 a verified file is never taken again: creating it writes nothing', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(100_000);
    await counter.plan(orderId, [file]);
    const whole = await counter.create(orderId, file, file.bytes);
    expect([whole.status, whole.headers.get('upload-offset')]).toEqual([201, '100000']);
    expect((await counter.create(orderId, file)).status).toBe(201);
    expect((await counter.head(orderId, file)).headers.get('upload-offset')).toBe('100000');
    expect(await world.spoolNames(orderId)).toEqual([]);
    expect((await counter.remove(orderId, file)).status).toBe(400);
    expect((await storedBytes(orderId, file.cipherSha256)).equals(file.bytes)).toBe(true);
  });

  test('creation-with-upload passes over what is there already', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(100_000);
    await counter.plan(orderId, [file]);
    await counter.create(orderId, file, file.bytes.subarray(0, 60_000));
    const again = await counter.create(orderId, file, file.bytes);
    expect([again.status, again.headers.get('upload-offset')]).toEqual([201, '100000']);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['verified']);
  });

  test('a PATCH at another place than the end is refused', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(100_000);
    await counter.plan(orderId, [file]);
    await counter.create(orderId, file, file.bytes.subarray(0, 60_000));
    expect((await counter.patch(orderId, file, 50_000, file.bytes.subarray(50_000))).status).toBe(409);
    expect((await counter.patch(orderId, file, 70_000, file.bytes.subarray(70_000))).status).toBe(409);
    expect((await counter.head(orderId, file)).headers.get('upload-offset')).toBe('60000');
  });

  test('more bytes than announced are refused', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(1000);
    await counter.plan(orderId, [file]);
    await counter.create(orderId, file);
    expect((await counter.patch(orderId, file, 0, Buffer.alloc(2000))).status).toBe(413);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['receiving']);
  });

  test('an upload is given up by DELETE', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(100_000);
    await counter.plan(orderId, [file]);
    await counter.create(orderId, file, file.bytes.subarray(0, 60_000));
    expect((await counter.remove(orderId, file)).status).toBe(204);
    expect((await counter.head(orderId, file)).status).toBe(404);
    expect(await world.spoolNames(orderId)).toEqual([]);
  });

  test('what was not announced, or with another size, is not created', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(1000);
    expect((await counter.create(orderId, file)).status).toBe(404);
    await counter.plan(orderId, [file]);
    expect((await counter.create(orderId, { ...file, size: 1001 })).status).toBe(400);
    expect((await counter.plan(orderId, [{ ...file, size: 1001 }])).status).toBe(400);
    expect(await world.spoolNames(orderId)).toEqual([]);
  });
});
