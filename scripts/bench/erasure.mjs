import { monitorEventLoopDelay } from 'node:perf_hooks';
import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  openWorld,
  orderErasure,
  peopleOf,
  placeCanary,
  stateOf,
} from '../../tests/integration/erasure/world.ts';
import { insertOrders } from './tools/manyOrders.mjs';
import { percentile, result } from './tools/measure.mjs';

const ASK_EVERY_MS = 20;
const AIM_MS = 60_000;
const AIM_DELAY_MS = 100;
const MIB = 1024 * 1024;

/** Searches as the counter does while `until` runs: milliseconds of each answer, and how many were told to wait. */
async function askMeanwhile(core, until) {
  const asked = { ms: [], busy: 0, running: true };
  until.finally(() => (asked.running = false));
  while (asked.running) {
    const before = performance.now();
    const answer = await core.ask(core.who.staff, 'orders:search', { text: 'Bērziņa' });
    if (answer.ok) asked.ms.push(performance.now() - before);
    else asked.busy += 1;
    await delay(ASK_EVERY_MS);
  }
  await until;
  return asked;
}

/** One person erased with proof among the orders of many years, while the counter searches (E15). */
export async function erasure({ quick }) {
  const count = quick ? 20_000 : 1_000_000;
  const { core } = await openWorld({ patience: 60 });
  try {
    const orders = await placeCanary(core);
    insertOrders(core.database.writer, count);
    core.database.checkpoint();
    const size = Math.round(statSync(join(core.folder, 'lete.db')).size / MIB);
    const requestId = orderErasure(core, peopleOf(core, orders));
    const loop = monitorEventLoopDelay({ resolution: 5 });
    loop.enable();
    const began = performance.now();
    const asked = await askMeanwhile(core, core.features.erasure.runDue());
    const ms = performance.now() - began;
    loop.disable();
    const { state, reason } = await stateOf(core, requestId);
    if (state !== 'proved') throw new Error(`the erasure is ${state} ${reason}`);
    const peerName = `${count.toLocaleString('en')} orders, ${size} MiB; fresh backup and its search included`;
    const row = (name, ours, atMost) =>
      result({ name, ours, unit: 'ms', peer: null, peerName, aim: { of: 'ours', atMost } });
    return [
      row('erasure with proof', ms, AIM_MS),
      row('search meanwhile, p95', percentile(asked.ms, 95), AIM_DELAY_MS),
      row("core's delay meanwhile, p95", loop.percentile(95) / 1e6, AIM_DELAY_MS),
      result({
        name: 'searches told to wait a moment',
        ours: (asked.busy / (asked.busy + asked.ms.length)) * 100,
        unit: '%',
        peer: null,
        peerName,
      }),
    ];
  } finally {
    await core.leave();
    await rm(core.folder, { recursive: true, force: true });
  }
}
