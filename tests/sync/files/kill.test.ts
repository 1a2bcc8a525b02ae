import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readFrom, streamOf } from '../../../electron/core/features/sync/files/sealedFile.ts';
import { sendFile } from '../../../electron/core/features/sync/files/send/sendFile.ts';
import { createTusClient } from '../../../electron/core/features/sync/files/send/tusClient.ts';
import { callsOf, createFilesWorld, type FilesWorld, makeFile } from './filesWorld.ts';

const MIB = 1_048_576;
let world: FilesWorld;
let folder: string;
beforeAll(async () => {
  world = await createFilesWorld();
  folder = await mkdtemp(join(tmpdir(), 'lete-kill-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** The same central once more, in a process of its own. */
const start = async (): Promise<{ readonly url: string; readonly child: ChildProcess }> => {
  const { folder: own, clock } = world.central;
  const args = [join(import.meta.dirname, 'serverProcess.ts'), world.db.url, own, String(clock.now)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${port.toString().trim()}`, child };
};
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};

describe('central is killed in mid-upload', () => {
  test('I4 I12 each time it goes on from at most the last mark, a MiB before, and the file is verified at the end', async () => {
    const orderId = await world.newOrder();
    const token = await world.enrol();
    const file = makeFile(32 * MIB + 9);
    const source = join(folder, 'source');
    await writeFile(source, file.bytes);
    let server = await start();
    await callsOf(server.url, token).plan(orderId, [file]);
    await callsOf(server.url, token).create(orderId, file);
    const killed: number[] = [];
    for (const until of [5 * MIB, 12 * MIB, 21 * MIB]) {
      const stop = new AbortController();
      const from = Number(
        (await callsOf(server.url, token).head(orderId, file)).headers.get('upload-offset'),
      );
      const progress = { sent: from };
      const slowly = async function* () {
        for await (const block of readFrom(source, from)) {
          await sleep(4);
          yield block;
          progress.sent += block.length;
        }
      };
      const body = streamOf(slowly());
      const tus = createTusClient(callsOf(server.url, token).call, '/v1/files');
      const rest = { offset: from, length: file.size - from, body };
      const broken = tus
        .append(`/v1/files/${orderId}.${file.cipherSha256}`, rest, stop.signal)
        .catch(() => null);
      while (progress.sent < until) await sleep(5);
      await kill(server.child);
      await broken;
      const written = (await stat(join(world.spool, `${orderId}.${file.cipherSha256}.data`))).size;
      server = await start();
      const offset = Number(
        (await callsOf(server.url, token).head(orderId, file)).headers.get('upload-offset'),
      );
      killed.push(written - offset);
    }
    // What was written after the last mark: one is set when a MiB is full, at the end of the block that fills it.
    for (const wasted of killed) expect(wasted).toBeLessThan(MIB + MIB / 2);
    expect(killed).toHaveLength(3);
    const tus = createTusClient(callsOf(server.url, token).call, '/v1/files');
    const read = (offset: number) => streamOf(readFrom(source, offset));
    const metadata = { orderId, cipherSha256: file.cipherSha256 };
    const location = `/v1/files/${orderId}.${file.cipherSha256}`;
    await sendFile(tus, { size: file.size, metadata, location, read }, new AbortController().signal);
    const counter = callsOf(server.url, token);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['verified']);
    const stored = await readFile(join(world.objects, orderId, file.cipherSha256));
    expect(stored.equals(file.bytes)).toBe(true);
    await kill(server.child);
  });
});
