import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { ledgerPath } from '../../../electron/core/features/erasure/job/ledger.ts';
import { listBackups } from '../../../electron/core/db/backup.ts';
import {
  type ErasureCore,
  findCanary,
  openWorld,
  orderErasure,
  peopleOf,
  placeCanary,
  stateOf,
  type World,
} from './world.ts';

let world: World;
let core: ErasureCore;
beforeEach(async () => {
  world = await openWorld();
  core = world.core;
});
afterEach(() => core.close());

const database = () => join(core.folder, 'lete.db');
const eraseCanary = async (): Promise<string> => {
  const orders = await placeCanary(core);
  core.database.backUp();
  core.clock.pass(1000);
  const requestId = orderErasure(core, peopleOf(core, orders));
  await core.features.erasure.runDue();
  return requestId;
};
/** Comes up again with other files in the data folder; nothing is repeated yet. */
const restartWith = async (change: () => void): Promise<void> => {
  const { folder } = core;
  core = await core.restart(() => {
    for (const suffix of ['-wal', '-shm']) rmSync(`${join(folder, 'lete.db')}${suffix}`, { force: true });
    change();
  });
};
const oldest = (): string => listBackups(join(core.folder, 'backups')).at(-1)?.file ?? '';
const names = () => core.deps.read.all(sql`SELECT name FROM person`);
const recover = () => core.features.erasure.recover();

describe('a backup that is older than an erasure', () => {
  it('[E10] is restored by hand and shows nobody who was erased, before anything is shown', async () => {
    const requestId = await eraseCanary();
    const backup = oldest();
    await restartWith(() => copyFileSync(backup, database()));
    expect(names()).toHaveLength(2);
    await recover();
    expect(names()).toEqual([]);
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'proved' });
    const { hits } = await findCanary(core);
    expect(hits.filter((hit) => !hit.includes('/backups/'))).toEqual([]);
    for (const { order_id } of core.deps.read.all<{ order_id: string }>(sql`SELECT order_id FROM orders`))
      expect(await core.deps.fileKeys.get(order_id)).toBeUndefined();
  });

  it('[E10] is restored by itself when the database is damaged', async () => {
    await eraseCanary();
    const kept = oldest();
    for (const { file } of listBackups(join(core.folder, 'backups'))) if (file !== kept) rmSync(file);
    await restartWith(() => writeFileSync(database(), Buffer.alloc(8192, 7)));
    expect(core.database.restored).not.toBeNull();
    expect(names()).toHaveLength(2);
    await recover();
    expect(names()).toEqual([]);
    expect((await findCanary(core)).hits.filter((hit) => !hit.includes('/backups/'))).toEqual([]);
  });

  it('[REC-5, E10] is chosen by a manager: nobody who was erased is there before the first call is answered', async () => {
    const requestId = await eraseCanary();
    const at = listBackups(join(core.folder, 'backups')).at(-1)?.at ?? 0;
    expect(await core.database.backups.stage(at)).toBe(true);
    core.database.backups.choose({ at: core.clock.now(), backupAt: at, chosen: {} });
    core = await core.restart(() => undefined);
    expect(core.database.restored).toMatchObject({ backupAt: at });
    expect(names()).toHaveLength(2);
    await recover();
    expect(names()).toEqual([]);
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'proved' });
    expect((await findCanary(core)).hits.filter((hit) => !hit.includes('/backups/'))).toEqual([]);
    for (const { order_id } of core.deps.read.all<{ order_id: string }>(sql`SELECT order_id FROM orders`))
      expect(await core.deps.fileKeys.get(order_id)).toBeUndefined();
  });

  it('[E10] made while the erasure ran, it ends the same way', async () => {
    const requestId = await eraseCanary();
    const newest = listBackups(join(core.folder, 'backups'))[0]?.file ?? '';
    await restartWith(() => copyFileSync(newest, database()));
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'running', step: 'backup' });
    await recover();
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'proved' });
  });
});

describe('the ledger', () => {
  it('[E10] without it, or with a shorter one, the database stays shut', async () => {
    await eraseCanary();
    const ledger = readFileSync(ledgerPath(core.folder), 'utf8');
    const lines = ledger.split('\n').filter(Boolean);
    expect(lines).toHaveLength(2);
    rmSync(ledgerPath(core.folder));
    await expect(recover()).rejects.toThrow('missing');
    writeFileSync(ledgerPath(core.folder), `${lines[0]}\n`);
    await expect(recover()).rejects.toThrow('missing');
    writeFileSync(ledgerPath(core.folder), ledger);
    await expect(recover()).resolves.toBeUndefined();
  });

  it('[E10] that was changed in any way is none', async () => {
    await eraseCanary();
    const text = readFileSync(ledgerPath(core.folder), 'utf8');
    for (const changed of [
      text.replace(/"issued_at":\d/, '"issued_at":9'),
      `${text}${text.split('\n').at(-2)}\n`,
      text.slice(text.indexOf('\n') + 1),
      '{}\n',
      '',
    ]) {
      writeFileSync(ledgerPath(core.folder), changed);
      await expect(recover()).rejects.toThrow('damaged');
    }
  });

  it('[E8] forgets a line that a power cut left half written', async () => {
    await eraseCanary();
    const whole = readFileSync(ledgerPath(core.folder), 'utf8');
    appendFileSync(ledgerPath(core.folder), whole.slice(0, 60));
    await recover();
    expect(readFileSync(ledgerPath(core.folder), 'utf8')).toBe(whole);
    truncateSync(ledgerPath(core.folder), whole.length - 5);
    await expect(recover()).rejects.toThrow('missing');
  });

  it('[E3] names people by pseudonym and orders by number only', async () => {
    await eraseCanary();
    expect(existsSync(ledgerPath(core.folder))).toBe(true);
    const entry = JSON.parse(readFileSync(ledgerPath(core.folder), 'utf8').split('\n')[1] ?? '') as object;
    expect(Object.keys(entry).toSorted()).toEqual([
      'cmd_id',
      'format',
      'issued_at',
      'map_version',
      'order_refs',
      'prev',
      'request_id',
      'seq',
      'sig',
      'subject_refs',
    ]);
  });
});
