import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openKeyed } from '../../electron/core/db/driver.ts';
import {
  findCanaryIn,
  openWorld,
  orderErasure,
  orderOf,
  peopleOf,
  placeCanary,
} from '../../tests/integration/erasure/world.ts';
import { Contact } from '../../shared/domain/contact.ts';
import { createRandom } from '../crash/random.mjs';
import { verifyCertificate } from '../lib/verifyCertificate.mjs';

/** Shares nothing with the person who is erased, so that a search may ask for nothing at all. */
const BESIDE = Contact.parse({
  way: 'email',
  email: 'keizarsene@berzlapa.lv',
  name: 'Bērzlapa Keizarsēne',
  address: null,
});
const SUBJECT = join(import.meta.dirname, 'subject.mjs');
/** Past every wait between two tries. */
const LATER_MS = 7 * 86_400_000;

/** One terminal with somebody to erase and somebody beside, as every run finds it. */
async function makeTemplate(folder) {
  const { core } = await openWorld();
  const beside = await orderOf(core, { contact: BESIDE, names: ['IMG_1.JPG'] }, 'steidzami');
  const orders = await placeCanary(core);
  orderErasure(core, peopleOf(core, orders));
  const key = Buffer.from(core.deps.databaseKey);
  const now = core.clock.now() + LATER_MS;
  await core.leave();
  cpSync(core.folder, folder, { recursive: true });
  // Every run is at the same place: the lab's folder is known by its path.
  return { folder, home: core.folder, key, now, beside };
}

/** Lets the process work; killed after `killAfterMs`, or to its end with null. @returns {Promise<'done' | 'killed'>} */
async function work({ key, now }, folder, killAfterMs) {
  const subject = fork(SUBJECT, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  subject.stderr.on('data', (text) => (said += text));
  const ended = new Promise((resolve) => subject.once('exit', (code, signal) => resolve({ code, signal })));
  const begun = new Promise((resolve) => subject.once('message', resolve));
  subject.send({ folder, key: key.toString('base64'), now });
  await Promise.race([begun, ended]);
  if (killAfterMs !== null) {
    await Promise.race([delay(killAfterMs), ended]);
    subject.kill('SIGKILL');
  }
  const { code, signal } = await ended;
  if (signal === 'SIGKILL') return 'killed';
  if (code !== 0) throw new Error(`the erasing process ended with ${code}: ${said.slice(-2000)}`);
  return 'done';
}

function rows({ key }, folder, statement) {
  const db = openKeyed({ file: join(folder, 'lete.db'), key, nativeBinding: null });
  try {
    return db.prepare(statement).all();
  } finally {
    db.close();
  }
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

function begin({ folder, home }) {
  rmSync(home, { recursive: true, force: true });
  cpSync(folder, home, { recursive: true });
  return home;
}

async function trial(world, killAfterMs) {
  const folder = begin(world);
  const before = neighbour(world, folder);
  const how = await work(world, folder, killAfterMs);
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

/**
 * Kills an erasure at random moments and lets it go on: the same end each time (E8).
 * @param {{ folder: string, runs: number, seed: number, tell: (line: string) => void }} options
 */
export async function runErasureTest({ folder, runs, seed, tell }) {
  const random = createRandom(seed);
  const world = await makeTemplate(join(folder, 'template'));
  const home = begin(world);
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const started = performance.now();
  await work(world, home, null);
  const lasts = Math.round(performance.now() - started);
  tell(`A whole erasure takes ${lasts} ms; seed ${seed}`);
  const tests = [];
  const problems = [];
  for (let run = 1; run <= runs; run += 1) {
    const killAfterMs = random.int(0, lasts);
    const { at, problems: found } = await trial(world, killAfterMs);
    const title = `[E8, PRV-5] an erasure killed after ${killAfterMs} ms (${at}) comes to the same end`;
    tests.push({ title, status: found.length === 0 ? 'passed' : 'failed' });
    tell(`${found.length === 0 ? 'ok    ' : 'FAILED'} ${title}`);
    for (const what of found) tell(`         ${what}`);
    problems.push(...found);
  }
  return { lasts, tests, problems };
}
