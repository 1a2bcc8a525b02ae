import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Upload } from 'tus-js-client';
import { freePort } from '../../../tests/sync/tools/freePort.ts';
import { runOrThrow } from '../../lib/run.mjs';

const VERSION = 'tus-resumable: 1.0.0';

/** One file by curl: creates the upload and sends all of it in one PATCH that is read from the disk. */
export async function byCurl({ url, token, metadata }, file) {
  const curl = async (...args) =>
    (await runOrThrow('curl', ['-sSf', '-i', '-H', `authorization: Bearer ${token}`, '-H', VERSION, ...args]))
      .stdout;
  const what = ['-H', `upload-length: ${file.size}`, '-H', `upload-metadata: ${metadata(file)}`];
  const created = await curl('-X', 'POST', ...what, url);
  const location = /^location: (\S+)/im.exec(created)?.[1] ?? '';
  const how = ['-H', 'content-type: application/offset+octet-stream', '-H', 'upload-offset: 0'];
  // Without "Expect: 100-continue", which would make it wait for central first.
  const expect = ['-H', 'Expect:'];
  await curl('-X', 'PATCH', ...how, ...expect, '-T', file.path, new URL(location, url).href);
}

/** One file by tus-js-client, as its documentation says. */
export function byTusJs({ url, token, orderId }, { path, size, cipherSha256 }) {
  return new Promise((resolve, reject) => {
    new Upload(createReadStream(path), {
      endpoint: url,
      uploadSize: size,
      headers: { authorization: `Bearer ${token}` },
      metadata: { orderId, cipherSha256 },
      onError: reject,
      onSuccess: () => resolve(),
    }).start();
  });
}

/**
 * rsync to a daemon of its own that syncs what it took: one process a file, as with curl. It checks by a sum of its own,
 * and neither asks who sends nor records what came.
 */
export async function openRsync(folder) {
  const [target, config] = [join(folder, 'rsync'), join(folder, 'rsyncd.conf')];
  await mkdir(target);
  // As whoever runs the bench: root would be made somebody else.
  const who = `uid = ${process.getuid()}\ngid = ${process.getgid()}\n`;
  await writeFile(config, `${who}use chroot = no\n[files]\npath = ${target}\nread only = no\n`);
  const port = await freePort();
  const args = ['--daemon', '--no-detach', `--config=${config}`, `--port=${port}`, '--address=127.0.0.1'];
  const daemon = spawn('rsync', args, { stdio: 'ignore' });
  await listens(port);
  return {
    send: async (_to, { path }) => {
      await runOrThrow('rsync', ['--fsync', '--whole-file', path, `rsync://127.0.0.1:${port}/files/`]);
    },
    /** So that the next turn sends all of it again. */
    empty: async () => {
      await rm(target, { recursive: true });
      await mkdir(target);
    },
    close: () => daemon.kill(),
  };
}

async function listens(port) {
  const until = performance.now() + 10_000;
  while (performance.now() < until) {
    const is = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      }).once('error', () => resolve(false));
    });
    if (is) return;
    await sleep(50);
  }
  throw new Error('the rsync daemon does not answer');
}
