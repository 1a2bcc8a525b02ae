import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { createImagingHost } from '../../../electron/core/imagingHost/imagingHost.ts';
import { LAB_DEFAULTS } from '../../../shared/domain/labDefaults.ts';
import type { LabOutput, LabSettings } from '../../../shared/domain/labs.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { plain } from '../../fixtures/photos/makePhotos.ts';
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
    perHour: 300,
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

  it('[OUT-6] does not hide them from an erasure either, nor those of a job that was refused and made anew', async () => {
    const orderId = await handedOver();
    becomes('q07000001');
    await look();
    await retry();
    becomes('e07000002', 'o07000002');
    expect(inLab('noritsu')).toEqual(['e07000002', 'q07000001']);
    expect(await core.features.production.removeFilesOfOrder(orderId)).toBe(true);
    expect(inLab('noritsu')).toEqual([]);
  });
});

describe('answers of other labs', () => {
  const handedOver = async (id: string, lab: LabSettings, folders: readonly string[], code = '001') => {
    const routes = [{ ...route, code, detail: 'Glossy' }];
    await open('folder', () => output(id, lab, { routes }));
    for (const folder of folders) mkdirSync(join(labFolder(id), folder), { recursive: true });
    const { orderId } = await placeForTest(core);
    await start(orderId);
    expect((await jobs(orderId)).map(([, state]) => state)).toEqual(['handed_over']);
    return orderId;
  };
  const state = async (orderId: OrderId) => (await jobs(orderId)).map(([, now, reason]) => [now, reason]);

  it('[OUT-2] PIC deletes the request; its folders stay when the files are removed', async () => {
    const orderId = await handedOver('pic', { ...LAB_DEFAULTS.pic, requestDir: 'in' }, ['in', 'images']);
    rmSync(join(labFolder('pic'), 'in/LE00001.txt'));
    renameSync(join(labFolder('pic'), 'in'), join(labFolder('pic'), 'away'));
    await look();
    expect(await state(orderId)).toEqual([['handed_over', null]]);
    renameSync(join(labFolder('pic'), 'away'), join(labFolder('pic'), 'in'));
    await look();
    expect(await state(orderId)).toEqual([['accepted', null]]);
    core.clock.pass(24 * 3_600_000);
    await core.features.production.removeDueFiles();
    expect([inLab('pic'), readdirSync(join(labFolder('pic'), 'images'))]).toEqual([['images', 'in'], []]);
  });

  it('[OUT-2] Frontline removes the folder', async () => {
    const orderId = await handedOver('frontline', LAB_DEFAULTS.frontline, []);
    rmSync(join(labFolder('frontline'), '07000001'), { recursive: true });
    await look();
    expect(await state(orderId)).toEqual([['accepted', null]]);
  });

  it('[OUT-2, OUT-4] Darkroom moves the order file, or marks it as failed', async () => {
    const orderId = await handedOver('darkroom', LAB_DEFAULTS.darkroom, ['images', 'processed']);
    const file = join(labFolder('darkroom'), 'Order07000001.TXT');
    renameSync(file, join(labFolder('darkroom'), 'processed/Order07000001.TXT'));
    await look();
    expect(await state(orderId)).toEqual([['accepted', null]]);
    core.clock.pass(24 * 3_600_000);
    await core.features.production.removeDueFiles();
    expect(inLab('darkroom')).toEqual(['images', 'processed']);
    expect(readdirSync(join(labFolder('darkroom'), 'processed'))).toEqual([]);
    await core.close();
    const refused = await handedOver('darkroom', LAB_DEFAULTS.darkroom, ['images']);
    renameSync(
      join(labFolder('darkroom'), 'Order07000001.TXT'),
      join(labFolder('darkroom'), 'Order07000001.err'),
    );
    await look();
    expect(await state(refused)).toEqual([['failed', 'lab-refused']]);
  });

  it('[OUT-2, OUT-4] a dye-sub folder is empty when all is taken; until then the job waits, and nothing is sent again', async () => {
    const lab = { kind: 'dyeSub', model: 'none' } as const;
    const orderId = await handedOver('dyesub', lab, ['s4x6'], 's4x6');
    const files = readdirSync(join(labFolder('dyesub'), 's4x6')).toSorted();
    expect(files).toEqual(['07000001_0001.jpg', '07000001_0002.jpg']);
    const [first = '', second = ''] = files.map((name) => join(labFolder('dyesub'), 's4x6', name));
    rmSync(first);
    await look(900_000);
    expect(await state(orderId)).toEqual([['stale', 'no-answer']]);
    await core.features.production.runDue();
    expect(existsSync(first)).toBe(false);
    renameSync(second, `${second}.dp`);
    await look();
    expect(await state(orderId)).toEqual([['accepted', null]]);
  });

  it('[OUT-4] a size folder that is missing stops the job with its name', async () => {
    await open('folder', () =>
      output('dyesub', LAB_DEFAULTS.dyeSub, { routes: [{ ...route, code: 's4x6' }] }),
    );
    const { orderId } = await placeForTest(core);
    await start(orderId);
    expect(await state(orderId)).toEqual([['failed', 'folder-missing']]);
    expect(inLab('dyesub')).toEqual([]);
  });
});

describe('the raster of a dye-sub printer', () => {
  it('[OUT-1, OUT-6] is met to the pixel, with the head of the printer left white, upright and lying', async () => {
    const imaging = createImagingHost({
      command: {
        nodePath: process.execPath,
        entry: join(import.meta.dirname, '../../../electron/imaging/process.ts'),
      },
    });
    try {
      const routes = [
        { ...route, code: 's4x6' },
        { ...route, format: '13x18', code: 's5x7' },
      ];
      core = await createOrderCore(imaging);
      const outputs = [output('dyesub', LAB_DEFAULTS.dyeSub, { routes })];
      core.set({ ...FREE_START, labs: { outputs, others: 'folder' } });
      for (const { code } of routes) mkdirSync(join(labFolder('dyesub'), code));
      const lines = [{ mirror: true }, { rotation: 1 as const, format: '13x18' }];
      const photo = await plain(900, 600, [200, 30, 40]).jpeg().toBuffer();
      const { orderId } = await placeForTest(core, { photos: 1, size: [900, 600], lines }, photo);
      await start(orderId);
      expect((await jobs(orderId)).map(([, state]) => state)).toEqual(['handed_over', 'handed_over']);
      const lying = await bandsOf(join(labFolder('dyesub'), 's4x6/07000001_0001.jpg'));
      expect(lying).toEqual({ size: [1920, 1240], white: { left: 38, right: 38, top: 0, bottom: 0 } });
      const upright = await bandsOf(join(labFolder('dyesub'), 's5x7/07000002_0001.jpg'));
      expect(upright).toEqual({ size: [1920, 2138], white: { left: 186, right: 186, top: 0, bottom: 0 } });
    } finally {
      await imaging.close();
    }
  });
});

/** Size of a picture, and how many pixels at each side are white, read along its middle lines. */
async function bandsOf(file: string) {
  const { data, info } = await sharp(file).greyscale().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const row = [...data.subarray((height >> 1) * width, ((height >> 1) + 1) * width)];
  const column = Array.from({ length: height }, (_, y) => data[y * width + (width >> 1)] ?? 0);
  const whites = (line: readonly number[]) => line.findIndex((grey) => grey < 200);
  return {
    size: [width, height],
    white: {
      left: whites(row),
      right: whites(row.toReversed()),
      top: whites(column),
      bottom: whites(column.toReversed()),
    },
  };
}

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

  it('[OUT-3] of a job that was planned before there were labs are those it began with', async () => {
    await open('folder', noritsu);
    const { orderId } = await placeForTest(core, { photos: 1 });
    await start(orderId);
    const root = labFolder('old');
    mkdirSync(root);
    const former = {
      root,
      template: '%Job%/old_%Index%.jpg',
      copies: 'inName',
      marker: { kind: 'none' },
      at: 1,
    };
    core.deps.transact((tx) =>
      tx.db.run(sql`UPDATE output_job SET state = 'building', progress = 'none', paths = '[]', handed_over_at = NULL,
        plan = ${JSON.stringify(former)}`),
    );
    core = await core.restart();
    await core.features.production.runDue();
    expect((await jobs(orderId)).map(([, state]) => state)).toEqual(['handed_over']);
    expect(readdirSync(join(root, '07000001'))).toEqual(['old_0001.jpg']);
  });
});
