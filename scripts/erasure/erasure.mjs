import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findCanaryIn,
  openWorld,
  orderErasure,
  orderOf,
  peopleOf,
  placeCanary,
} from '../../tests/integration/erasure/world.ts';
import { Contact } from '../../shared/domain/contact.ts';
import { verifyCertificate } from '../lib/verifyCertificate.mjs';
import { begin, rows, work } from './child.mjs';

/** Shares nothing with the person who is erased, so that a search may ask for nothing at all. */
const BESIDE = Contact.parse({
  way: 'email',
  email: 'keizarsene@berzlapa.lv',
  name: 'Bērzlapa Keizarsēne',
  address: null,
});
/** Past every wait between two tries. */
const LATER_MS = 7 * 86_400_000;

/** One terminal with somebody to erase and somebody beside, as every run finds it. */
export async function makeErasure(folder) {
  const { core } = await openWorld();
  const beside = await orderOf(core, { contact: BESIDE, names: ['IMG_1.JPG'] }, 'steidzami');
  const orders = await placeCanary(core);
  orderErasure(core, peopleOf(core, orders));
  const key = Buffer.from(core.deps.databaseKey);
  const now = core.clock.now() + LATER_MS;
  await core.leave();
  cpSync(core.folder, folder, { recursive: true });
  return { task: 'erasure', folder, home: core.folder, key, now, beside };
}

/** Everything of the neighbour, as one digest. */
function neighbour(world, folder) {
  const hash = createHash('sha256');
  const tables = [
    'orders',
    'order_photo',
    'order_item',
    'order_search',
    'order_history',
    'output_job',
    'print_task',
  ];
  for (const table of tables)
    hash.update(
      JSON.stringify(rows(world, folder, `SELECT * FROM ${table} WHERE order_id = '${world.beside}'`)),
    );
  hash.update(JSON.stringify(rows(world, folder, `SELECT * FROM person WHERE name LIKE 'Bērzlapa%'`)));
  const files = join(folder, 'files', world.beside);
  for (const name of readdirSync(files).sort()) hash.update(readFileSync(join(files, name)));
  return hash.digest('hex');
}

const jobOf = (world, folder) => rows(world, folder, 'SELECT state, step, begun FROM erasure_job')[0];

/** What is wrong with an erasure that says it is proved. */
async function problemsOf(world, folder) {
  const { hits, blind } = await findCanaryIn(folder, world.key);
  const problems = [...hits, ...blind.map((where) => `cannot be looked into: ${where}`)];
  const certificates = rows(world, folder, 'SELECT body FROM erasure_certificate');
  if (certificates.length !== 1) problems.push(`${certificates.length} certificates`);
  for (const { body } of certificates) problems.push(...verifyCertificate(Buffer.from(body)).problems);
  const left = readdirSync(join(folder, 'keys')).filter((name) => name.startsWith('search-set'));
  // A cut between the proof and the removal leaves the sealed set to the next start.
  return { problems, left };
}

export async function tryErasure(world, killAfterMs) {
  const folder = begin(world);
  const before = neighbour(world, folder);
  const { how } = await work(world, folder, killAfterMs);
  const cut = jobOf(world, folder);
  const problems = [];
  if (cut.state === 'proved') problems.push(...(await problemsOf(world, folder)).problems);
  await work(world, folder, null);
  const end = jobOf(world, folder);
  if (end.state !== 'proved') problems.push(`it ended ${end.state} at ${end.step}`);
  const { problems: remaining, left } = await problemsOf(world, folder);
  problems.push(...remaining, ...left);
  if (neighbour(world, folder) !== before) problems.push('the neighbour is not as before');
  return { at: how === 'done' ? 'done' : `${cut.step}${cut.begun ? ', begun' : ''}`, problems };
}
