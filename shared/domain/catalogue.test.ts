import { describe, expect, it } from 'vitest';
import demo from '../../resources/catalogue/demo.json' with { type: 'json' };
import {
  Catalogue,
  findFormat,
  findPaper,
  findProduct,
  indexProduct,
  isSoldFor,
  lowestUnitPrice,
  parseCatalogue,
  photosPerSheet,
  pictureMm,
  piecesOn,
  printMm,
} from './catalogue.ts';
import { printPx } from './crop.ts';
import { defaultQualityLimits } from './quality.ts';

const list = Catalogue.parse(demo);

/** A copy of the demo list with one thing broken. */
function broken(change: (draft: typeof demo) => void): readonly string[] {
  const draft = structuredClone(demo);
  change(draft);
  const result = parseCatalogue(draft);
  return result.ok ? [] : result.problems.map(({ path, problem }) => `${path}: ${problem}`);
}

describe('the demo price list', () => {
  it('is valid and holds the usual sizes on gloss and matte', () => {
    for (const code of ['9x13', '10x15', '11x15', '13x18', '15x20', '20x30', 'A4', '30x40', 'sq10', 'sq15']) {
      for (const paper of ['gloss', 'matte'])
        expect(findProduct(list, code, paper), `${code} ${paper}`).toBeDefined();
    }
  });

  it.each([
    ['9x13', [1063, 1535], [1051, 1500]],
    ['10x15', [1181, 1772], [1205, 1795]],
    ['11x15', null, [1346, 1795]],
    ['13x18', [1535, 2126], [1500, 2102]],
    ['15x20', [1772, 2362], [1795, 2398]],
    ['15x21', null, [1795, 2480]],
    ['15x23', null, [1795, 2705]],
    ['20x25', null, [2398, 3000]],
    ['20x30', [2362, 3543], [2398, 3602]],
    ['A5', null, [1748, 2480]],
    ['A4', null, [2480, 3508]],
    ['30x40', [3543, 4724], [3602, 4795]],
    ['30x45', [3543, 5315], [3602, 5398]],
    ['sq10', null, [1205, 1205]],
    ['sq13', null, [1500, 1500]],
    ['sq15', null, [1795, 1795]],
    ['sq20', null, [2398, 2398]],
    ['pano10', null, [1205, 3000]],
    ['pano15', null, [1795, 4500]],
    ['id35x45', null, [1205, 1795]],
    ['index10x15', null, [1205, 1795]],
  ] as const)('%s has the pixels of the trade table', (code, nominal, paper) => {
    const format = findFormat(list, code);
    const px = (mm: { w: number; h: number } | null | undefined) =>
      mm && Object.values(printPx(mm, list.dpi));
    expect(px(format?.paperMm)).toEqual(paper);
    expect(px(format?.nominalMm)).toEqual(nominal);
  });

  it('uses the default quality limits of each size', () => {
    for (const format of list.formats) {
      expect(format.quality, format.code).toEqual(defaultQualityLimits(printMm(format).h));
    }
  });

  it('[PRI-1] lays as many pieces on the paper as it takes, whichever way it lies', () => {
    const sheet = findFormat(list, 'id35x45');
    if (!sheet?.layout) throw new Error('test data');
    expect(piecesOn(printMm(sheet), sheet.layout)).toEqual({
      paperMm: { w: 152, h: 102 },
      across: 4,
      down: 2,
    });
    expect(pictureMm(sheet)).toEqual({ w: 35, h: 45, isUpright: true });
    // The gap counts between pieces only: here the last millimetre of the paper is used.
    expect(piecesOn({ w: 72, h: 45 }, sheet.layout)).toMatchObject({ across: 2, down: 1 });
    expect(piecesOn({ w: 71, h: 45 }, sheet.layout)).toMatchObject({ across: 1, down: 1 });
    expect(piecesOn({ w: 34, h: 100 }, sheet.layout)).toBeNull();
  });

  it('[PRI-1] has an index print of so many photos to a sheet, which is no size for a photo', () => {
    const sheet = findFormat(list, 'index10x15');
    expect(sheet && photosPerSheet(sheet)).toBe(24);
    expect(indexProduct(list, 'kiosk')).toMatchObject({ format: 'index10x15', paper: 'gloss' });
    expect(isSoldFor(list, 'kiosk', { format: 'index10x15', paper: 'gloss' })).toBe(false);
    expect(isSoldFor(list, 'kiosk', { format: '10x15', paper: 'gloss' })).toBe(true);
    const photo = findFormat(list, '10x15');
    expect(photo && photosPerSheet(photo)).toBeNull();
  });

  it('names the lowest price', () => {
    expect(lowestUnitPrice(list, 'kiosk')).toBe(17);
    const counterOnly = list.products.map((product) => ({ ...product, channels: ['counter' as const] }));
    expect(lowestUnitPrice({ ...list, products: counterOnly }, 'kiosk')).toBeNull();
  });

  it('finds nothing for unknown codes', () => {
    expect(findFormat(list, '99x99')).toBeUndefined();
    expect(findPaper(list, 'canvas')).toBeUndefined();
    expect(findProduct(list, 'A4', 'canvas')).toBeUndefined();
  });
});

const pieces = (pieceMm: { w: number; h: number }) => ({
  kind: 'pieces' as const,
  pieceMm,
  gapMm: 2,
  headMm: { min: 32, max: 36 },
});

describe('a malformed price list is refused with the place', () => {
  const at = <T>(items: readonly T[], i: number): T => {
    const item = items[i];
    if (item === undefined) throw new Error('test data');
    return item;
  };

  it.each<[string, (draft: typeof demo) => void]>([
    ['formats.21.code: repeated', (d) => d.formats.push(at(d.formats, 0))],
    ['papers.3.code: repeated', (d) => d.papers.push(at(d.papers, 0))],
    ['products.1: repeated', (d) => (at(d.products, 1).paper = 'gloss')],
    ['products.0.format: unknown_format', (d) => (at(d.products, 0).format = '7x7')],
    ['products.0.paper: unknown_paper', (d) => (at(d.products, 0).paper = 'canvas')],
    ['products.0.channels.1: repeated', (d) => (at(d.products, 0).channels = ['kiosk', 'kiosk'])],
    ['products.0.breaks.0.from: first_break_not_1', (d) => (at(at(d.products, 0).breaks, 0).from = 2)],
    ['products.0.breaks.2.from: breaks_not_ascending', (d) => (at(at(d.products, 0).breaks, 2).from = 50)],
    ['products.0.breaks.1.unit: price_not_lower', (d) => (at(at(d.products, 0).breaks, 1).unit = 25)],
    ['formats.0.quality: limits_not_descending', (d) => (at(d.formats, 0).quality.good = 300)],
    ['formats.0.paperMm: short_side_first', (d) => (at(d.formats, 0).paperMm.w = 200)],
    ['formats.0.nominalMm: short_side_first', (d) => (at(d.formats, 0).nominalMm = { w: 131, h: 130 })],
    ['formats.2.cut: no_nominal_size', (d) => (at(d.formats, 2).cut = 'nominal')],
    ['formats.0.copies: min_above_max', (d) => (at(d.formats, 0).copies.min = 1000)],
    [
      'formats.0.layout.pieceMm: short_side_first',
      (d) => (at(d.formats, 0).layout = pieces({ w: 46, h: 45 })),
    ],
    [
      'formats.0.layout.pieceMm: larger_than_paper',
      (d) => (at(d.formats, 0).layout = pieces({ w: 91, h: 95 })),
    ],
    ['formats.0.layout.headMm: no_such_head', (d) => (at(d.formats, 0).layout = pieces({ w: 30, h: 35 }))],
    [
      'formats.0.layout.kind: one_copy_each',
      (d) => (at(d.formats, 0).layout = { kind: 'index', pieceMm: { w: 22, h: 22 }, gapMm: 2 }),
    ],
    ['discount.reasons.1.code: repeated', (d) => (at(d.discount.reasons, 1).code = 'remake')],
  ])('%s', (problem, change) => {
    expect(broken(change)).toEqual([problem]);
  });

  it.each<[string, (draft: typeof demo) => void]>([
    ['products.0.breaks.0.unit', (d) => (at(at(d.products, 0).breaks, 0).unit = 0.29)],
    ['vatRate', (d) => (d.vatRate = -1)],
    ['currency', (d) => (d.currency = 'USD')],
    ['validFrom', (d) => (d.validFrom = '2026-02-30')],
    ['formats.0.name.ru', (d) => (at(d.formats, 0).name.ru = ' ')],
    ['fees.express', (d) => (d.fees.express = -1)],
    ['', (d) => Object.assign(d, { extra: 1 })],
  ])('shape at %j', (path, change) => {
    expect(broken(change).map((line) => line.split(': ')[0])).toEqual([path]);
  });

  it.each([null, undefined, 'text', [], {}])('%j is no price list', (input) => {
    expect(parseCatalogue(input).ok).toBe(false);
  });
});
