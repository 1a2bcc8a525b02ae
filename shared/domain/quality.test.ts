import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import demo from '../../resources/catalogue/demo.json' with { type: 'json' };
import { Catalogue, pictureMm, type PrintFormat, printMm } from './catalogue.ts';
import { cutShare, defaultCrop, UNEDITED } from './crop.ts';
import {
  defaultQualityLimits,
  effectivePpi,
  largestGoodFormat,
  photoQuality,
  QUALITY_WORDS,
  qualityWord,
} from './quality.ts';

const { formats } = Catalogue.parse(demo);
const format = (code: string): PrintFormat => {
  const found = formats.find((entry) => entry.code === code);
  if (!found) throw new Error(code);
  return found;
};
const side = fc.integer({ min: 64, max: 12_000 });
const image = fc.record({ w: side, h: side });
const fits = fc.constantFrom('fill' as const, 'fit' as const);

describe('effective resolution', () => {
  it('[PIC-7] of a cropped photo is the crop over the print', () => {
    const size = { w: 3000, h: 2000 };
    expect(effectivePpi(size, { w: 100, h: 150 }, UNEDITED)).toBeCloseTo((3000 * 25.4) / 150, 9);
    const half = { ...UNEDITED, crop: { x: 0.25, y: 0.25, w: 0.5, h: 0.5 } };
    expect(effectivePpi(size, { w: 100, h: 150 }, half)).toBeCloseTo((1500 * 25.4) / 150, 9);
  });

  it('[PIC-7] of a photo with a border is that of the printed picture', () => {
    const wide = { w: 4000, h: 1000 };
    expect(effectivePpi(wide, { w: 100, h: 150 }, { ...UNEDITED, fit: 'fit' })).toBeCloseTo(
      (4000 * 25.4) / 150,
      9,
    );
    expect(effectivePpi(wide, { w: 100, h: 150 }, UNEDITED)).toBeCloseTo((1000 * 25.4) / 100, 9);
  });

  it('[PIC-7] does not change when the photo is turned or mirrored', () => {
    fc.assert(
      fc.property(image, fits, fc.constantFrom(...formats), (size, fit, to) => {
        fc.pre(size.w !== size.h);
        const ppi = effectivePpi(size, printMm(to), { ...UNEDITED, fit });
        const turned = effectivePpi(size, printMm(to), { ...UNEDITED, fit, rotation: 1, mirror: true });
        expect(turned).toBeCloseTo(ppi, 6);
      }),
    );
  });
});

describe('quality words', () => {
  it.each([
    [180, 300, 150, 75],
    [181, 250, 125, 62],
    [310, 250, 125, 62],
    [311, 200, 100, 50],
    [510, 200, 100, 50],
    [511, 150, 75, 37],
  ])('[PIC-7] limits of a long side of %i mm', (long, great, good, veryLow) => {
    expect(defaultQualityLimits(long)).toEqual({ great, good, veryLow });
  });

  it.each(formats.map((entry) => [entry.code, entry] as const))(
    '[PIC-7] %s changes at its limits ± 1 px',
    (_, to) => {
      const mm = pictureMm(to);
      const { great, good, veryLow } = to.quality;
      // Far longer than the print, so that the short side alone decides.
      const word = (px: number) => photoQuality({ w: px, h: px * 3 }, to, UNEDITED);
      for (const [limit, from, below] of [
        [great, 'great', 'good'],
        [good, 'good', 'low'],
        [veryLow, 'low', 'veryLow'],
      ] as const) {
        const px = Math.ceil((limit * mm.w) / 25.4);
        expect([word(px), word(px - 1)]).toEqual([from, below]);
      }
    },
  );

  it('[PIC-7] never gives a larger print within one limit row a better word', () => {
    fc.assert(
      fc.property(
        image,
        fits,
        fc.constantFrom(...formats),
        fc.constantFrom(...formats),
        (size, fit, a, b) => {
          const [small, large] = [pictureMm(a), pictureMm(b)];
          fc.pre(a.quality.good === b.quality.good && small.w <= large.w && small.h <= large.h);
          const rank = (to: PrintFormat) =>
            QUALITY_WORDS.indexOf(photoQuality(size, to, { ...UNEDITED, fit }));
          expect(rank(b)).toBeGreaterThanOrEqual(rank(a));
        },
      ),
    );
  });

  it('compares exactly at a limit', () => {
    const limits = defaultQualityLimits(150);
    expect([300, 299.999, 150, 149.999, 75, 74.999].map((ppi) => qualityWord(ppi, limits))).toEqual([
      'great',
      'good',
      'good',
      'low',
      'low',
      'veryLow',
    ]);
  });
});

describe('largest good format', () => {
  it('[PIC-7] offers the largest size that still prints well', () => {
    expect(largestGoodFormat(formats, { w: 1220, h: 1630 }, UNEDITED)?.code).toBe('30x40');
    expect(largestGoodFormat(formats, { w: 800, h: 1200 }, UNEDITED)?.code).toBe('15x23');
    expect(largestGoodFormat([format('10x15'), format('13x18')], { w: 620, h: 930 }, UNEDITED)?.code).toBe(
      '10x15',
    );
    expect(largestGoodFormat(formats, { w: 100, h: 100 }, UNEDITED)).toBeNull();
    const [square, pano] = [format('sq20'), format('pano15')];
    expect(largestGoodFormat([square, pano, format('10x15')], { w: 3000, h: 2000 }, UNEDITED)?.code).toBe(
      '10x15',
    );
    expect(largestGoodFormat([pano, format('10x15')], { w: 6000, h: 2400 }, UNEDITED)?.code).toBe('pano15');
    expect(largestGoodFormat([format('id35x45')], { w: 3000, h: 2000 }, UNEDITED)).toBeNull();
  });

  it('[PIC-7] is good itself, and nothing larger is', () => {
    fc.assert(
      fc.property(image, fits, (size, fit) => {
        const edit = { ...UNEDITED, fit };
        const best = largestGoodFormat(formats, size, edit);
        const area = (to: PrintFormat) => printMm(to).w * printMm(to).h;
        // No sheet of small pictures, and no square or panorama of what is neither.
        const cut = (to: PrintFormat) => cutShare(defaultCrop(size, printMm(to), 0));
        const offered = formats.filter((to) => !to.layout && (fit === 'fit' || cut(to) <= 0.3));
        for (const to of offered) {
          const isGood = ['great', 'good'].includes(photoQuality(size, to, edit));
          if (to === best) expect(isGood).toBe(true);
          if (isGood) expect(best && area(best) >= area(to)).toBe(true);
        }
      }),
    );
  });
});
