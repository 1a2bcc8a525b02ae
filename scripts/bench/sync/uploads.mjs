import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { planFiles } from '../../../electron/core/features/sync/files/send/plan.ts';
import { pacedSource } from '../../../electron/core/features/sync/files/send/pacedSource.ts';
import { sendFile } from '../../../electron/core/features/sync/files/send/sendFile.ts';
import { createTusClient } from '../../../electron/core/features/sync/files/send/tusClient.ts';
import { callsOf } from '../../../tests/sync/files/filesWorld.ts';
import { insertBareOrder } from '../../../tests/sync/tools/bareOrder.ts';
import { newId } from '../../../tests/sync/tools/terminal.ts';
import { hasTool } from '../tools/imaging.mjs';
import { median, result, timed } from '../tools/measure.mjs';
import { enrolTerminal } from './terminal.mjs';
import { byCurl, byTusJs, openRsync } from './uploadPeers.mjs';

const SHOP = '03';
const BYTES = 8_000_000;
const AT_ONCE = 4;
const PATH = '/v1/files';
const signal = new AbortController().signal;

/** Sealed files as they lie on a terminal's disk: noise, whose hash is known. */
async function makeSealedFiles(folder, count) {
  await mkdir(folder);
  const files = [];
  for (let i = 0; i < count; i += 1) {
    const bytes = randomBytes(BYTES);
    const path = join(folder, `${i}.sealed`);
    await writeFile(path, bytes);
    const cipherSha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ path, fileId: newId(), size: BYTES, cipherSha256 });
  }
  return files;
}

/** Photo files from the disk until central calls each of them verified, by our client and by others, in turns. */
export async function uploads({ stage, folder, quick }) {
  const files = await makeSealedFiles(join(folder, 'sealed'), quick ? 10 : 50);
  const terminal = await enrolTerminal(stage, SHOP);
  const curl = (await hasTool('curl')) ? byCurl : null;
  const rsync = (await hasTool('rsync')) ? await openRsync(folder) : null;
  const ways = { lete: byLete, curl, tus: byTusJs, rsync: rsync?.send ?? null };
  const none = () => Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  const rates = { 1: none(), [AT_ONCE]: none() };
  const rateOf = async (way, atOnce, some = files) => {
    if (way !== rsync?.send) return megabytesPerSecond({ stage, terminal, files: some }, way, atOnce);
    await rsync.empty();
    return rateOfLanes({ files: some, atOnce }, (file) => way(null, file));
  };
  await rateOf(byLete, 1, files.slice(0, 2));
  await rateOf(byTusJs, 1, files.slice(0, 2));
  for (let turn = 0; turn < (quick ? 2 : 3); turn += 1) {
    for (const atOnce of [1, AT_ONCE]) {
      for (const [name, way] of Object.entries(ways)) {
        if (way !== null) rates[atOnce][name].push(await rateOf(way, atOnce));
      }
    }
  }
  rsync?.close();
  const line = (atOnce, peer, peerName, aim) => {
    const missing = ways[peer] === null;
    return result({
      name: `upload ${files.length} files of 8 MB, ${atOnce} at once, verified by central`,
      unit: 'MB/s',
      ours: median(rates[atOnce].lete),
      peer: missing ? null : median(rates[atOnce][peer]),
      peerName: missing ? `none: ${peer} is not installed` : peerName,
      aim: missing ? null : aim,
    });
  };
  const curlName = 'curl, POST and PATCH a file, the same central with the same checks';
  const tusName = 'tus-js-client, the same central with the same checks';
  const rsyncName = 'rsync --fsync to a daemon, which verifies and records nothing';
  return [
    line(1, 'curl', curlName, { of: 'ratio', atLeast: 0.9 }),
    line(AT_ONCE, 'curl', curlName, { of: 'ratio', atLeast: 1 }),
    line(1, 'tus', tusName, { of: 'ratio', atLeast: 1.5 }),
    line(AT_ONCE, 'tus', tusName, null),
    line(1, 'rsync', rsyncName, { of: 'ratio', atLeast: 0.6 }),
    line(AT_ONCE, 'rsync', rsyncName, null),
  ];
}

/** Uploads files over and over, four at once, until what it answers is called. */
export async function startUploading({ stage, folder, shop }) {
  const files = await makeSealedFiles(join(folder, `sealed-${newId()}`), AT_ONCE);
  const terminal = await enrolTerminal(stage, shop);
  const ended = new AbortController();
  const running = (async () => {
    while (!ended.signal.aborted) await megabytesPerSecond({ stage, terminal, files }, byLete, AT_ONCE);
  })();
  return async () => {
    ended.abort();
    await running;
  };
}

/** A new order with all these files. */
async function megabytesPerSecond({ stage, terminal, files }, way, atOnce) {
  const orderId = await insertBareOrder(stage.db, terminal.shop);
  const token = await terminal.token();
  const { call, metadata } = callsOf(stage.url, token);
  const to = { url: stage.url + PATH, token, call, orderId, metadata: (file) => metadata(orderId, file) };
  await planFiles(call, orderId, files, signal);
  return rateOfLanes(
    { files, atOnce },
    (file) => way(to, file),
    async () => {
      const states = await planFiles(call, orderId, files, signal);
      if (states.some(({ state }) => state !== 'verified'))
        throw new Error('central did not verify all files');
    },
  );
}

/** MB a second of so many at once, `afterwards` included. */
async function rateOfLanes({ files, atOnce }, send, afterwards = async () => {}) {
  const { ms } = await timed(async () => {
    const waiting = [...files];
    const lane = async () => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await send(file);
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    await afterwards();
  });
  return (files.length * BYTES) / 1000 / ms;
}

/** One file by our client, as fast as it goes. */
async function byLete({ call, orderId }, { path, size, cipherSha256 }) {
  const unlimited = { pass: async () => {}, lanes: { passed: () => {} } };
  const { read } = pacedSource(unlimited, path, size, signal);
  const metadata = { orderId, cipherSha256 };
  await sendFile(createTusClient(call, PATH), { size, metadata, location: null, read }, signal);
}
