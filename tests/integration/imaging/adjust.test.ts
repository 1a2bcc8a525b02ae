import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Adjust } from '../../../shared/domain/adjust.ts';
import type { PrintRequest } from '../../../electron/core/ports/imaging.ts';
import { coloursAt, nameOf, paint } from '../../fixtures/photos/makePhotos.ts';
import { differenceOf, sceneAt } from '../../fixtures/photos/referencePrint.ts';
import { printed } from '../../fixtures/photos/workOn.ts';

const photo = { width: 480, height: 320 };
const original = await paint(photo.width, photo.height, (x, y) =>
  sceneAt((x + 0.5) / photo.width, (y + 0.5) / photo.height),
)
  .png()
  .toBuffer();

const whole = { crop: null, rotation: 0, mirror: false, fit: 'fill', width: 450, height: 300 } as const;
const cut = { x: 0.55, y: 0.1, w: 0.4, h: 0.4 };
const adjust = (change: Partial<Adjust>): Adjust => ({
  straighten: 0,
  blackWhite: false,
  brightness: 0,
  ...change,
});

/** The print against what the definition of the edits says. */
async function check(change: Partial<PrintRequest>): Promise<void> {
  const request: PrintRequest = { ...whole, ...change };
  const print = await printed(original, request);
  const { width, height } = await sharp(print.bytes).metadata();
  expect([width, height]).toEqual([request.width, request.height]);
  const { mean, most } = await differenceOf(print.bytes, request, photo);
  expect(mean, JSON.stringify(change)).toBeLessThan(1.5);
  expect(most, JSON.stringify(change)).toBeLessThan(4);
}

describe('straightened', () => {
  it.each([-15, -7.5, -0.5, 0.5, 3, 15])(
    '%i°: turned about the middle, and no corner stays empty',
    async (straighten) => {
      await check({ adjust: adjust({ straighten }) });
      await check({ adjust: adjust({ straighten }), crop: cut });
    },
  );

  it.each([0, 1, 2, 3] as const)(
    'after %i quarter turns, before the cut and the mirror',
    async (rotation) => {
      const lies = rotation % 2 === 1;
      for (const mirror of [false, true]) {
        const size = lies ? { width: 300, height: 450 } : { width: 450, height: 300 };
        const straighten = 8;
        await check({ ...size, rotation, mirror, crop: cut, adjust: adjust({ straighten }) });
        await check({ ...size, rotation, mirror, adjust: adjust({ straighten }) });
      }
    },
  );

  it('keeps its white border white, on any paper', async () => {
    for (const rotation of [0, 1] as const) {
      const change = { fit: 'fit', rotation, width: 420, height: 420 } as const;
      await check({ ...change, adjust: adjust({ straighten: 5 }) });
      await check({ ...change, adjust: adjust({ straighten: 5, brightness: -30 }) });
      await check({ ...change, adjust: adjust({ brightness: -30 }) });
    }
  });

  it('is enlarged from a small photo and shrunk from a large one alike', async () => {
    await check({ width: 1350, height: 900, adjust: adjust({ straighten: -4 }), crop: cut });
    await check({ width: 225, height: 150, adjust: adjust({ straighten: -4 }) });
  });

  it('lies in the middle of a larger sheet', async () => {
    const { bytes } = await printed(original, {
      ...whole,
      adjust: adjust({ straighten: 6, brightness: -40 }),
      sheet: { width: 550, height: 320 },
    });
    const { data } = await sharp(bytes)
      .extract({ left: 50, top: 10, width: 450, height: 300 })
      .png()
      .toBuffer({ resolveWithObject: true });
    const request = { ...whole, adjust: adjust({ straighten: 6, brightness: -40 }) };
    expect((await differenceOf(data, request, photo)).mean).toBeLessThan(1.5);
    const paper = await coloursAt(bytes, [
      [0.02, 0.5],
      [0.5, 0.01],
      [0.98, 0.5],
      [0.5, 0.99],
    ]);
    expect(paper.map(nameOf)).toEqual(['white', 'white', 'white', 'white']);
  });
});

describe('black-and-white and brightness', () => {
  it.each([
    { blackWhite: true },
    { brightness: 50 },
    { brightness: -50 },
    { blackWhite: true, brightness: 25 },
    { blackWhite: true, brightness: -25, straighten: 2.5 },
  ])('%o', (change) => check({ adjust: adjust(change) }));

  it('a photo as taken is the same to the byte with and without the word', async () => {
    const [plain, named] = await Promise.all([
      printed(original, { ...whole, crop: cut }),
      printed(original, { ...whole, crop: cut, adjust: adjust({}) }),
    ]);
    expect(Buffer.from(named.bytes).equals(Buffer.from(plain.bytes))).toBe(true);
  });
});
