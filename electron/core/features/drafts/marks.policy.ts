import { type Catalogue, findFormat, isSoldFor, printMm } from '../../../../shared/domain/catalogue.ts';
import type { Wish } from '../media/index.ts';
import type { Common } from './drafts.store.ts';

/** Formats for DPOF's classes of the short side, the best first. Other classes are asked in the size step. */
const FORMATS: Readonly<Record<number, readonly string[]>> = {
  3: ['9x13'],
  4: ['10x15'],
  5: ['13x18'],
  6: ['15x20', '15x21'],
  8: ['20x30', '20x25', 'A4'],
  12: ['30x45', '30x40'],
};
/** How far a short side in millimetres may be from the wished one. */
const NEAR_MM = 3;

/** What a marked photo is picked as: the wished copies, and the wished size where this list sells one like it. */
export const itemWished = (
  catalogue: Catalogue,
  channel: 'kiosk' | 'counter',
  common: Common,
  { quantity, size }: Wish,
): Common => {
  const paperOf = (format: string): string | undefined =>
    [common.paper, ...catalogue.papers.map(({ code }) => code)].find((paper) =>
      isSoldFor(catalogue, channel, { format, paper }),
    );
  const like = formatsLike(catalogue, size).flatMap((format) => {
    const paper = paperOf(format);
    return paper === undefined ? [] : [{ format, paper }];
  });
  const { format, paper } = like[0] ?? common;
  const { min, max } = findFormat(catalogue, format)?.copies ?? { min: 1, max: quantity };
  return { ...common, format, paper, copies: Math.min(max, Math.max(min, quantity)) };
};

const formatsLike = (catalogue: Catalogue, size: Wish['size']): readonly string[] => {
  if (size === null) return [];
  if ('class' in size) return FORMATS[size.class] ?? [];
  return catalogue.formats
    .map((format) => ({ code: format.code, off: Math.abs(printMm(format).w - size.mm) }))
    .filter(({ off }) => off <= NEAR_MM)
    .toSorted((a, b) => a.off - b.off)
    .map(({ code }) => code);
};
