// npm run test:mutation -- [--only=privacy|AREA,…] [--sample=N --seed=S] [--json]: takes away one rule, check or guard
// at a time, in a copy, and runs the tests that should notice. At least 95 % must be noticed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand, say } from './lib/output.mjs';
import { repoRoot } from './lib/paths.mjs';
import { AREAS } from './mutation/areas/index.mjs';
import { copySources } from './mutation/copy.mjs';
import { examineAll } from './mutation/examine.mjs';
import { createExaminer } from './mutation/lanes.mjs';
import { findMutants, sampled } from './mutation/mutants.mjs';
import { isEnough, linesOf, summaryOf, withAreas } from './mutation/summary.mjs';

const FIGURES = join(repoRoot, 'docs/privacy-mutation.json');
const names = AREAS.map(({ name }) => name);

function areasFrom(only) {
  if (only === 'privacy') return names;
  const chosen = only.split(',');
  const unknown = chosen.find((name) => !names.includes(name));
  if (unknown) throw new Error(`--only is privacy or some of: ${names.join(', ')}`);
  return chosen;
}

function readFigures() {
  return existsSync(FIGURES) ? JSON.parse(readFileSync(FIGURES, 'utf8')) : { areas: [] };
}

async function triedAll(root, chosen, examiner) {
  try {
    return await examineAll(root, chosen, examiner, say);
  } finally {
    await examiner.end();
  }
}

// Leave through the door, so that the copy is removed.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

await runCommand('The mutation run did not happen', async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: 'privacy' },
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const size = values.sample === undefined ? Infinity : Number(values.sample);
  if (!(size >= 1)) throw new Error('--sample is a whole number from 1 on');
  const areas = areasFrom(values.only);
  const root = copySources();
  const all = findMutants(root, areas);
  const chosen = size < all.length ? sampled(all, size, Number(values.seed)) : all;
  say(`${all.length} mutants in ${areas.length} areas; ${chosen.length} are tried`);
  const examiner = createExaminer(root);
  const results = await triedAll(root, chosen, examiner);
  const summary = summaryOf(results, areas);
  for (const line of linesOf(summary)) say(line);
  // The document shows areas that were tried as a whole: a sample says nothing about the rest.
  if (chosen === all) writeFileSync(FIGURES, withAreas(readFigures(), summary));
  if (values.json) process.stdout.write(`${JSON.stringify({ ...summary, results }, null, 2)}\n`);
  if (!isEnough(summary)) process.exitCode = 1;
});
