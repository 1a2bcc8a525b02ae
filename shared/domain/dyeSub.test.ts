import { describe, expect, it } from 'vitest';
import { DyeSubModel, rasterOf, sizeOf } from './dyeSub.ts';
import { LAB_DEFAULTS } from './labDefaults.ts';
import { badRoute } from './labs.ts';

/** formats.md 11, as printed there. */
const TABLE = `
3.5x5 1088×1920 1076×1568 1076×1550 1074×1536 1072×1548 –
4x6 1240×1920 1228×1864 1226×1852 1228×1832 1240×1844 1240×1844
5x7 1920×2138 1568×2128 1550×2128 1536×2130 1548×2140 1548×2140
6x8 1920×2436 1864×2422 1852×2428 1864×2432 1844×2434 1844×2434
6x9 1920×2740 1864×2730 1852×2729 1864×2748 1844×2740 1844×2740
`;
const COLUMNS = [
  'dnpDs620',
  'mitsubishiD70',
  'mitsubishiD90',
  'fujiAsk2000',
  'hitiP520L',
  'sinfoniaS6145',
] as const;
const NOT_OF_KODAK = ['3.5x5', '5x7', '6x9'];

const sheet = (model: DyeSubModel, size: string): string => {
  const raster = rasterOf(model, size);
  return raster === null ? '–' : `${raster.sheet.w}×${raster.sheet.h}`;
};
const rows = TABLE.trim()
  .split('\n')
  .map((line) => line.split(' '));

describe('rasters of dye-sub printers', () => {
  it.each(rows)('[OUT-1] %s', (size, ...cells) => {
    expect(COLUMNS.map((model) => sheet(model, size ?? ''))).toEqual(cells);
    expect(sheet('kodak6800', size ?? '')).toBe(NOT_OF_KODAK.includes(size ?? '') ? '–' : cells.at(-1));
  });

  it('[OUT-1] the large DNP has its own', () => {
    expect(['8x10', '8x12', 'A4', '4x6'].map((size) => sheet('dnpDs820', size))).toEqual([
      '2560×3036',
      '2560×3636',
      '2560×3544',
      '–',
    ]);
  });

  it('[OUT-1] DNP prints 1844 of its head on 6 inch media and 1548 on 5 inch media; others print all they are given', () => {
    const print = (size: string) => rasterOf('dnpDs620', size)?.print;
    expect(['3.5x5', '4x6', '5x7', '6x8', '6x9'].map(print)).toEqual([
      { w: 1088, h: 1548 },
      { w: 1240, h: 1844 },
      { w: 1548, h: 2138 },
      { w: 1844, h: 2436 },
      { w: 1844, h: 2740 },
    ]);
    for (const model of DyeSubModel.options.filter((one) => one !== 'dnpDs620'))
      for (const [size = ''] of rows) {
        const raster = rasterOf(model, size);
        expect(raster?.print).toEqual(raster?.sheet);
      }
  });

  it('[OUT-4] a size the printer does not have is refused when it is set, not when it is printed', () => {
    const bad = (code: string, detail: string) =>
      badRoute(LAB_DEFAULTS.dyeSub, [{ format: '10x15', paper: 'gloss', code, detail }]);
    expect([bad('s4x6', ''), bad('out/s4x6', ''), bad('glossy', '4x6'), bad('s6x2_2', 'paper')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([bad('s6x2_2', ''), bad('s4x6', '4x7'), bad('', '4x6'), bad('../s4x6', '')]).toEqual([0, 0, 0, 0]);
    expect(sizeOf('out/s4x6', '')).toBe('4x6');
  });
});
