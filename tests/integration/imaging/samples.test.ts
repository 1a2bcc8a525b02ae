import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quarterNames } from '../../fixtures/photos/makePhotos.ts';
import {
  probed,
  printed,
  refusalOf,
  thumbnailed,
  workOn,
  thumbnailJob,
} from '../../fixtures/photos/workOn.ts';
import sharp from 'sharp';

/*
 * Real photos, when they lie beside the project (or where LETE_SAMPLES says). Phones' HEIC, with tiles and
 * embedded thumbnails, can be proved with them only. Without them these tests are reported as skipped, never as passed.
 */
const samples = process.env['LETE_SAMPLES'] ?? join(import.meta.dirname, '../../../../shared/samples');
const present = existsSync(join(samples, 'card'));
const read = (name: string) => readFileSync(join(samples, name));
const heics = ['iphone_13_pro_max.HEIC', 'IMG_5195.HEIC', 'HMD_Nokia_8.3_5G.heif'];
const heic = (name: string) => read(`card/DCIM/100PHOTO/${name}`);

describe.skipIf(!present)('real photos', () => {
  it.each([
    ['iphone_13_pro_max.HEIC', 3024, 4032, '2022-02-16T12:55:41'],
    ['IMG_5195.HEIC', 2566, 3313, '2021-04-11T15:47:53'],
    ['HMD_Nokia_8.3_5G.heif', 3456, 4608, null],
  ] as const)('[MED-3] %s is measured upright and printed', async (name, width, height, takenAt) => {
    expect(await probed(heic(name))).toMatchObject({ kind: 'heic', width, height, takenAt, orientation: 1 });
    const print = await printed(heic(name), { width: 300, height: 400 });
    expect(await sharp(print.bytes).metadata()).toMatchObject({ width: 300, height: 400, space: 'srgb' });
  });

  it('a small HEIC thumbnail is the embedded one, of the same picture the same way up; a larger one is decoded', async () => {
    const quick = await thumbnailed(heic('iphone_13_pro_max.HEIC'), 'quick', 320);
    expect(quick).toMatchObject({ origin: 'embedded', width: 240, height: 320 });
    expect(await thumbnailed(heic('iphone_13_pro_max.HEIC'), 'sharp', 320)).toEqual(quick);
    const decoded = await thumbnailed(heic('iphone_13_pro_max.HEIC'), 'sharp', 321);
    expect(decoded).toMatchObject({ origin: 'decoded', height: 321 });
    const pixels = (bytes: Uint8Array) => sharp(bytes).resize(12, 16, { fit: 'fill' }).raw().toBuffer();
    const [a, b] = [await pixels(quick.bytes), await pixels(decoded.bytes)];
    const mean = a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
    expect(mean).toBeLessThan(6);
  });

  it('[MED-10] none is called blurred; out of focus as far as a print shows, each is', async () => {
    const large = ['100PHOTO', '101ORIEN', '102GPS'].flatMap((folder) =>
      readdirSync(join(samples, 'card/DCIM', folder)).map((name) => read(`card/DCIM/${folder}/${name}`)),
    );
    let judged = 0;
    for (const bytes of large) {
      if ((await refusalOf(bytes)) !== 'none') continue;
      const preview = await thumbnailed(bytes, 'sharp', 1600);
      if (Math.max(preview.width, preview.height) < 320) continue;
      judged += 1;
      const soft = sharp(preview.bytes).blur(Math.max(preview.width, preview.height) / 100);
      const hints = [preview.hint, (await thumbnailed(await soft.jpeg().toBuffer(), 'sharp', 640)).hint];
      expect(hints).toEqual([null, 'blurred']);
    }
    expect(judged).toBeGreaterThan(25);
  });

  it('[OUT-6] HEIC and GPS photos come out without metadata', async () => {
    const gps = readdirSync(join(samples, 'card/DCIM/102GPS')).map((name) =>
      read(`card/DCIM/102GPS/${name}`),
    );
    for (const bytes of [...gps, heic(heics[0] ?? '')]) {
      expect((await sharp(bytes).metadata()).exif).toBeDefined();
      const { exif, xmp, iptc, icc } = await sharp((await printed(bytes)).bytes).metadata();
      expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
    }
  });

  it('[MED-3] a truncated HEIC is flagged, and damaged where nothing is left', async () => {
    const bytes = heic('IMG_5195.HEIC');
    expect((await probed(bytes)).incomplete).toBe(false);
    expect((await thumbnailed(bytes.subarray(0, 400_000))).incomplete).toBe(true);
    const result = await workOn(bytes.subarray(0, 3000), thumbnailJob({ maxEdge: 320, quality: 'sharp' }));
    expect(result).toMatchObject({ ok: false, reason: 'damaged' });
  });

  it('all eight orientations of one photo are one picture', async () => {
    for (const shape of ['landscape', 'portrait']) {
      const small = await Promise.all(
        [1, 2, 3, 4, 5, 6, 7, 8].map(async (orientation) => {
          const { bytes } = await thumbnailed(read(`card/DCIM/101ORIEN/${shape}_${orientation}.jpg`));
          return sharp(bytes).resize(8, 8, { fit: 'fill' }).raw().toBuffer();
        }),
      );
      for (const other of small) {
        const mean =
          other.reduce((sum, value, at) => sum + Math.abs(value - (small[0]?.[at] ?? 0)), 0) / other.length;
        expect(mean).toBeLessThan(8);
      }
    }
  });

  it('[MED-3] every odd file ends in a picture or a reason', async () => {
    const seen = await Promise.all(
      readdirSync(join(samples, 'odd')).map(
        async (name) => `${name} ${await refusalOf(read(`odd/${name}`), name)}`,
      ),
    );
    const tooSmall = seen.filter((line) => line.endsWith('too_small')).map((line) => line.split(' ')[0]);
    expect(new Set(tooSmall)).toEqual(
      new Set(['Arbitro.tiff', 'image01551.jpg', 'image01713.jpg', 'image01980.jpg']),
    );
    expect(seen.filter((line) => line.endsWith('none')).length).toBe(seen.length - 4);
    expect(await printed(read('odd/corrupted.jpg'))).toMatchObject({ incomplete: true, width: 300 });
    expect(await quarterNames((await printed(read('odd/BSG1.tiff'))).bytes)).toContain('other');
  });
});
