import { piecesOn, type PrintFormat, printMm } from '../../../../shared/domain/catalogue.ts';
import { type ImageSize, printPx } from '../../../../shared/domain/crop.ts';
import type { Raster } from '../../../../shared/domain/dyeSub.ts';
import { layAs } from './printRequest.policy.ts';

/** Below each picture, for its number, in millimetres. */
const CAPTION_MM = 4;

/** One sheet of an index print in pixels: where each picture's piece begins, and what of it is picture and caption. */
export interface IndexGrid {
  readonly sheet: ImageSize;
  readonly picture: ImageSize;
  readonly captionHeight: number;
  readonly places: readonly { readonly left: number; readonly top: number }[];
}

/** The sheet as the lab cuts it or its printer wants it; null for a format that is no index print. */
export function indexGrid(
  { layout, ...format }: PrintFormat,
  dpi: number,
  raster: Raster | null = null,
): IndexGrid | null {
  const laid = layout?.kind === 'index' ? piecesOn(printMm(format), layout) : null;
  if (layout?.kind !== 'index' || laid === null) return null;
  const { across, down, paperMm } = laid;
  const sheet = raster ? layAs(raster.sheet, paperMm) : printPx(paperMm, dpi);
  const piece = printPx(layout.pieceMm, dpi);
  const { w: gap, h: captionHeight } = printPx({ w: layout.gapMm, h: CAPTION_MM }, dpi);
  const left = Math.floor((sheet.w - across * piece.w - (across - 1) * gap) / 2);
  const top = Math.floor((sheet.h - down * piece.h - (down - 1) * gap) / 2);
  const places = Array.from({ length: across * down }, (_, n) => ({
    left: left + (n % across) * (piece.w + gap),
    top: top + Math.floor(n / across) * (piece.h + gap),
  }));
  return { sheet, picture: { w: piece.w, h: piece.h - captionHeight }, captionHeight, places };
}

/** So many sheets for so many photos. */
export const sheetCount = (grid: IndexGrid, photos: number): number => Math.ceil(photos / grid.places.length);

/** How a sheet is asked for, counted from 0. */
export const sheetRef = (sheet: number): string => `sheet-${sheet}`;
