import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Server } from '@tus/server';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFrom, streamOf } from '../../../electron/core/features/sync/files/sealedFile.ts';
import { sendFile } from '../../../electron/core/features/sync/files/send/sendFile.ts';
import { createTusClient } from '../../../electron/core/features/sync/files/send/tusClient.ts';
import { startFaultProxy } from '../tools/faultProxy.ts';
import { callsOf, createFilesWorld, type FilesWorld, makeFile, type TestFile } from './filesWorld.ts';
import { PlainStore } from './plainStore.ts';

const MIB = 1_048_576;
const curl = promisify(execFile);
let world: FilesWorld;
let folder: string;
let token: string;
beforeAll(async () => {
  world = await createFilesWorld();
  token = await world.enrol();
  folder = await mkdtemp(join(tmpdir(), 'lete-conform-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const planned = async (size: number) => {
  const orderId = await world.newOrder();
  const file = makeFile(size);
  await callsOf(world.url, token).plan(orderId, [file]);
  return { orderId, file };
};
const stateOf = async (orderId: string, file: TestFile) => {
  const counter = callsOf(world.url, token);
  return counter.states(await counter.plan(orderId, [file]));
};

describe('tus 1.0', () => {
  test('SYN-3 I4 tus-js-client uploads to central over a line that is cut, and resumes', async () => {
    const { orderId, file } = await planned(8 * MIB);
    const proxy = await startFaultProxy(world.port, 5);
    let connections = 0;
    proxy.faults.bandwidth = 30 * MIB;
    proxy.faults.cutUp = () => (connections++ < 3 ? 2 * MIB : Infinity);
    await new Promise<void>((resolve, reject) => {
      new Upload(file.bytes, {
        endpoint: `${proxy.url}/v1/files`,
        headers: { authorization: `Bearer ${token}` },
        metadata: { orderId, cipherSha256: file.cipherSha256 },
        retryDelays: [0, 0, 0, 0, 0, 0],
        onError: reject,
        onSuccess: () => resolve(),
      }).start();
    });
    expect(proxy.stats.cuts).toBeGreaterThanOrEqual(2);
    await proxy.close();
    expect(await stateOf(orderId, file)).toEqual(['verified']);
  });

  test('SYN-3 I4 curl uploads to central in two parts', async () => {
    const { orderId, file } = await planned(3 * MIB);
    const calls = callsOf(world.url, token);
    const all = ['-sS', '-i', '-H', `authorization: Bearer ${token}`, '-H', 'tus-resumable: 1.0.0'];
    const metadata = ['-H', `upload-metadata: ${calls.metadata(orderId, file)}`];
    const length = ['-H', `upload-length: ${file.size}`];
    const created = await curl('curl', [
      ...all,
      '-X',
      'POST',
      ...length,
      ...metadata,
      `${world.url}/v1/files`,
    ]);
    const [, location = ''] = /^location: (\S+)/im.exec(created.stdout) ?? [];
    for (const [from, to] of [
      [0, MIB + 3],
      [MIB + 3, file.size],
    ] as const) {
      const part = join(folder, `part-${from}`);
      await writeFile(part, file.bytes.subarray(from, to));
      const what = ['-H', 'content-type: application/offset+octet-stream', '-H', `upload-offset: ${from}`];
      const url = new URL(location, world.url).href;
      const sent = await curl('curl', [...all, '-X', 'PATCH', ...what, '--data-binary', `@${part}`, url]);
      expect(sent.stdout).toMatch(new RegExp(`204[^]*upload-offset: ${to}`, 'i'));
    }
    expect(await stateOf(orderId, file)).toEqual(['verified']);
  });

  test('central says which extensions it has', async () => {
    const options = await fetch(`${world.url}/v1/files`, {
      method: 'OPTIONS',
      headers: { authorization: `Bearer ${token}` },
    });
    expect([
      options.status,
      options.headers.get('tus-version'),
      options.headers.get('tus-extension'),
    ]).toEqual([204, '1.0.0', 'creation,creation-with-upload,termination,expiration']);
  });

  test('SYN-3 our client uploads to an ordinary tus server over a line that is cut', async () => {
    const store = new PlainStore(folder);
    const server = new Server({ path: '/files', datastore: store }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = await startFaultProxy((server.address() as AddressInfo).port, 9);
    let connections = 0;
    proxy.faults.bandwidth = 30 * MIB;
    proxy.faults.cutUp = () => (connections++ < 3 ? 2 * MIB : Infinity);
    const tus = createTusClient((path, init) => fetch(proxy.url + path, init), '/files');
    const file = makeFile(8 * MIB);
    const source = join(folder, 'source');
    await writeFile(source, file.bytes);
    const upload = {
      size: file.size,
      location: null,
      metadata: { name: 'made up' },
      read: (offset: number) => streamOf(readFrom(source, offset)),
    };
    const { signal } = new AbortController();
    await sendFile(tus, upload, signal);
    expect(proxy.stats.cuts).toBeGreaterThanOrEqual(2);
    const [id = ''] = (await readdir(folder)).filter((name) => /^[0-9a-f]{32}$/.test(name));
    expect((await readFile(store.pathOf(id))).equals(file.bytes)).toBe(true);
    await proxy.close();
    server.close();
  });
});
