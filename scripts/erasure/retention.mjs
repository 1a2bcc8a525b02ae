import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { findCanaryIn, orderOf, placeCanary } from '../../tests/integration/erasure/world.ts';
import { openRulesWorld } from '../../tests/integration/harness/rulesAndExports.ts';
import { BY_PHONE } from '../../tests/integration/harness/orders.ts';
import { begin, rows, work } from './child.mjs';
import { differences, endStateOf } from './endState.mjs';

/** Photos and contact of what was ordered first are over; those of what was ordered later are not. */
const BETWEEN_MS = 80 * 86_400_000;
const LATER_MS = 20 * 86_400_000;

/** Orders of two people, one of which the rules let go. */
export async function makeRetention(folder) {
  const core = await openRulesWorld();
  const gone = await placeCanary(core);
  core.clock.pass(BETWEEN_MS);
  const kept = await orderOf(core, { contact: BY_PHONE, names: ['IMG_1.JPG'] }, 'steidzami');
  const key = Buffer.from(core.deps.databaseKey);
  const now = core.clock.now() + LATER_MS;
  await core.leave();
  cpSync(core.folder, folder, { recursive: true });
  return { task: 'retention', folder, home: core.folder, key, now, orders: [...gone, kept], gone, kept };
}

/** What is wrong with the end of a pass, whatever came before. */
async function problemsOf(world, folder) {
  const { hits, blind } = await findCanaryIn(folder, world.key);
  const problems = [...hits, ...blind.map((where) => `cannot be looked into: ${where}`)];
  for (const orderId of world.gone)
    if (existsSync(join(folder, 'files', orderId))) problems.push('photos are left');
  if (!existsSync(join(folder, 'files', world.kept))) problems.push('the photos of somebody else are gone');
  return problems;
}

const stepOf = (world, folder) => {
  const [{ begun, files, people }] = rows(
    world,
    folder,
    `SELECT (SELECT count(*) FROM file_deletion) AS begun, (SELECT count(*) FROM person) AS people,
      (SELECT count(*) FROM orders WHERE files_deleted_at IS NOT NULL) AS files`,
  );
  return `${begun} orders begun, ${files} without files, ${people} people`;
};

/** The end that a pass comes to when nothing interrupts it. */
export async function endOfRetention(world) {
  const folder = begin(world);
  await work(world, folder, null);
  const problems = await problemsOf(world, folder);
  if (problems.length > 0)
    throw new Error(`a pass that nothing interrupts is not right: ${problems.join(', ')}`);
  return endStateOf(world, folder);
}

export async function tryRetention(world, killAfterMs, expected) {
  const folder = begin(world);
  const { how } = await work(world, folder, killAfterMs);
  const at = how === 'done' ? 'done' : stepOf(world, folder);
  await work(world, folder, null);
  const problems = await problemsOf(world, folder);
  problems.push(...differences(expected, await endStateOf(world, folder)));
  return { at, problems };
}
