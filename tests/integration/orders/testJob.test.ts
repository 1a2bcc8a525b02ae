import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Metadata } from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LAB_DEFAULTS } from '../../../shared/domain/labDefaults.ts';
import type { LabKind, LabOutput, LabSettings } from '../../../shared/domain/labs.ts';
import { createOrderCore, FREE_START, type OrderCore } from '../harness/orders.ts';

let core: OrderCore;
beforeEach(async () => {
  core = await createOrderCore();
});
afterEach(() => core.close());

const folder = () => join(core.folder, 'lab');
const gloss = { format: '10x15', paper: 'gloss', code: '', detail: '' };
const setUp = (lab: LabSettings, part: Partial<LabOutput> = {}): void => {
  const output: LabOutput = {
    id: 'lab',
    name: 'Lab',
    folder: folder(),
    paused: false,
    routes: [gloss],
    completion: 'manual',
    staleAfterMs: 0,
    lookEveryMs: 2000,
    perHour: 300,
    reference: 'order',
    lab,
    ...part,
  };
  core.set({ ...FREE_START, labs: { outputs: [output], others: 'stop' } });
};
const make = (...folders: readonly string[]): void => {
  for (const name of ['', ...folders]) mkdirSync(join(folder(), name), { recursive: true });
};
const test = async () => (await core.get(core.who.manager, 'jobs:test', { output: 'lab' })).failure;
const inLab = (): readonly string[] =>
  readdirSync(folder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder().length + 1))
    .toSorted();
const pageIn = async (): Promise<Metadata> => {
  const [page = ''] = inLab().filter((name) => /\.jpe?g$/i.test(name));
  return sharp(join(folder(), page)).metadata();
};

const KINDS: readonly (readonly [LabKind, Partial<LabOutput>, readonly string[]])[] = [
  ['hotFolder', {}, []],
  ['dpof', {}, []],
  ['noritsu', { routes: [{ ...gloss, code: '001' }] }, []],
  ['epson', { routes: [{ ...gloss, code: '001' }] }, []],
  ['pic', { routes: [{ ...gloss, code: 'P4X6' }] }, ['images']],
  ['frontline', { routes: [{ ...gloss, code: '10', detail: '4x6 Glossy' }] }, []],
  ['darkroom', { routes: [{ ...gloss, code: '4x6', detail: 'Glossy' }] }, ['images', 'processed']],
];

describe('a test page', () => {
  it.each(KINDS)(
    '[OUT-7] goes to %s as an order would, at the pixels of the product',
    async (kind, part, folders) => {
      make(...folders);
      setUp(LAB_DEFAULTS[kind], part);
      expect(await test()).toBeNull();
      const { width, height, exif } = await pageIn();
      expect([width, height, exif]).toEqual([1795, 1205, undefined]);
      expect(inLab().filter((name) => /tmp|part|~/i.test(name))).toEqual([]);
    },
  );

  it('[OUT-7] has the raster of a dye-sub printer, and is white where its head prints nothing', async () => {
    make('s4x6');
    setUp({ ...LAB_DEFAULTS.dyeSub }, { routes: [{ ...gloss, code: 's4x6' }] });
    expect(await test()).toBeNull();
    const [page = ''] = inLab();
    const { data, info } = await sharp(join(folder(), page))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([1920, 1240]);
    expect(data[0]).toBe(255);
    expect(data.some((value) => value < 40)).toBe(true);
  });

  it('[OUT-7] shows greys, colours and the frame at its very edge', async () => {
    make();
    setUp(LAB_DEFAULTS.hotFolder);
    await test();
    const [page = ''] = inLab().filter((name) => name.endsWith('.jpg'));
    const { data, info } = await sharp(join(folder(), page)).raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [
      ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
    ];
    for (const corner of [at(0, 0), at(info.width - 1, info.height - 1)])
      expect(Math.max(...corner)).toBeLessThan(90);
    const every = 25;
    const colourful = Array.from({ length: Math.floor((info.width * info.height) / every) }, (_, i) =>
      data.subarray(i * every * 3, i * every * 3 + 3),
    ).filter((pixel) => Math.max(...pixel) - Math.min(...pixel) > 120);
    expect(colourful.length).toBeGreaterThan(1000);
  });

  it('[OUT-7] is numbered like a job, so that no order is ever written over', async () => {
    make();
    setUp(LAB_DEFAULTS.noritsu, { routes: [{ ...gloss, code: '001' }] });
    await test();
    await test();
    expect(readdirSync(folder()).toSorted()).toEqual(['o07000001', 'o07000002']);
    expect(readFileSync(join(folder(), 'o07000002/MISC/AUTPRINT.MRK'), 'latin1')).toContain(
      'USR NAM = "TEST"',
    );
  });

  it('[OUT-7] names what is wrong, and leaves nothing half', async () => {
    make();
    setUp(LAB_DEFAULTS.pic, { routes: [{ ...gloss, code: 'P4X6' }] });
    expect(await test()).toBe('folder-missing');
    rmSync(folder(), { recursive: true });
    expect(await test()).toBe('share-missing');
    make();
    expect(inLab()).toEqual([]);
  });

  it('[OUT-7] is for managers, and for outputs that are there', async () => {
    setUp(LAB_DEFAULTS.hotFolder);
    expect(await core.refused(core.who.staff, 'jobs:test', { output: 'lab' })).toBe('FORBIDDEN');
    expect((await core.get(core.who.manager, 'jobs:test', { output: 'other' })).failure).toBe('no-route');
  });
});
