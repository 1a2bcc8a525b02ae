import { z } from './z.ts';

export const DyeSubModel = z.enum([
  'none',
  'dnpDs620',
  'dnpDs820',
  'mitsubishiD70',
  'mitsubishiD90',
  'fujiAsk2000',
  'hitiP520L',
  'kodak6800',
  'sinfoniaS6145',
]);
export type DyeSubModel = z.infer<typeof DyeSubModel>;

/** Pixels at 300 dpi, short side first: the sheet the printer wants, and the part of it that is printed. */
export interface Raster {
  readonly sheet: { readonly w: number; readonly h: number };
  readonly print: { readonly w: number; readonly h: number };
}

type Sides = readonly [short: number, long: number];

/** By size in inches (formats.md 11); a size that is not here the printer does not have. */
const SHEETS: Readonly<Record<DyeSubModel, Readonly<Record<string, Sides>>>> = {
  none: {},
  dnpDs620: {
    '3.5x5': [1088, 1920],
    '4x6': [1240, 1920],
    '5x7': [1920, 2138],
    '6x8': [1920, 2436],
    '6x9': [1920, 2740],
  },
  dnpDs820: { '8x10': [2560, 3036], '8x12': [2560, 3636], A4: [2560, 3544] },
  mitsubishiD70: {
    '3.5x5': [1076, 1568],
    '4x6': [1228, 1864],
    '5x7': [1568, 2128],
    '6x8': [1864, 2422],
    '6x9': [1864, 2730],
  },
  mitsubishiD90: {
    '3.5x5': [1076, 1550],
    '4x6': [1226, 1852],
    '5x7': [1550, 2128],
    '6x8': [1852, 2428],
    '6x9': [1852, 2729],
  },
  fujiAsk2000: {
    '3.5x5': [1074, 1536],
    '4x6': [1228, 1832],
    '5x7': [1536, 2130],
    '6x8': [1864, 2432],
    '6x9': [1864, 2748],
  },
  hitiP520L: {
    '3.5x5': [1072, 1548],
    '4x6': [1240, 1844],
    '5x7': [1548, 2140],
    '6x8': [1844, 2434],
    '6x9': [1844, 2740],
  },
  kodak6800: { '4x6': [1240, 1844], '6x8': [1844, 2434] },
  sinfoniaS6145: { '4x6': [1240, 1844], '5x7': [1548, 2140], '6x8': [1844, 2434], '6x9': [1844, 2740] },
};

/** DNP prints across its whole head, of which 5 and 6 inch media cover less: the rest stays white. */
const DNP_HEAD = 1920;
const FIVE_INCH: readonly string[] = ['3.5x5', '5x7'];
const mediaOf = (size: string): number => (FIVE_INCH.includes(size) ? 1548 : 1844);

export function rasterOf(model: DyeSubModel, size: string): Raster | null {
  const sides = SHEETS[model][size];
  if (!sides) return null;
  const [w, h] = sides;
  const covered = (side: number) => (model === 'dnpDs620' && side === DNP_HEAD ? mediaOf(size) : side);
  return { sheet: { w, h }, print: { w: covered(w), h: covered(h) } };
}

/** A route's second word for a size the printer prints as large as the catalogue says. */
export const PAPER_PIXELS = 'paper';

/** The size in inches a folder such as `s4x6` stands for, unless the route names it. */
export const sizeOf = (folder: string, detail: string): string =>
  detail === '' ? (folder.split('/').at(-1) ?? '').replace(/^s/, '') : detail;
