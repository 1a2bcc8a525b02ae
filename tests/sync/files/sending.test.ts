import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readFrom, streamOf } from '../../../electron/core/features/sync/files/sealedFile.ts';
import { sendFile } from '../../../electron/core/features/sync/files/send/sendFile.ts';
import { createTusClient } from '../../../electron/core/features/sync/files/send/tusClient.ts';
import { startFaultProxy } from '../tools/faultProxy.ts';
import { callsOf, createFilesWorld, type FilesWorld, makeFile, type TestFile } from './filesWorld.ts';

const MIB = 1_048_576;
let world: FilesWorld;
let folder: string;
let token: string;
let counter: ReturnType<typeof callsOf>;
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  world = await createFilesWorld();
  folder = await mkdtemp(join(tmpdir(), 'lete-sending-'));
  token = await world.enrol();
  counter = callsOf(world.url, token);
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** A terminal that sends through a line with faults. */
const behindProxy = async (seed: number) => {
  const proxy = await startFaultProxy(world.port, seed);
  ends.push(proxy.close);
  return { proxy, tus: createTusClient(callsOf(proxy.url, token).call, '/v1/files') };
};

const sending = async (orderId: string, file: TestFile) => {
  const path = join(folder, file.fileId);
  await writeFile(path, file.bytes);
  return {
    size: file.size,
    location: null,
    metadata: { orderId, cipherSha256: file.cipherSha256 },
    read: (offset: number) => streamOf(readFrom(path, offset)),
  };
};
const signal = new AbortController().signal;

describe('sending a file over a bad line', () => {
  test('I4 I12 cut every few MB: it goes on where the server is, and wastes at most 1 MiB at each cut', async () => {
    const { proxy, tus } = await behindProxy(7);
    const orderId = await world.newOrder();
    const file = makeFile(24 * MIB + 5);
    await counter.plan(orderId, [file]);
    // A fast line of a shop: 160 Mbit/s. Without any limit the bytes would wait in the system's own buffers.
    proxy.faults.bandwidth = 20 * MIB;
    proxy.faults.cutUp = (random) => 2 * MIB + Math.floor(random() * 4 * MIB);
    await sendFile(tus, await sending(orderId, file), signal);
    expect(proxy.stats.cuts).toBeGreaterThan(3);
    expect(proxy.stats.bytesUp).toBeLessThan(file.size + (proxy.stats.cuts + 1) * MIB);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['verified']);
  });

  test('I12 the answer to the creation is lost: the same upload is found again, and no other is left', async () => {
    const { proxy, tus } = await behindProxy(1);
    const orderId = await world.newOrder();
    const file = makeFile(300_000);
    await counter.plan(orderId, [file]);
    let lost = 0;
    proxy.faults.cutDown = () => (lost++ < 2 ? 10 : Infinity);
    await sendFile(tus, await sending(orderId, file), signal);
    expect(proxy.stats.cuts).toBe(2);
    expect(await world.spoolNames(orderId)).toEqual([]);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['verified']);
  });

  test('I4 the answer to the last byte is lost: it is asked for again, and nothing is sent twice', async () => {
    const { proxy, tus } = await behindProxy(1);
    const orderId = await world.newOrder();
    const file = makeFile(2 * MIB);
    await counter.plan(orderId, [file]);
    const upload = await sending(orderId, file);
    await tus.create(upload, signal);
    let answers = 0;
    proxy.faults.cutDown = () => (answers++ === 0 ? 5 : Infinity);
    await sendFile(tus, { ...upload, location: counter.uploadPath(orderId, file) }, signal);
    expect(proxy.stats.bytesUp).toBeLessThan(file.size + 10_000);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['verified']);
  });

  test('a line that brings nothing is given back after three tries', async () => {
    const { proxy, tus } = await behindProxy(1);
    const orderId = await world.newOrder();
    const file = makeFile(1000);
    await counter.plan(orderId, [file]);
    proxy.faults.refuse = true;
    await expect(sendFile(tus, await sending(orderId, file), signal)).rejects.toThrow('fetch failed');
    expect(proxy.stats.refused).toBe(3);
  });

  test('I4 two senders of one file: the newer pre-empts the stale one, and the file is right', async () => {
    const { proxy, tus } = await behindProxy(1);
    const orderId = await world.newOrder();
    const file = makeFile(4 * MIB);
    await counter.plan(orderId, [file]);
    const upload = await sending(orderId, file);
    const location = await tus.create(upload, signal);
    // A connection that stands half open: the server waits for bytes that never come.
    const stop = new AbortController();
    const stale = tus.append(
      location,
      { offset: 0, length: file.size, body: halfThenNothing(file) },
      stop.signal,
    );
    stale.catch(() => undefined);
    while (proxy.stats.bytesUp < MIB) await new Promise((resolve) => setTimeout(resolve, 10));
    const began = Date.now();
    await sendFile(createTusClient(counter.call, '/v1/files'), { ...upload, location }, signal);
    expect(Date.now() - began).toBeLessThan(5000);
    stop.abort();
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['verified']);
  });
});

const halfThenNothing = (file: TestFile) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(file.bytes.subarray(0, 2 * MIB)),
  });
