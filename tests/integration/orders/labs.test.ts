import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LAB_DEFAULTS } from '../../../shared/domain/labDefaults.ts';
import type { LabOutput, LabSettings } from '../../../shared/domain/labs.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { createOrderCore, FREE_START, type OrderCore, placeForTest } from '../harness/orders.ts';

let core: OrderCore;
afterEach(() => core.close());

const route = { format: '10x15', paper: 'gloss', code: '001', detail: '' };
const labFolder = (name: string) => join(core.folder, name);
/** An output with a folder of its own that is there. */
const output = (id: string, lab: LabSettings, part: Partial<LabOutput> = {}): LabOutput => {
  mkdirSync(labFolder(id), { recursive: true });
  return {
    id,
    name: id,
    folder: labFolder(id),
    paused: false,
    routes: [route],
    completion: 'manual',
    staleAfterMs: 900_000,
    lookEveryMs: 2000,
    reference: 'order',
    lab,
    ...part,
  };
};
const open = async (others: 'folder' | 'stop', ...outputs: readonly (() => LabOutput)[]) => {
  core = await createOrderCore();
  core.set({ ...FREE_START, labs: { outputs: outputs.map((make) => make()), others } });
};
const noritsu = (part: Partial<LabOutput> = {}) => output('noritsu', LAB_DEFAULTS.noritsu, part);

const detail = (orderId: OrderId) => core.get(core.who.manager, 'orders:get', { orderId });
const jobs = async (orderId: OrderId) =>
  (await detail(orderId)).jobs.map(({ jobNumber, state, reason }) => [jobNumber, state, reason]);
const start = async (orderId: OrderId) => {
  const { version } = await detail(orderId);
  const change = { orderId, version, to: 'in_production', reason: null } as const;
  await core.get(core.who.staff, 'orders:changeStatus', change);
  core.clock.pass(UNDO_MS);
  await core.features.production.runDue();
};
const look = async (passMs = 2000) => {
  core.clock.pass(passMs);
  await core.features.production.watch();
};
const inLab = (name: string) => readdirSync(labFolder(name)).toSorted();
const retry = async () => {
  const [alert] = (await core.get(core.who.staff, 'jobs:alerts', {})).alerts;
  if (!alert) throw new Error('no alert');
  await core.get(core.who.staff, 'jobs:retry', { jobId: alert.job.jobId });
  await core.features.production.runDue();
};

describe('several outputs', () => {
  it('[OUT-1] take the products mapped to them, each in its own words; the rest goes to the general folder', async () => {
    const second = () =>
      output('epson', LAB_DEFAULTS.epson, { routes: [{ ...route, format: '13x18', code: '014' }] });
    await open('folder', noritsu, second);
    const lines = [{}, { format: '13x18' }, { format: '20x30' }];
    const { orderId, number } = await placeForTest(core, { lines });
    await start(orderId);
    expect((await jobs(orderId)).map(([, state]) => state)).toEqual([
      'handed_over',
      'handed_over',
      'handed_over',
    ]);
    expect([inLab('noritsu'), inLab('epson')]).toEqual([['o07000001'], ['o07000002']]);
    expect(readdirSync(join(core.folder, 'production', '2026-11-22'))).toEqual(['20x30_gloss']);
    const sheet = readFileSync(join(labFolder('noritsu'), 'o07000001/MISC/AUTPRINT.MRK'), 'latin1');
    expect(sheet).toContain('PRT PCH = 001\r\n');
    expect(sheet).toContain(`USR NAM = "${number}"\r\n`);
    for (const word of ['Ilze', 'Berzi', 'example.org', 'IMG_1']) expect(sheet).not.toContain(word);
  });

  it('[OUT-4] stop what no output takes, with its name, where the general folder is not wanted', async () => {
    await open('stop', noritsu);
    const { orderId } = await placeForTest(core, { lines: [{ format: '13x18' }] });
    await start(orderId);
    expect(await jobs(orderId)).toEqual([['07000001', 'failed', 'no-route']]);
    expect(existsSync(join(core.folder, 'production'))).toBe(false);
  });

  it('[OUT-5] hold the jobs of a paused one alone, and hand them over once it goes on', async () => {
    await open('folder', () => noritsu({ paused: true }));
    const { orderId } = await placeForTest(core, { lines: [{}, { format: '13x18' }] });
    await start(orderId);
    expect((await jobs(orderId)).map(([, state]) => state)).toEqual(['waiting', 'handed_over']);
    core.set({ labs: { outputs: [noritsu()] } });
    await core.features.production.runDue();
    expect((await jobs(orderId)).map(([, state]) => state)).toEqual(['handed_over', 'handed_over']);
  });
});

describe('the answer of a lab', () => {
  const handedOver = async (part: Partial<LabOutput> = {}) => {
    await open('folder', () => noritsu(part));
    const { orderId } = await placeForTest(core);
    await start(orderId);
    return orderId;
  };
  const becomes = (to: string, from = 'o07000001') =>
    renameSync(join(labFolder('noritsu'), from), join(labFolder('noritsu'), to));

  it('[OUT-2] is seen when the folder is renamed, and may complete the job', async () => {
    const orderId = await handedOver();
    await look();
    expect(await jobs(orderId)).toEqual([['07000001', 'handed_over', null]]);
    becomes('e07000001');
    await look(1999);
    expect(await jobs(orderId)).toEqual([['07000001', 'handed_over', null]]);
    await look(1);
    expect(await jobs(orderId)).toEqual([['07000001', 'accepted', null]]);
    await core.close();
    const quick = await handedOver({ completion: 'on_accept' });
    becomes('e07000001');
    await look();
    expect(await jobs(quick)).toEqual([['07000001', 'printed', null]]);
    await core.close();
    expect(await jobs(await handedOver({ completion: 'on_handover' }))).toEqual([
      ['07000001', 'printed', null],
    ]);
  });

  it('[OUT-4] that refuses raises a named alert; a retry goes under a new number and touches nothing of the old', async () => {
    const orderId = await handedOver();
    becomes('q07000001');
    await look();
    expect(await jobs(orderId)).toEqual([['07000001', 'failed', 'lab-refused']]);
    await retry();
    expect(await jobs(orderId)).toEqual([
      ['07000001', 'cancelled', 'lab-refused'],
      ['07000002', 'handed_over', null],
    ]);
    expect(inLab('noritsu')).toEqual(['o07000002', 'q07000001']);
  });

  it('[OUT-2, OUT-4] that never comes makes the job stale at its limit; one that comes late still counts', async () => {
    const orderId = await handedOver();
    await look(899_999);
    expect(await jobs(orderId)).toEqual([['07000001', 'handed_over', null]]);
    await look(2000);
    expect(await jobs(orderId)).toEqual([['07000001', 'stale', 'no-answer']]);
    becomes('e07000001');
    await look();
    expect(await jobs(orderId)).toEqual([['07000001', 'accepted', null]]);
    await core.close();
    const patient = await handedOver({ staleAfterMs: 0 });
    await look(86_400_000);
    expect(await jobs(patient)).toEqual([['07000001', 'handed_over', null]]);
  });

  it('[OUT-4] is not read out of an absent share, and a folder that is gone means what the settings say', async () => {
    const orderId = await handedOver({ lab: { ...LAB_DEFAULTS.noritsu, gone: 'accepted' } });
    renameSync(labFolder('noritsu'), labFolder('away'));
    await look();
    expect(await jobs(orderId)).toEqual([['07000001', 'handed_over', null]]);
    renameSync(labFolder('away'), labFolder('noritsu'));
    rmSync(join(labFolder('noritsu'), 'o07000001'), { recursive: true });
    await look();
    expect(await jobs(orderId)).toEqual([['07000001', 'accepted', null]]);
    await core.close();
    const asked = await handedOver();
    rmSync(join(labFolder('noritsu'), 'o07000001'), { recursive: true });
    await look();
    expect(await jobs(asked)).toEqual([['07000001', 'stale', 'job-gone']]);
  });

  it('[OUT-6] does not hide the files from their removal: they go under the name the lab gave them', async () => {
    await handedOver();
    becomes('e07000001');
    await look();
    core.clock.pass(24 * 3_600_000);
    await core.features.production.removeDueFiles();
    expect(inLab('noritsu')).toEqual([]);
  });
});

describe('names of a job', () => {
  it('[OUT-3] are kept over a restart, and never one that stands in any state', async () => {
    await open('folder', noritsu);
    mkdirSync(join(labFolder('noritsu'), 'q07000001'));
    const { orderId } = await placeForTest(core);
    await start(orderId);
    expect(inLab('noritsu')).toEqual(['o070000012', 'q07000001']);
    core = await core.restart();
    renameSync(join(labFolder('noritsu'), 'o070000012'), join(labFolder('noritsu'), 'e070000012'));
    await look();
    expect(await jobs(orderId)).toEqual([['07000001', 'accepted', null]]);
  });
});
