import { createHash, randomBytes } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { openRulesWorld } from '../../tests/integration/harness/rulesAndExports.ts';
import { BY_PHONE, placeForTest } from '../../tests/integration/harness/orders.ts';
import { begin, rows, work } from './child.mjs';
import { differences, endStateOf } from './endState.mjs';

const PHOTOS = 6;
const PHOTO_BYTES = 2 * 1024 * 1024;

/** An access package that is ordered and a disclosure that is approved, of one person with photos. */
export async function makeExports(folder) {
  const core = await openRulesWorld();
  const { orderId } = await placeForTest(
    core,
    { contact: BY_PHONE, photos: PHOTOS },
    randomBytes(PHOTO_BYTES),
  );
  const [person] = core.database.writer.prepare('SELECT person_id FROM orders').all();
  const requestId = core.deps.ids.ulid();
  core.deps.transact((tx) => core.features.access.order(tx, { requestId, people: [person.person_id] }));
  await core.features.access.settled();
  core.database.writer.exec("UPDATE access_package SET state = 'building', code = NULL, sha256 = NULL");
  const { disclosureId } = await core.get(core.who.manager, 'disclosures:propose', {
    arrivalId: null,
    ground: 'authority',
    recipientId: 'state-police',
    orderIds: [orderId],
    fields: ['name', 'phone', 'photos'],
    document: {
      type: 'request',
      number: '14-2/2026',
      date: '2026-11-20',
      basis: 'criminal-procedure',
      verified: 'called-back',
    },
    proportionality: null,
    channel: 'handed-over',
    given: 'part',
    mayBeTold: false,
    tellNotBefore: null,
  });
  const key = Buffer.from(core.deps.databaseKey);
  const now = core.clock.now() + 60_000;
  await core.leave();
  cpSync(core.folder, folder, { recursive: true, filter: (path) => !path.endsWith('.zip') });
  return {
    task: 'exports',
    folder,
    home: core.folder,
    key,
    now,
    orders: [orderId],
    requestId,
    disclosureId,
    more: { disclosureId },
  };
}

/** What is in an archive, by name and digest. */
async function contentOf(path, code) {
  if (!existsSync(path)) return 'not there';
  const reader = new ZipReader(new BlobReader(new Blob([readFileSync(path)])));
  const entries = [];
  for (const entry of await reader.getEntries()) {
    const bytes = await entry.getData(new Uint8ArrayWriter(), { password: code });
    entries.push(`${entry.filename} ${createHash('sha256').update(bytes).digest('hex')}`);
  }
  return entries.toSorted().join('\n');
}

/** Both archives opened with the code that the terminal gives out. */
async function archivesOf(world, folder) {
  const [{ code: access }] = rows(world, folder, 'SELECT code FROM access_package');
  const [{ code: disclosure }] = rows(world, folder, 'SELECT code FROM disclosure');
  const path = (name) => join(folder, 'exports', name);
  return [
    ['access package', await contentOf(path(`lete-access-${world.requestId}.zip`), access)],
    ['disclosure', await contentOf(path(`nodosana-${world.disclosureId}.zip`), disclosure)],
  ];
}

const stepOf = (world, folder) => {
  const [{ state }] = rows(world, folder, 'SELECT state FROM access_package');
  const exports = join(folder, 'exports');
  return `package ${state}; ${
    existsSync(exports)
      ? readdirSync(exports)
          .map((name) => name.replace(/[0-9A-Z]{26}/, '…'))
          .join(', ')
      : 'no folder'
  }`;
};

const endOf = async (world, folder) =>
  new Map([...(await endStateOf(world, folder)), ...(await archivesOf(world, folder))]);

/** The end that both exports come to when nothing interrupts them. */
export async function endOfExports(world) {
  const folder = begin(world);
  await work(world, folder, null);
  return endOf(world, folder);
}

export async function tryExports(world, killAfterMs, expected) {
  const folder = begin(world);
  const { how } = await work(world, folder, killAfterMs);
  const at = how === 'done' ? 'done' : stepOf(world, folder);
  await work(world, folder, null);
  return { at, problems: differences(expected, await endOf(world, folder)) };
}
