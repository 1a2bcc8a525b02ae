import { availableParallelism } from 'node:os';
import { runTests } from './runTests.mjs';

/** So many in a process of their own: one that simulates ten thousand holds 15 GB in the end. */
const SLICE = 1000;

/** Runs the simulation; a schedule that breaks something is kept and runs first from then on. */
export async function simulate(runs, seed, tell) {
  tell(`Simulation: ${runs} runs, seed ${seed}`);
  const waiting = Array.from({ length: Math.ceil(runs / SLICE) }, (_, i) => ({
    runs: Math.min(SLICE, runs - i * SLICE),
    seed: seed + i,
  }));
  const ended = [];
  const worker = async () => {
    for (let slice = waiting.shift(); slice !== undefined; slice = waiting.shift())
      ended.push(await simulateSlice(slice, tell));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  tell(`  ${JSON.stringify(sumOf(ended.map(({ figures }) => figures)))}`);
  const title = `[I1, I2, I3, I5, I6, I8, I9, I10, I11] ${runs} simulated runs`;
  return [{ title, status: ended.every(({ ok }) => ok) ? 'passed' : 'failed' }];
}

async function simulateSlice({ runs, seed }, tell) {
  const { code, output } = await runTests(['tests/sync/sim'], {
    LETE_SIM_RUNS: String(runs),
    LETE_SIM_SEED: String(seed),
    LETE_SIM_KEEP: '1',
  });
  const figures = /^simulation: .*?(\{.*\})$/m.exec(output)?.[1];
  const ok = code === 0 && figures !== undefined;
  tell(ok ? `  ${runs} runs, seed ${seed}` : output);
  return { ok, figures: ok ? JSON.parse(figures) : {} };
}

function sumOf(all) {
  const sum = {};
  for (const figures of all)
    for (const [name, n] of Object.entries(figures)) sum[name] = (sum[name] ?? 0) + n;
  return sum;
}
