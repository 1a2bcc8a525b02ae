import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callsOf, codeOf, createFilesWorld, type FilesWorld, makeFile, type TestFile } from './filesWorld.ts';

let world: FilesWorld;
let counter: ReturnType<typeof callsOf>;
let orderId: string;
let file: TestFile;
beforeAll(async () => {
  world = await createFilesWorld();
  counter = callsOf(world.url, await world.enrol());
  orderId = await world.newOrder();
  file = makeFile(100_000);
  await counter.plan(orderId, [file]);
  await counter.create(orderId, file, file.bytes);
});
afterAll(() => world.close());

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('fetching a stored file', () => {
  test('whole, with its hash as entity tag', async () => {
    const response = await counter.download(orderId, file);
    expect([response.status, response.headers.get('etag'), response.headers.get('content-length')]).toEqual([
      200,
      `"${file.cipherSha256}"`,
      '100000',
    ]);
    expect((await bytesOf(response)).equals(file.bytes)).toBe(true);
  });

  test.each([
    ['bytes=0-9', 0, 10],
    ['bytes=40000-', 40_000, 100_000],
    ['bytes=-5', 99_995, 100_000],
    ['bytes=99000-200000', 99_000, 100_000],
  ])('one range: %s', async (range, from, to) => {
    const response = await counter.download(orderId, file, range);
    expect([response.status, response.headers.get('content-range')]).toEqual([
      206,
      `bytes ${from}-${to - 1}/100000`,
    ]);
    expect((await bytesOf(response)).equals(file.bytes.subarray(from, to))).toBe(true);
  });

  test('a range behind the end is refused', async () => {
    const response = await counter.download(orderId, file, 'bytes=100000-');
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */100000']);
  });

  test('I4 I10 a verified file that is gone is lost, said so, and planned anew', async () => {
    const other = makeFile(1000);
    await counter.plan(orderId, [other]);
    await counter.create(orderId, other, other.bytes);
    await rm(join(world.objects, orderId, other.cipherSha256));
    expect(await codeOf(await counter.download(orderId, other))).toBe('not_found');
    expect(await counter.states(await counter.plan(orderId, [other]))).toEqual(['wanted']);
    await counter.create(orderId, other, other.bytes);
    expect((await counter.download(orderId, other)).status).toBe(200);
  });
});
