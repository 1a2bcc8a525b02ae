import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../crash/random.mjs';
import { begin, work } from './child.mjs';
import { makeErasure, tryErasure } from './erasure.mjs';
import { endOfExports, makeExports, tryExports } from './exports.mjs';
import { endOfRetention, makeRetention, tryRetention } from './retention.mjs';

const KINDS = [
  { what: 'an erasure', ids: 'E8, PRV-5', make: makeErasure, endOf: async () => null, trial: tryErasure },
  {
    what: 'a retention pass',
    ids: 'P27, PRV-3',
    make: makeRetention,
    endOf: endOfRetention,
    trial: tryRetention,
  },
  { what: 'an export', ids: 'P22, P30, R1', make: makeExports, endOf: endOfExports, trial: tryExports },
];

async function killOften({ what, ids, make, endOf, trial }, { folder, runs, random, tell }) {
  const world = await make(folder);
  process.once('exit', () => rmSync(world.home, { recursive: true, force: true }));
  const expected = await endOf(world);
  const { ms: lasts } = await work(world, begin(world), null);
  tell(`${what} takes ${lasts} ms`);
  const tests = [];
  const problems = [];
  for (let run = 1; run <= runs; run += 1) {
    const killAfterMs = random.int(0, lasts);
    const { at, problems: found } = await trial(world, killAfterMs, expected);
    const title = `[${ids}] ${what} killed after ${killAfterMs} ms (${at}) comes to the same end`;
    tests.push({ title, status: found.length === 0 ? 'passed' : 'failed' });
    tell(`${found.length === 0 ? 'ok    ' : 'FAILED'} ${title}`);
    for (const problem of found) tell(`         ${problem}`);
    problems.push(...found);
  }
  return { what, lasts, tests, problems };
}

/**
 * Kills an erasure, a retention pass and an export at random moments and lets each go on: the same end each time (E8).
 * @param {{ folder: string, runs: number, seed: number, tell: (line: string) => void }} options `runs` of each
 */
export async function runErasureTest({ folder, runs, seed, tell }) {
  const random = createRandom(seed);
  tell(`seed ${seed}`);
  const results = [];
  for (const [at, kind] of KINDS.entries())
    results.push(await killOften(kind, { folder: join(folder, String(at)), runs, random, tell }));
  return {
    lasts: Object.fromEntries(results.map(({ what, lasts }) => [what, lasts])),
    tests: results.flatMap(({ tests }) => tests),
    problems: results.flatMap(({ problems }) => problems),
  };
}
