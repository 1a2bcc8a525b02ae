import { runTests } from './runTests.mjs';

/** Runs the simulation; a schedule that breaks something is kept and runs first from then on. */
export async function simulate(runs, seed, tell) {
  tell(`Simulation: ${runs} runs, seed ${seed}`);
  const { code, output } = await runTests(['tests/sync/sim'], {
    LETE_SIM_RUNS: String(runs),
    LETE_SIM_SEED: String(seed),
    LETE_SIM_KEEP: '1',
  });
  const figures = /^simulation: .*$/m.exec(output)?.[0];
  tell(code === 0 && figures ? `  ${figures}` : output);
  const title = `[I1, I2, I3, I5, I6, I8, I9, I10, I11] ${runs} simulated runs`;
  return [{ title, status: code === 0 ? 'passed' : 'failed' }];
}
