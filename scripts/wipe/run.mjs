import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { demoKey, leftoversOf, readRows } from '../crash/books.mjs';
import { startWholeApp } from '../crash/terminals/wholeApp.mjs';
import { createMatcher } from '../lib/pages/matcher.mjs';
import { readOrderKeys } from '../lib/pages/orderKeys.mjs';
import { scan } from '../lib/pages/scan.mjs';
import { CANARY, CANARY_VALUES, makeCard, NEIGHBOUR, NEIGHBOUR_VALUES } from './canary.mjs';
import { asker, ON_DISK, placeOrder, STEPS, visitUpTo } from './visit.mjs';

/** All must be gone so soon after the end of a visit (privacy specification, K1). */
const WIPED_WITHIN_MS = 5_000;
const LOOK_MS = 200;
const MARKER = 'neighbour';

const WAYS = {
  'starts over': (world) => asker(world.terminal, 'customer')('visit:end', { why: 'startOver' }),
  'is ended as idle': (world) => asker(world.terminal, 'customer')('visit:end', { why: 'idle' }),
  'loses the power and comes back too late': async (world) => {
    await world.terminal.kill();
    await open(world);
  },
};
const CANCELLING = 'cancels the copying and starts over';

/** Where she could be left, by the name under which a find is told. */
const foldersOf = ({ dataFolder, home }) => ({ data: dataFolder, home, shm: '/dev/shm' });

async function open(world) {
  world.terminal = await startWholeApp(world);
  const state = await world.terminal.ready;
  if (state?.state !== 'ready') throw new Error(`Lete is ${state?.state} ${state?.failure ?? ''}`);
}

async function look(world) {
  const { matcher, key, dataFolder, terminal } = world;
  const found = await scan({ folders: foldersOf(world), matcher, key, dataFolder });
  for (const [name, count] of matcher(terminal.output()))
    found.hits.push({ where: 'its output', name, count });
  for (const [where, text] of await pageTexts(terminal))
    for (const [name, count] of matcher(Buffer.from(text))) found.hits.push({ where, name, count });
  return found;
}

/** What the kiosk's page and the clipboard hold. */
async function pageTexts({ app, inPage }) {
  const clipboard = await app.evaluate(({ clipboard: board }) => board.readText());
  const page = await inPage('customer', async () => {
    const databases = (await indexedDB.databases?.()) ?? [];
    const stored = [localStorage, sessionStorage].map((store) => JSON.stringify({ ...store }));
    return [document.documentElement.outerHTML, document.title, JSON.stringify(databases), ...stored].join(
      '\n',
    );
  });
  return [
    ['the clipboard', clipboard],
    ["the kiosk's page", page ?? ''],
  ];
}

/** What is there of a person who has gone, in words; empty when nothing is. */
async function remainsOf(world) {
  const found = await look(world);
  const hers = found.hits.filter(({ name }) => name !== MARKER);
  const remains = hers.map(({ where, name, count }) => `${name} in ${where}, ${count} times`);
  remains.push(...found.blind.map((where) => `cannot be looked into: ${where}`));
  if (!found.hits.some(({ name }) => name === MARKER))
    remains.push('the scan did not find the neighbour either');
  const rows = readRows(world.dataFolder, world.key);
  remains.push(...leftoversOf(world.dataFolder, world.key, rows));
  if (rows.drafts.length > 0) remains.push('a draft');
  const keys = readOrderKeys(world.dataFolder, world.key).size;
  const orders = readdirSync(join(world.dataFolder, 'files')).length;
  if (keys !== 1 || orders !== 1) remains.push(`${keys} keys and ${orders} folders where one order stands`);
  return remains;
}

async function wiped(world) {
  const end = performance.now() + WIPED_WITHIN_MS;
  for (;;) {
    const remains = await remainsOf(world);
    if (remains.length === 0 || performance.now() > end) return remains;
    await delay(LOOK_MS);
  }
}

/** The scan must see her before it may say that she is gone. */
async function missedOf(world, step) {
  const found = await look(world);
  const seen = new Set(found.hits.map(({ name }) => name));
  return [MARKER, ...ON_DISK[step]]
    .filter((name) => !seen.has(name))
    .map((name) => `the scan did not see her ${name} before the wipe`);
}

async function scenario(world, step, way) {
  const draftId = await visitUpTo(step, world.terminal, CANARY);
  const missed = await missedOf(world, step);
  if (way === CANCELLING) {
    const ask = asker(world.terminal, 'customer');
    await ask('media:cancelCopy', { draftId });
    await ask('visit:end', { why: 'startOver' });
  } else await WAYS[way](world);
  return [...missed, ...(await wiped(world))];
}

const PLAN = [
  ...STEPS.flatMap((step) => Object.keys(WAYS).map((way) => ({ step, way }))),
  { step: 'copying', way: CANCELLING },
  { step: 'sizes', way: CANCELLING },
];

/**
 * A person with rare values gives up at each step in each way; afterwards no byte of her may be found.
 * @param {{ folder: string, display: string, tell: (line: string) => void }} options
 */
export async function runWipeTest({ folder, display, tell }) {
  const paths = {
    dataFolder: join(folder, 'data'),
    mediaFolder: join(folder, 'card'),
    home: join(folder, 'home'),
  };
  await makeCard(paths.mediaFolder);
  const world = { ...paths, display, matcher: createMatcher({ ...CANARY_VALUES, ...NEIGHBOUR_VALUES }) };
  await open(world);
  world.key = await demoKey(world.dataFolder);
  await prepare(world);
  const tests = [];
  const problems = [];
  for (const { step, way } of PLAN) {
    const title = `[KIO-3] no byte is left on the disk of a customer who gives up at ${step} and ${way}`;
    const found = await scenario(world, step, way);
    tests.push({ title, status: found.length === 0 ? 'passed' : 'failed' });
    tell(`${found.length === 0 ? 'ok    ' : 'FAILED'} ${title}`);
    for (const what of found) tell(`         ${what}`);
    problems.push(...found.map((what) => ({ step, way, what })));
  }
  await world.terminal.close();
  return { tests, problems };
}

/** The neighbour's order, and a visit that is never resumed: every restart comes too late. */
async function prepare({ terminal }) {
  const ask = asker(terminal, 'staff');
  const { settings } = await ask('settings:get', {}, false);
  await ask('settings:change', { change: { kiosk: { ...settings.kiosk, resumeWithinMs: 0 } } });
  await placeOrder(terminal, NEIGHBOUR);
}
