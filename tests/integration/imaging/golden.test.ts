import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Adjust } from '../../../shared/domain/adjust.ts';
import type { PrintRequest } from '../../../electron/core/ports/imaging.ts';
import { jpegWithExif } from '../../fixtures/photos/exifBytes.ts';
import { rawWith } from '../../fixtures/photos/makeFiles.ts';
import { storedAs } from '../../fixtures/photos/makePhotos.ts';
import { differenceBetween, differenceOf, sceneAt } from '../../fixtures/photos/referencePrint.ts';
import { segmentsOf } from '../../fixtures/photos/segmentsOf.ts';
import { printed, probed, refusalOf } from '../../fixtures/photos/workOn.ts';

/*
 * Every format × every edit, against what the definition of the edits says of a picture that is a formula: pixel size,
 * way up, colour, and nothing in the file but the picture.
 */
const photo = { width: 480, height: 320 };
const OWNER = 'Ilze Izdomata';

const scene = (orientation = 1): Sharp =>
  storedAs(photo.width, photo.height, orientation, (x, y) =>
    sceneAt((x + 0.5) / photo.width, (y + 0.5) / photo.height),
  );
/** With what a camera, a phone or a program writes into a file. */
const marked = (image: Sharp): Sharp => image.withExif({ IFD0: { Copyright: OWNER } });
const best = { quality: 100, chromaSubsampling: '4:4:4' } as const;
const previewed = (orientation: number) =>
  storedAs(1800, 1200, 1, (x, y) => sceneAt((x + 0.5) / 1800, (y + 0.5) / 1200))
    .jpeg({ quality: 92 })
    .toBuffer()
    .then((preview) => rawWith([preview], orientation));

/** Made by `scripts/generate/heicPhotos.mjs`: nothing that comes with the project encodes HEIC. */
const heic = (name: string): Promise<Buffer> =>
  readFile(join(import.meta.dirname, '../../fixtures/photos/heic', `${name}.heic`));

type Case = readonly [name: string, make: () => Promise<Buffer>, mean: number, size?: typeof photo];
const FORMATS: readonly Case[] = [
  ['JPEG', () => marked(scene()).jpeg(best).toBuffer(), 1],
  [
    'JPEG progressive',
    () =>
      marked(scene())
        .jpeg({ ...best, progressive: true })
        .toBuffer(),
    1,
  ],
  ['JPEG 4:2:0', () => marked(scene()).jpeg({ quality: 90 }).toBuffer(), 1.5],
  ['JPEG in Display P3', () => marked(scene()).withIccProfile('p3').jpeg(best).toBuffer(), 1.5],
  // The way into CMYK and back costs colours that ink does not have.
  ['JPEG in CMYK', () => marked(scene()).toColourspace('cmyk').jpeg(best).toBuffer(), 6],
  ['PNG', () => marked(scene()).png().toBuffer(), 1],
  ['PNG with alpha', () => marked(scene().ensureAlpha(1)).png().toBuffer(), 1],
  ['PNG, 16 bit', () => marked(scene().toColourspace('rgb16')).png().toBuffer(), 1],
  ['TIFF', () => marked(scene()).tiff({ compression: 'lzw' }).toBuffer(), 1],
  ['TIFF, 16 bit', () => marked(scene().toColourspace('rgb16')).tiff().toBuffer(), 1],
  ['WebP', () => marked(scene()).webp({ quality: 100 }).toBuffer(), 1.5],
  ['WebP lossless', () => marked(scene()).webp({ lossless: true }).toBuffer(), 1],
  ['AVIF', () => marked(scene()).avif({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(), 1.5],
  ['HEIC', () => heic('eight-bits'), 1.5],
  ['HEIC, 10 bit', () => heic('ten-bits'), 1.5],
  ['HEIC in Display P3', () => heic('display-p3'), 1.5],
  ['RAW preview', () => previewed(1), 1, { width: 1800, height: 1200 }],
];

const adjust = (change: Partial<Adjust>): Adjust => ({
  straighten: 0,
  blackWhite: false,
  brightness: 0,
  ...change,
});
const lying = { width: 300, height: 200 };
const standing = { width: 200, height: 300 };
const cut = { x: 0.3, y: 0.1, w: 0.5, h: 0.5 };
const EDITS: readonly Partial<PrintRequest>[] = [
  { ...lying },
  { ...lying, crop: cut },
  { width: 240, height: 240, fit: 'fill' },
  { width: 240, height: 240, fit: 'fit' },
  { ...standing, rotation: 1 },
  { ...lying, rotation: 2, crop: cut },
  { ...standing, rotation: 3, mirror: true, crop: cut },
  { ...lying, mirror: true },
  { ...lying, adjust: adjust({ straighten: 6.5 }) },
  { ...standing, rotation: 1, mirror: true, crop: cut, adjust: adjust({ straighten: -9 }) },
  { width: 240, height: 240, fit: 'fit', adjust: adjust({ straighten: 3, brightness: 20 }) },
  { ...lying, adjust: adjust({ blackWhite: true }) },
  { ...lying, adjust: adjust({ brightness: -20 }) },
  { ...lying, crop: cut, adjust: adjust({ blackWhite: true, brightness: 20 }) },
];

const whole = { crop: null, rotation: 0, mirror: false, fit: 'fill', ...lying } as const;

async function check(bytes: Buffer, change: Partial<PrintRequest>, mean: number, size = photo) {
  const request: PrintRequest = { ...whole, ...change };
  // Of a RAW file here the extension counts.
  const name = size === photo ? 'photo' : 'photo.nef';
  const print = Buffer.from((await printed(bytes, request, name)).bytes);
  const { width, height, channels, space } = await sharp(print).metadata();
  const what = JSON.stringify(change);
  expect([width, height, channels, space], what).toEqual([request.width, request.height, 3, 'srgb']);
  const difference = await differenceOf(print, request, size);
  expect(difference.mean, what).toBeLessThan(mean + 0.5);
  expect(difference.most, what).toBeLessThan(2.5 * mean + 2);
  expect(print.includes(OWNER), what).toBe(false);
  // JFIF alone: no EXIF, XMP, IPTC, profile or comment.
  expect(
    segmentsOf(print).filter((marker) => marker >= 0xe0),
    what,
  ).toEqual([0xe0]);
}

describe('[MED-3, OUT-6] every format and every edit', () => {
  it.each(FORMATS.map(([name, make, mean, size = photo]) => [name, make, mean, size] as const))(
    '%s',
    async (_name, make, mean, size) => {
      const bytes = await make();
      for (const edit of EDITS) await check(bytes, edit, mean, size);
    },
  );
});

describe('[MED-3, OUT-6] every EXIF orientation, as it is and edited', () => {
  const TURNED: readonly (readonly [string, (orientation: number) => Promise<Buffer>])[] = [
    [
      'JPEG',
      async (orientation) => jpegWithExif(await scene(orientation).jpeg(best).toBuffer(), { orientation }),
    ],
    ['PNG', (orientation) => scene(orientation).withMetadata({ orientation }).png().toBuffer()],
    ['TIFF', (orientation) => scene(orientation).withMetadata({ orientation }).tiff().toBuffer()],
    [
      'WebP',
      (orientation) => scene(orientation).withMetadata({ orientation }).webp({ quality: 100 }).toBuffer(),
    ],
  ];
  const edits = [{}, EDITS[6], EDITS[9], EDITS[10]].flatMap((edit) => edit ?? []);

  it.each(TURNED)('%s', async (_name, make) => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const bytes = await make(orientation);
      for (const edit of edits) await check(bytes, edit, 1.5);
    }
  });

  it('RAW, whose preview is turned by the word of the RAW file', async () => {
    for (const orientation of [3, 6, 8]) {
      const bytes = await previewed(orientation);
      const turns = ({ 3: 2, 6: 1, 8: 3 } as const)[orientation as 3];
      const back = ((4 - turns) % 4) as 0 | 1 | 2 | 3;
      const size = { width: 1800, height: 1200 };
      const print = await printed(bytes, { ...whole, rotation: back }, 'photo.nef');
      expect((await differenceOf(print.bytes, whole, size)).mean).toBeLessThan(1.5);
    }
  });
});

describe('what no decoder knows', () => {
  it('[MED-3] a JPEG of 12 bits is refused by its name, not called damaged', async () => {
    const bytes = await scene().jpeg(best).toBuffer();
    const frame = bytes.indexOf(Buffer.from('ffc0', 'hex'));
    bytes[frame + 1] = 0xc1;
    bytes[frame + 4] = 12;
    expect(await refusalOf(bytes)).toBe('unsupported_type');
    expect(await refusalOf(await rawAround(bytes), 'photo.nef')).toBe('raw_no_preview');
  });
});

/** A RAW file whose only preview is this. */
const rawAround = async (preview: Buffer): Promise<Buffer> => rawWith([preview], 1);

/*
 * HEIC of phones, which lay a picture out of tiles: real files, where they lie beside the project. An edit of the file is
 * held against the same edit of its pixels.
 */
const samples = process.env['LETE_SAMPLES'] ?? join(import.meta.dirname, '../../../../shared/samples');
const folder = join(samples, 'card/DCIM/100PHOTO');

describe.skipIf(!existsSync(folder))('[MED-3, OUT-6] HEIC: tiles, Display P3', () => {
  it.each(['iphone_13_pro_max.HEIC', 'IMG_5195.HEIC', 'HMD_Nokia_8.3_5G.heif'])('%s', async (name) => {
    const bytes = readFileSync(join(folder, name));
    const { width, height } = await probed(bytes);
    const pixels = (await printed(bytes, { ...whole, width, height })).bytes;
    const request: PrintRequest = { ...whole, ...EDITS[9] };
    const [print, reference] = await Promise.all([printed(bytes, request), printed(pixels, request)]);
    expect((await differenceBetween(print.bytes, reference.bytes)).mean).toBeLessThan(2.5);
    expect(segmentsOf(print.bytes).filter((marker) => marker >= 0xe0)).toEqual([0xe0]);
  });
});
