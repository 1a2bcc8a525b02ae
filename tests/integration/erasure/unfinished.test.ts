import { readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyed } from '../../../electron/core/db/driver.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { createSearchSets } from '../../../electron/core/features/erasure/job/searchSet.ts';
import {
  CANARY,
  type ErasureCore,
  openWorld,
  orderErasure,
  peopleOf,
  placeCanary,
  stateOf,
  type World,
} from './world.ts';

let world: World;
let core: ErasureCore;
const open = async (...args: Parameters<typeof openWorld>) => {
  world = await openWorld(...args);
  core = world.core;
};
beforeEach(() => open());
afterEach(() => world.core.close());

const run = () => core.features.erasure.runDue();
const people = (): number => core.deps.read.all(sql`SELECT person_id FROM person`).length;

describe('what an erasure looks for', () => {
  it('[E3, E8] goes also where the power went while it was written, and a running erasure keeps its own', async () => {
    const orders = await placeCanary(core);
    const requestId = orderErasure(core, peopleOf(core, orders));
    const keys = join(core.folder, 'keys');
    const cmdId = core.deps.read.get<{ id: string }>(sql`SELECT cmd_id AS id FROM erasure_job`)?.id ?? '';
    const half = `search-set.${cmdId}.d49d91c8.tmp`;
    const setsLeft = () => readdirSync(keys).filter((name) => name.startsWith('search-set'));
    await createSearchSets(core.folder, core.deps.databaseKey).write(cmdId, [
      { kind: 'name', text: CANARY.name },
    ]);
    core = world.core = await core.restart(() => writeFileSync(join(keys, half), 'sealed'));
    expect(setsLeft()).toEqual([`search-set.${cmdId}`, half]);
    await core.features.erasure.recover();
    expect(setsLeft()).toEqual([`search-set.${cmdId}`]);
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'proved' });
    expect(setsLeft()).toEqual([]);
  });
});

describe('an erasure that cannot end', () => {
  const held = () => {
    const other = openKeyed({
      file: join(core.folder, 'lete.db'),
      key: core.deps.databaseKey,
      nativeBinding: null,
      readonly: true,
    });
    other.exec('BEGIN');
    other.prepare('SELECT count(*) FROM person').get();
    return other;
  };

  it('[E5] is retrying while another connection reads, never done, and ends after it', async () => {
    const orders = await placeCanary(core);
    const requestId = orderErasure(core, peopleOf(core, orders));
    const other = held();
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({
      state: 'retrying',
      step: 'checkpoint',
      reason: 'reader-open',
      certificateId: null,
    });
    expect(world.settled.at(-1)).toMatchObject({ result: 'retrying', certificateId: null });
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({ tries: 1 });
    other.close();
    core.clock.pass(60_000);
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'proved', reason: null });
  });

  it('[E3, E5] is not proved while print files lie on a share that is away', async () => {
    const orders = await placeCanary(core);
    const requestId = orderErasure(core, peopleOf(core, orders));
    const share = join(core.folder, 'production');
    renameSync(share, `${core.folder}-share`);
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({
      state: 'retrying',
      step: 'files',
      reason: 'files-in-use',
      certificateId: null,
    });
    renameSync(`${core.folder}-share`, share);
    core.clock.pass(60_000);
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'proved', reason: null });
  });

  it('[E5] waits while a customer is at the kiosk', async () => {
    await core.close();
    let visit = true;
    await open({ hasVisit: () => visit });
    const orders = await placeCanary(core);
    const requestId = orderErasure(core, peopleOf(core, orders));
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'running', step: 'quiesce', tries: 0 });
    expect(people()).toBe(2);
    visit = false;
    core.clock.pass(15_000);
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'proved' });
  });

  it.each([
    ['a log', 'logs/lete-2026-11-22.log', CANARY.name],
    ['the profile', 'profile/Local State', 'zanete.ozolpaegle@kverpjvite.lv'],
    ['an export', 'exports/list.csv', Buffer.from(CANARY.name, 'utf16le')],
    ['a file name', 'exports/Kanarijzvirbulis_1.jpg', 'x'],
    [
      'a damaged picture in production',
      'production/left.jpg',
      Buffer.from([0xff, 0xd8, 0xff, ...Buffer.from(CANARY.note)]),
    ],
    ['a place nobody knows', 'notes.txt', '+371 29 998 877'],
  ])('[E3] is not proved while the person is in %s', async (_where, file, bytes) => {
    const orders = await placeCanary(core);
    const requestId = orderErasure(core, peopleOf(core, orders));
    writeFileSync(join(core.folder, file), bytes);
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({
      state: 'retrying',
      step: 'proof',
      reason: 'unexplained',
    });
  });

  it('[E3] reads past the socket of a running browser, and reads where a link leads', async () => {
    const orders = await placeCanary(core);
    const requestId = orderErasure(core, peopleOf(core, orders));
    const profile = join(core.folder, 'profile');
    const socket = join(profile, 'SingletonSocket');
    const server = createServer();
    await new Promise<void>((done) => server.listen(socket, done));
    symlinkSync(socket, join(profile, 'SingletonLink'));
    symlinkSync(join(core.folder, `${CANARY.name}.txt`), join(profile, 'Recent'));
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({ step: 'proof', reason: 'unexplained' });
    rmSync(join(profile, 'Recent'));
    core.clock.pass(60_000);
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'proved' });
    await new Promise((done) => server.close(done));
  });

  it('[E3] is not proved while a print file is still in production', async () => {
    await core.close();
    await open({ removePrintFiles: async () => true });
    const orders = await placeCanary(core);
    const requestId = orderErasure(core, peopleOf(core, orders));
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({
      state: 'retrying',
      step: 'proof',
      reason: 'unexplained',
    });
  });

  it('[E2] deletes nobody where the search cannot find the living', async () => {
    const orders = await placeCanary(core);
    const requestId = orderErasure(core, peopleOf(core, orders));
    const cmdId = core.deps.read.get<{ cmd_id: string }>(sql`SELECT cmd_id FROM erasure_job`)?.cmd_id ?? '';
    const sets = createSearchSets(core.folder, core.deps.databaseKey);
    await sets.write(cmdId, [{ kind: 'name', text: 'Kaspars Kvadrātvīrs' }]);
    core.deps.transact((tx) => tx.db.run(sql`UPDATE erasure_job SET step = 'control'`));
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({
      state: 'retrying',
      step: 'control',
      reason: 'not-found-before',
    });
    expect(people()).toBe(2);
  });

  it('[E8] is not proved where what it looks for was lost on the way', async () => {
    const orders = await placeCanary(core);
    const requestId = orderErasure(core, peopleOf(core, orders));
    core.deps.transact((tx) => tx.db.run(sql`UPDATE erasure_job SET step = 'proof'`));
    await run();
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'retrying', reason: 'values-lost' });
  });
});
