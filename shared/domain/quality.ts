import { pictureMm, type PictureMm, type PrintFormat, printMm, type QualityLimits } from './catalogue.ts';
import { adjustOf, coverScale } from './adjust.ts';
import {
  cropOf,
  cutShare,
  defaultCrop,
  type ImageSize,
  orientedMm,
  type PhotoEdit,
  turnedSize,
} from './crop.ts';

const MM_PER_INCH = 25.4;
/** A photo that loses more than this share of itself to a format has another shape: a square, a panorama. */
const OTHER_SHAPE = 0.3;

export const QUALITY_WORDS = ['great', 'good', 'low', 'veryLow'] as const;
export type QualityWord = (typeof QUALITY_WORDS)[number];

/** Pixels of the photo per inch of print, in the placement chosen. Not rounded: limits are compared exactly. */
export function effectivePpi(image: ImageSize, mm: PictureMm, edit: PhotoEdit): number {
  const turned = turnedSize(image, edit.rotation);
  const print = orientedMm(mm, image, edit.rotation);
  // Straightening enlarges, so fewer pixels are left for the same paper.
  const inch = MM_PER_INCH / coverScale(turned, adjustOf(edit).straighten);
  if (edit.fit === 'fit') return Math.max(turned.w / print.w, turned.h / print.h) * inch;
  return (cropOf(edit, image, mm).w * turned.w * inch) / print.w;
}

export function qualityWord(ppi: number, limits: QualityLimits): QualityWord {
  if (ppi >= limits.great) return 'great';
  if (ppi >= limits.good) return 'good';
  return ppi >= limits.veryLow ? 'low' : 'veryLow';
}

/** The word for one photo as one print. */
export function photoQuality(image: ImageSize, format: PrintFormat, edit: PhotoEdit): QualityWord {
  return qualityWord(effectivePpi(image, pictureMm(format), edit), format.quality);
}

/**
 * The largest of the formats that prints the whole usable photo well; null when none does. A sheet of small pictures is
 * no larger print of it, and neither is one of quite another shape.
 */
export function largestGoodFormat(
  formats: readonly PrintFormat[],
  image: ImageSize,
  edit: PhotoEdit,
): PrintFormat | null {
  const area = (format: PrintFormat) => printMm(format).w * printMm(format).h;
  let best: PrintFormat | null = null;
  for (const format of formats) {
    if (format.layout || isOtherShape(image, format, edit)) continue;
    const word = photoQuality(image, format, { ...edit, crop: null });
    if ((word === 'great' || word === 'good') && (best === null || area(format) > area(best))) best = format;
  }
  return best;
}

const isOtherShape = (image: ImageSize, format: PrintFormat, edit: PhotoEdit): boolean =>
  edit.fit === 'fill' && cutShare(defaultCrop(image, printMm(format), edit.rotation)) > OTHER_SHAPE;

/** Limits by the long side of the print in mm; the price list may hold others. */
export function defaultQualityLimits(longSideMm: number): QualityLimits {
  if (longSideMm <= 180) return { great: 300, good: 150, veryLow: 75 };
  if (longSideMm <= 310) return { great: 250, good: 125, veryLow: 62 };
  if (longSideMm <= 510) return { great: 200, good: 100, veryLow: 50 };
  return { great: 150, good: 75, veryLow: 37 };
}
