import type { Catalogue } from '../../../../shared/domain/catalogue.ts';

const format = (code: string, w: number, h: number) => ({
  code,
  name: { lv: `${code} cm`, en: `${code} cm`, ru: `${code} см` },
  nominalMm: null,
  paperMm: { w, h },
  cut: 'paper' as const,
  quality: { great: 300, good: 150, veryLow: 75 },
  copies: { min: 1, max: 999 },
});
const product = (code: string, paper: string, unit: number) => ({
  format: code,
  paper,
  breaks: [{ from: 1, unit }],
  channels: ['kiosk' as const],
});
const named = (name: string) => ({ lv: name, en: name, ru: name });

/** Test helper: a small price list. Not imported by product code. */
export const catalogue = {
  version: 1,
  vatRate: 2100,
  formats: [format('10x15', 102, 152), format('13x18', 127, 178), format('20x30', 203, 305)],
  papers: [
    { code: 'gloss', name: named('Spīdīgs') },
    { code: 'matte', name: named('Matēts') },
  ],
  products: [
    product('10x15', 'gloss', 29),
    product('10x15', 'matte', 29),
    product('13x18', 'gloss', 59),
    product('20x30', 'matte', 299),
  ],
  minimumOrder: 0,
  fees: { order: 0, express: 300, service: 200, delivery: 390 },
  discount: { managerAbove: 500, reasons: [] },
} as unknown as Catalogue;
