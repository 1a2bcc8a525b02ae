import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { createImagingHost } from '../../../electron/core/imagingHost/imagingHost.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { BLUE, quarters } from '../../fixtures/photos/makePhotos.ts';
import { createFakeImaging } from '../harness/fakeImaging.ts';
import { createOrderCore, FREE_START, type OrderCore, placeForTest } from '../harness/orders.ts';
import type { TestDeps } from '../harness/testCore.ts';

const root = join(import.meta.dirname, '../../..');
let core: OrderCore;
afterEach(() => core.close());

const open = async (...args: Parameters<typeof createOrderCore>) => {
  core = await createOrderCore(...args);
  core.set(FREE_START);
};
const detail = (orderId: OrderId) => core.get(core.who.manager, 'orders:get', { orderId });
const change = async (orderId: OrderId, to: 'in_production' | 'ready' | 'placed') => {
  const { version } = await detail(orderId);
  return core.get(core.who.staff, 'orders:changeStatus', { orderId, version, to, reason: null });
};
const start = async (orderId: OrderId) => {
  await change(orderId, 'in_production');
  core.clock.pass(UNDO_MS);
};
/** Every file below the hot folder, staging names included. */
const filesIn = (folder = join(core.folder, 'production')): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .toSorted()
    : [];

describe('handing jobs to the lab', () => {
  it('makes one job for each product, numbered with 8 digits, and tells staff what happened', async () => {
    await open();
    const { orderId } = await placeForTest(core, { lines: [{ copies: 2 }, { format: '13x18' }] });
    await start(orderId);
    await core.features.production.runDue();
    const { jobs, history } = await detail(orderId);
    expect(
      jobs.map(({ jobNumber, format, paper, images, state }) => [
        jobNumber,
        `${format} ${paper}`,
        images,
        state,
      ]),
    ).toEqual([
      ['07000001', '10x15 gloss', 2, 'handed_over'],
      ['07000002', '13x18 gloss', 2, 'handed_over'],
    ]);
    expect(filesIn()).toEqual([
      '2026-11-22/10x15_gloss/07000001/2x_0001.jpg',
      '2026-11-22/10x15_gloss/07000001/2x_0002.jpg',
      '2026-11-22/10x15_gloss/07000001/job.json',
      '2026-11-22/13x18_gloss/07000002/1x_0001.jpg',
      '2026-11-22/13x18_gloss/07000002/1x_0002.jpg',
      '2026-11-22/13x18_gloss/07000002/job.json',
    ]);
    expect(history.slice(0, 2).map(({ code, reason, by }) => [code, reason, by])).toEqual([
      ['job_handed_over', '07000002', null],
      ['job_handed_over', '07000001', null],
    ]);
    expect(core.events.filter(({ name }) => name === 'jobs-changed').length).toBeGreaterThanOrEqual(5);
  });

  it('[OUT-3] loses, halves or repeats no job, wherever the power goes between two records', async () => {
    for (const when of ['before', 'after'] as const) {
      for (const cutAt of [1, 2, 3]) {
        let calls = 0;
        let powered = true;
        const cut = (deps: TestDeps): TestDeps => ({
          ...deps,
          transact: (run) => {
            // Only the first life of the features dies.
            if (!powered) throw new Error('no power');
            if (deps !== first) return deps.transact(run);
            calls += 1;
            if (calls < cutAt) return deps.transact(run);
            powered = false;
            if (when === 'after') deps.transact(run);
            throw new Error('power cut');
          },
        });
        let first: TestDeps | null = null;
        await open(createFakeImaging(), (deps) => {
          first ??= deps;
          return cut(deps);
        });
        const { orderId } = await placeForTest(core, { photos: 3 });
        await start(orderId);
        await expect(core.features.production.runDue()).rejects.toThrow();
        powered = true;
        core = await core.restart();
        // The next day has another name in the path: the job must find the one it began with.
        core.clock.pass(86_400_000);
        await core.features.production.runDue();
        await core.features.production.runDue();
        const { jobs, history } = await detail(orderId);
        expect([when, cutAt, jobs.map(({ state }) => state)]).toEqual([when, cutAt, ['handed_over']]);
        expect(history.filter(({ code }) => code === 'job_handed_over').length).toBe(1);
        expect(new Set(filesIn().map((file) => file.split('/').slice(0, 3).join('/'))).size).toBe(1);
        expect(filesIn().length).toBe(4);
        await core.close();
      }
    }
    await open();
  });

  it('[OUT-3] finishes a job that died while its pictures were being made', async () => {
    const imaging = createFakeImaging();
    let hangs = true;
    await open({
      ...imaging,
      print: (source, request, options) =>
        hangs && imaging.prints.length === 1
          ? new Promise(() => {})
          : imaging.print(source, request, options),
    });
    const { orderId } = await placeForTest(core);
    await start(orderId);
    void core.features.production.runDue();
    await expect.poll(() => filesIn().length).toBe(1);
    expect(filesIn()[0]).toContain('.lete-07000001');
    hangs = false;
    core = await core.restart();
    await core.features.production.runDue();
    expect((await detail(orderId)).jobs[0]?.state).toBe('handed_over');
    expect(filesIn().map((file) => file.split('/').at(-2))).toEqual(['07000001', '07000001', '07000001']);
  });
});

describe('what stops a job', () => {
  it('[OUT-4] raises a named alert for an absent folder, and goes on when staff press retry', async () => {
    await open();
    const folder = join(core.folder, 'lab');
    core.set({ production: { folder } });
    const { orderId, number } = await placeForTest(core);
    await start(orderId);
    await core.features.production.runDue();
    core.clock.pass(60_000);
    const { alerts } = await core.get(core.who.staff, 'jobs:alerts', {});
    const since = core.clock.now() - 60_000;
    expect(alerts).toMatchObject([
      { orderId, number, job: { state: 'failed', reason: 'share-missing', since } },
    ]);
    expect(existsSync(folder)).toBe(false);
    mkdirSync(folder);
    const jobId = alerts[0]?.job.jobId;
    if (!jobId) throw new Error('no alert');
    await core.get(core.who.staff, 'jobs:retry', { jobId });
    await core.features.production.runDue();
    expect((await core.get(core.who.staff, 'jobs:alerts', {})).alerts).toEqual([]);
    expect(filesIn(folder).length).toBe(3);
    expect(await core.refused(core.who.staff, 'jobs:retry', { jobId })).toBe('TRANSITION_REFUSED');
  });

  it('[OUT-4] names each photo whose file is gone; the order waits for its files and goes on without them', async () => {
    await open();
    const { orderId, photoIds, fileIds, items } = await placeForTest(core, {
      photos: 3,
      lines: [{}, { format: '13x18' }],
    });
    const [gone] = fileIds;
    if (!gone) throw new Error('no file');
    await core.deps.files.remove({ orderId, fileId: gone });
    await start(orderId);
    await core.features.production.runDue();
    const stopped = await detail(orderId);
    expect(stopped.status).toBe('files_needed');
    expect(stopped.photos.map(({ photoId, missing }) => [photoId, missing])).toEqual(
      photoIds.map((photoId, i) => [photoId, i === 0]),
    );
    expect(stopped.jobs.map(({ state, reason }) => [state, reason])).toEqual([
      ['failed', 'image-missing'],
      ['cancelled', null],
    ]);
    expect(filesIn()).toEqual([]);
    expect((await core.get(core.who.staff, 'jobs:alerts', {})).alerts.length).toBe(1);
    const back = { orderId, version: stopped.version, to: 'placed', reason: null } as const;
    expect(await core.refused(core.who.staff, 'orders:changeStatus', back)).toBe('TRANSITION_REFUSED');

    const kept = items.filter(({ photoId }) => photoId !== photoIds[0]);
    const { after } = await core.get(core.who.staff, 'orders:quote', { orderId, items: kept });
    await core.get(core.who.staff, 'orders:amend', {
      orderId,
      version: stopped.version,
      items: kept,
      total: after.total,
    });
    await change(orderId, 'placed');
    await start(orderId);
    await core.features.production.runDue();
    const done = await detail(orderId);
    expect(done.jobs.filter(({ state }) => state === 'handed_over').map(({ images }) => images)).toEqual([
      2, 2,
    ]);
    expect((await core.get(core.who.staff, 'jobs:alerts', {})).alerts).toEqual([]);
  });

  it('keeps a photo that cannot be decoded from being printed by halves', async () => {
    const imaging = createFakeImaging();
    await open(imaging);
    imaging.refuse('IMG_2.JPG');
    const { orderId } = await placeForTest(core);
    await start(orderId);
    await core.features.production.runDue();
    const { status, photos } = await detail(orderId);
    expect([status, photos.map(({ missing }) => missing), filesIn()]).toEqual([
      'files_needed',
      [false, true],
      [],
    ]);
  });
});

describe('decoders that do not start', () => {
  it('[OUT-4] are named, no photo is blamed, and the job goes on by itself once they are back', async () => {
    const imaging = createFakeImaging();
    await open(imaging);
    imaging.serve(false);
    const { orderId } = await placeForTest(core);
    await start(orderId);
    await core.features.production.runDue();
    const stopped = await detail(orderId);
    expect([stopped.status, stopped.photos.map(({ missing }) => missing)]).toEqual([
      'in_production',
      [false, false],
    ]);
    const { alerts } = await core.get(core.who.staff, 'jobs:alerts', {});
    expect(alerts.map(({ job }) => [job.state, job.reason])).toEqual([['failed', 'decoder-down']]);

    core.clock.pass(60_000);
    await core.features.production.runDue();
    imaging.serve(true);
    core.clock.pass(59_999);
    await core.features.production.runDue();
    expect((await detail(orderId)).jobs[0]).toMatchObject({ state: 'failed', reason: 'decoder-down' });
    core.clock.pass(1);
    await core.features.production.runDue();
    const done = await detail(orderId);
    expect(done.jobs[0]).toMatchObject({ state: 'handed_over', reason: null });
    expect(done.history.filter(({ code }) => code === 'job_failed').map(({ reason }) => reason)).toEqual([
      'decoder-down',
    ]);
    expect(filesIn().length).toBe(3);
  });
});

describe('what reaches the lab', () => {
  it('[OUT-6] holds no metadata and no personal data, is cut as the customer saw it, and goes by schedule', async () => {
    const imaging = createImagingHost({
      command: { nodePath: process.execPath, entry: join(root, 'electron/imaging/process.ts') },
    });
    try {
      await open(imaging);
      const photo = await quarters(600, 400)
        .jpeg({ quality: 95 })
        .withExif({ IFD0: { Artist: 'Ilze Bērziņa', Copyright: 'secret place' } })
        .toBuffer();
      expect((await sharp(photo).metadata()).exif).toBeDefined();
      // Turned right, the left upper quarter of the picture is the one that lay left below: blue.
      const crop = { x: 0, y: 0, w: 0.5, h: 0.5 };
      const wanted = { photos: 1, size: [600, 400], lines: [{ rotation: 1, crop }] } as const;
      const { orderId } = await placeForTest(core, wanted, photo);
      await start(orderId);
      await core.features.production.runDue();
      const [print = '', ...others] = filesIn();
      const file = join(core.folder, 'production', print);
      const { exif, icc, xmp, iptc, width, height, density } = await sharp(file).metadata();
      expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
      expect([width, height, density]).toEqual([1205, 1795, 300]);
      const { channels } = await sharp(file).stats();
      for (const [i, channel] of channels.entries())
        expect(Math.abs(channel.mean - (BLUE[i] ?? 0))).toBeLessThan(12);
      const all = [
        print,
        ...others,
        readFileSync(file, 'latin1'),
        ...others.map((name) => readFileSync(join(core.folder, 'production', name), 'utf8')),
      ].join('\n');
      for (const word of ['Ilze', 'Berzin', 'secret', 'IMG_1', 'example.org'])
        expect(all).not.toContain(word);

      core.clock.pass(24 * 3_600_000 - 1);
      await core.features.production.removeDueFiles();
      expect(filesIn().length).toBe(2);
      core.clock.pass(1);
      await core.features.production.removeDueFiles();
      expect(readdirSync(join(core.folder, 'production'))).toEqual([]);
    } finally {
      await imaging.close();
    }
  });

  it('[OUT-6] is removed once the customer has the prints, not while the hand-over can be undone, and never unseen', async () => {
    await open();
    const { orderId, total } = await placeForTest(core, { photos: 1 });
    await start(orderId);
    await core.features.production.runDue();
    await change(orderId, 'ready');
    await core.get(core.who.staff, 'orders:recordPayment', {
      orderId,
      kind: 'payment',
      amount: total,
      method: 'card',
      tillReceipt: null,
    });
    const { version } = await detail(orderId);
    const proof = { kind: 'knownInPerson', reason: 'neighbour' } as const;
    await core.get(core.who.staff, 'orders:handOver', { orderId, version, proof, unpaidReason: null });
    await core.features.production.removeDueFiles();
    expect(filesIn().length).toBe(2);
    core.clock.pass(UNDO_MS);
    const production = join(core.folder, 'production');
    await rename(production, `${production}-away`);
    await core.features.production.removeDueFiles();
    await rename(`${production}-away`, production);
    expect(filesIn().length).toBe(2);
    await core.features.production.removeDueFiles();
    expect(filesIn()).toEqual([]);
    const kept = core.deps.read.all(sql`SELECT job_id FROM output_job WHERE files_removed_at IS NULL`);
    expect(kept).toEqual([]);
  });
});
