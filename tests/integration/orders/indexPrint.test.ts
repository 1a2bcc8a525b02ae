import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createImagingHost } from '../../../electron/core/imagingHost/imagingHost.ts';
import { ordersForTickets } from '../../../electron/core/features/orders/index.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import type { Imaging } from '../../../electron/core/ports/imaging.ts';
import type { OrderId, PhotoId } from '../../../shared/domain/ids.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { quarters } from '../../fixtures/photos/makePhotos.ts';
import { differenceBetween } from '../../fixtures/photos/referencePrint.ts';
import type { DraftItem } from '../../../shared/contract/drafts.ts';
import { printed } from '../../fixtures/photos/workOn.ts';
import { createOrderCore, FREE_START, type OrderCore, placeForTest } from '../harness/orders.ts';

/** The demo's index print: 102 × 152 mm, pieces of 22 × 22 mm with 2 mm between, 4 mm of each for its number. */
const SHEET = { width: 1205, height: 1795 };
const PICTURE = { width: 260, height: 213 };
const CAPTION = 47;
const [LEFT, TOP, STEP, ACROSS, PER_SHEET] = [46, 57, 284, 4, 24] as const;
const PHOTOS = 26;
const INDEX = { format: 'index10x15', paper: 'gloss', fit: 'fit' } as const;

let imaging: Imaging;
let core: OrderCore;
beforeEach(async () => {
  const entry = join(import.meta.dirname, '../../../electron/imaging/process.ts');
  imaging = createImagingHost({ command: { nodePath: process.execPath, entry } });
  core = await createOrderCore(imaging);
  core.set(FREE_START);
});
afterEach(async () => {
  await core.close();
  await imaging.close();
});

const detail = (orderId: OrderId) => core.get(core.who.manager, 'orders:get', { orderId });

const start = async (orderId: OrderId) => {
  const { version } = await detail(orderId);
  const started = { orderId, version, to: 'in_production', reason: null } as const;
  await core.get(core.who.staff, 'orders:changeStatus', started);
  core.clock.pass(UNDO_MS);
};

/** An order of photos whose file names hold a person's, all on an index print too, produced. */
async function produced(photo: Uint8Array, size: readonly [number, number]) {
  const names = Array.from({ length: PHOTOS }, (_, n) => `Ilze Izdomata ${n}.jpg`);
  const { orderId } = await placeForTest(core, { photos: PHOTOS, names, size, lines: [INDEX] }, photo);
  await start(orderId);
  await core.features.production.runDue();
  const folder = join(core.folder, 'production');
  const files = readdirSync(folder, { recursive: true }).map(String);
  const sheets = files.filter((file) => /index10x15_gloss.*\.jpg$/.test(file)).toSorted();
  return { orderId, files, sheets: sheets.map((file) => join(folder, file)), folder };
}

const placeOf = (n: number) => ({
  left: LEFT + (n % ACROSS) * STEP,
  top: TOP + Math.floor(n / ACROSS) * STEP,
});
const part = (sheet: string, left: number, top: number, width: number, height: number) =>
  sharp(sheet).extract({ left, top, width, height }).png().toBuffer();
const darkest = async (area: Buffer) =>
  Math.min(...(await sharp(area).stats()).channels.map(({ min }) => min));

describe('an index print', () => {
  it('[OUT-1, OUT-6, PRI-2] holds every photo of the order small and whole, numbered, on as many sheets as it takes', async () => {
    const photo = await quarters(600, 400).jpeg({ quality: 95 }).toBuffer();
    const { orderId, files, sheets, folder } = await produced(photo, [600, 400]);
    expect(sheets.map((file) => file.slice(folder.length).replace(/\d{8}/, 'JOB'))).toEqual([
      '/2026-11-22/index10x15_gloss/JOB/1x_0001.jpg',
      '/2026-11-22/index10x15_gloss/JOB/1x_0002.jpg',
    ]);
    const small = await printed(photo, { ...PICTURE, crop: null, fit: 'fit' });
    const captions = new Set<string>();
    for (let n = 0; n < 2 * PER_SHEET; n += 1) {
      const sheet = sheets[Math.floor(n / PER_SHEET)] ?? '';
      const { left, top } = placeOf(n % PER_SHEET);
      const picture = await part(sheet, left, top, PICTURE.width, PICTURE.height);
      const caption = await part(sheet, left, top + PICTURE.height, PICTURE.width, CAPTION);
      if (n < PHOTOS) {
        expect((await differenceBetween(picture, small.bytes)).mean).toBeLessThan(1.5);
        expect(await darkest(caption)).toBeLessThan(60);
        captions.add(caption.toString('base64'));
      } else {
        expect(await darkest(picture)).toBeGreaterThan(245);
        expect(await darkest(caption)).toBeGreaterThan(245);
      }
    }
    expect(captions.size).toBe(PHOTOS);
    for (const sheet of sheets) {
      const { width, height, density, exif, xmp, iptc, icc } = await sharp(sheet).metadata();
      expect({ width, height, density }).toEqual({ ...SHEET, density: 300 });
      expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
      expect(readFileSync(sheet, 'latin1')).not.toContain('Izdomata');
    }
    expect(files.join('\n')).not.toContain('Izdomata');

    const { jobs, price, content } = await detail(orderId);
    expect(jobs).toMatchObject([{ format: 'index10x15', state: 'handed_over', images: PHOTOS }]);
    expect(price.lines).toMatchObject([{ format: 'index10x15', qty: 2, unit: 150, sum: 300 }]);
    expect(content).toBe('2 × index10x15');
  });

  it('[TIC-1, PRI-2] stands on the ticket by the sheet, with the sum that was stored', async () => {
    const { orderId } = await placeForTest(core, { photos: 25, lines: [{}, INDEX] });
    const view = ordersForTickets({ ...core.deps, withdrawalCode: () => null }).view(
      core.deps.read,
      orderId,
      null,
      true,
    );
    expect(view?.lines.at(-1)).toMatchObject({
      format: 'Indeksa lapa 10×15 cm',
      fit: null,
      copies: 2,
      unit: 150,
      sum: 300,
    });
    const { price } = await detail(orderId);
    expect(view?.lines.reduce((sum, line) => sum + line.sum, 0)).toBe(price.total);
  });

  it('[OUT-5] is not printed again with single photos, but with all of them', async () => {
    const { orderId } = await placeForTest(core, { photos: 2, lines: [{}, INDEX] });
    await start(orderId);
    const again = async (photoIds: PhotoId[] | null) => {
      const { version, jobs } = await detail(orderId);
      await core.get(core.who.manager, 'orders:reprint', { orderId, version, photoIds, reason: 'a stripe' });
      return (await detail(orderId)).jobs.slice(jobs.length).map(({ format, images }) => [format, images]);
    };
    const { photos } = await detail(orderId);
    expect(await again(photos.slice(1).map(({ photoId }) => photoId))).toEqual([['10x15', 1]]);
    expect(await again(null)).toEqual([
      ['10x15', 2],
      ['index10x15', 2],
    ]);
  });

  const amend = async (orderId: OrderId, items: DraftItem[]) => {
    const { version } = await detail(orderId);
    const { after } = await core.get(core.who.staff, 'orders:quote', { orderId, items });
    await core.get(core.who.staff, 'orders:amend', { orderId, version, items, total: after.total });
    const rows = core.deps.read.all<{ format: string; n: number }>(
      sql`SELECT format, count(*) AS n FROM order_item WHERE order_id = ${orderId} GROUP BY format ORDER BY format`,
    );
    return { lines: after.lines, rows };
  };

  it('[ORD-3] stays with the photos that stay when the lines are edited', async () => {
    const { orderId, items } = await placeForTest(core, { photos: 25, lines: [{}, INDEX] });
    const [first] = items;
    const { price } = await detail(orderId);
    expect(price.lines).toContainEqual(expect.objectContaining({ format: 'index10x15', qty: 2 }));
    const left = items.filter((item) => item.photoId !== first?.photoId || item.format !== '10x15');
    const { lines, rows } = await amend(orderId, left);
    expect(lines).toContainEqual(expect.objectContaining({ format: 'index10x15', qty: 1, sum: 150 }));
    expect(rows).toEqual([
      { format: '10x15', n: 24 },
      { format: 'index10x15', n: 24 },
    ]);
  });

  it('[ORD-3] is taken off a placed order and put on it again, at the price of its sheets', async () => {
    const { orderId, items } = await placeForTest(core, { photos: 3, lines: [{}, INDEX] });
    const before = await detail(orderId);
    const photos = items.filter(({ format }) => format === '10x15');
    expect((await amend(orderId, photos)).rows).toEqual([{ format: '10x15', n: 3 }]);
    const without = await detail(orderId);
    expect(JSON.stringify(without.price.lines)).not.toContain('index10x15');
    expect(without.price.total).toBeLessThan(before.price.total);
    const [one] = photos;
    if (one === undefined) throw new Error('no photo');
    const { rows } = await amend(orderId, [...photos, { ...one, ...INDEX, copies: 1 }]);
    expect(rows).toEqual([
      { format: '10x15', n: 3 },
      { format: 'index10x15', n: 3 },
    ]);
    expect((await detail(orderId)).price).toEqual(before.price);
  });
});
