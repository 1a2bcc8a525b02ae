import { setTimeout as delay } from 'node:timers/promises';
import { percentile, result, timed } from '../tools/measure.mjs';
import { openCounter } from './counter.mjs';
import { startUploading } from './uploads.mjs';

const SHOP = '04';
const PAUSE_MS = 20;

/** How long placing an order takes while photo files are on their way from the same process, and while none are. */
export async function placing({ stage, folder, quick }) {
  const counter = await openCounter(stage, SHOP);
  const [turns, times] = quick ? [2, 25] : [5, 100];
  const runs = { busy: [], idle: [] };
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      runs.idle.push(...(await placeSome(counter, times)));
      const stop = await startUploading({ stage, folder, shop: SHOP });
      runs.busy.push(...(await placeSome(counter, times)));
      await stop();
    }
  } finally {
    await counter.close();
  }
  return [50, 99].map((percent) =>
    result({
      name: `place an order while 4 files are uploaded, p${percent}`,
      unit: 'ms',
      ours: percentile(runs.busy, percent),
      peer: percentile(runs.idle, percent),
      peerName: 'the same without uploads',
      aim: percent === 99 ? { of: 'ratio', atMost: 3 } : null,
    }),
  );
}

/** Milliseconds of each, the wait for its turn in the process included. */
async function placeSome({ placeOne }, times) {
  const ms = [];
  for (let i = 0; i < times; i += 1) {
    await delay(PAUSE_MS);
    ms.push((await timed(() => new Promise((next) => setImmediate(next)).then(placeOne))).ms);
  }
  return ms;
}
