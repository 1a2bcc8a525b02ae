import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { printRequestOf } from '../../../electron/core/features/production/printRequest.policy.ts';
import { parseCatalogue } from '../../../shared/domain/catalogue.ts';
import { type PhotoEdit, UNEDITED } from '../../../shared/domain/crop.ts';
import { paint } from '../../fixtures/photos/makePhotos.ts';
import { differenceOf, sceneAt } from '../../fixtures/photos/referencePrint.ts';
import { printed } from '../../fixtures/photos/workOn.ts';

const catalogueFile = join(import.meta.dirname, '../../../resources/catalogue/demo.json');
const parsed = parseCatalogue(JSON.parse(readFileSync(catalogueFile, 'utf8')));
if (!parsed.ok) throw new Error('test data');
const { catalogue } = parsed;

const photo = { width: 900, height: 600 };
const original = await paint(photo.width, photo.height, (x, y) =>
  sceneAt((x + 0.5) / photo.width, (y + 0.5) / photo.height),
)
  .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
  .toBuffer();

const edits: readonly (readonly [string, PhotoEdit])[] = [
  ['as it is', UNEDITED],
  ['turned and mirrored', { ...UNEDITED, rotation: 1, mirror: true }],
  [
    'corrected, with a white border',
    { ...UNEDITED, fit: 'fit', adjust: { straighten: 4, blackWhite: true, brightness: -20 } },
  ],
];

describe('ID photos', () => {
  it.each(edits)(
    '[OUT-1] eight times 35 × 45 mm on one print, white between them: %s',
    async (_name, edit) => {
      const request = printRequestOf(catalogue, 'id35x45', edit, { w: photo.width, h: photo.height });
      if (request === null) throw new Error('not sold');
      expect(request).toMatchObject({ width: 413, height: 531, pieces: { across: 4, down: 2, gap: 24 } });
      const { bytes } = await printed(original, request);
      const { width, height } = await sharp(bytes).metadata();
      expect([width, height]).toEqual([1795, 1205]);
      const [left, top] = [Math.floor((1795 - 4 * 413 - 3 * 24) / 2), Math.floor((1205 - 2 * 531 - 24) / 2)];
      for (let n = 0; n < 8; n += 1) {
        const place = { left: left + (n % 4) * 437, top: top + Math.floor(n / 4) * 555 };
        const piece = await sharp(bytes)
          .extract({ ...place, width: 413, height: 531 })
          .png()
          .toBuffer();
        const { mean, most } = await differenceOf(piece, request, photo);
        expect(mean).toBeLessThan(1.5);
        expect(most).toBeLessThan(4);
      }
      const gap = { left: left + 413 + 4, top: 0, width: 16, height: 1205 };
      const { channels } = await sharp(await sharp(bytes).extract(gap).png().toBuffer()).stats();
      expect(channels.every(({ min }) => min > 250)).toBe(true);
    },
  );

  it('[OUT-1] keep their size on the wider sheet of a dye-sub printer', () => {
    const raster = { print: { w: 1240, h: 1844 }, sheet: { w: 1240, h: 1920 } };
    const request = printRequestOf(catalogue, 'id35x45', UNEDITED, { w: 900, h: 600 }, raster);
    expect(request).toMatchObject({ width: 413, height: 531, sheet: { width: 1920, height: 1240 } });
  });
});
