// npm run bench -- [--only=NAME] [--quick] [--json]: how fast Lete is, each number against a named peer of the same run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bringIn } from './bench/bringIn.mjs';
import { erasure } from './bench/erasure.mjs';
import { heic } from './bench/heic.mjs';
import { kiosk } from './bench/kiosk.mjs';
import { orders } from './bench/orders.mjs';
import { place } from './bench/place.mjs';
import { prints } from './bench/prints.mjs';
import { scroll } from './bench/scroll.mjs';
import { start } from './bench/start.mjs';
import { sync } from './bench/sync.mjs';
import { thumbnails } from './bench/thumbnails.mjs';
import { runCommand, say, secondsSince } from './lib/output.mjs';

/** Each answers a list of results; the order is that of the report. */
const BENCHES = {
  start,
  'bring-in': bringIn,
  place,
  orders,
  erasure,
  kiosk,
  scroll,
  thumbnails,
  heic,
  prints,
  sync,
};
// A disk that lasts: /tmp may lie in memory.
const PLACE = process.platform === 'linux' ? '/var/tmp' : tmpdir();

await runCommand('Not measured', async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const names = values.only === undefined ? Object.keys(BENCHES) : [values.only];
  if (!names.every((name) => Object.hasOwn(BENCHES, name))) {
    throw new Error(`There is no bench "${values.only}", only ${Object.keys(BENCHES).join(', ')}`);
  }
  const answer = process.stdout.write.bind(process.stdout);
  // What building says must not stand in the JSON.
  if (values.json) process.stdout.write = process.stderr.write.bind(process.stderr);
  const results = [];
  say('| What | Ours | Peer | Ratio | Aim | Met | Peer is |\n|---|---|---|---|---|---|---|');
  for (const name of names) {
    const began = performance.now();
    const measured = await runBench(name, values.quick);
    for (const row of measured.map(rowOf)) say(row);
    process.stderr.write(`  ${name} took ${secondsSince(began)}\n`);
    results.push(...measured);
  }
  if (values.json) answer(`${JSON.stringify(results, null, 2)}\n`);
});

async function runBench(name, quick) {
  const folder = await mkdtemp(join(PLACE, 'lete-bench-'));
  try {
    return await BENCHES[name]({ folder, quick });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A row of the table in docs/benchmarks.md. */
function rowOf({ name, ours, peer, ratio, aim, met, unit, peerName }) {
  const verdict = met === null ? '–' : met ? 'yes' : 'NO';
  const cells = [
    name,
    `${ours} ${unit}`,
    peer === null ? '–' : `${peer} ${unit}`,
    ratio ?? '–',
    aim ?? '–',
    verdict,
  ];
  return `| ${[...cells, peerName].join(' | ')} |`;
}
