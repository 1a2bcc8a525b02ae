import type { SizeMm } from '../../../../../shared/domain/catalogue.ts';
import type { ImageSize } from '../../../../../shared/domain/crop.ts';
import type { PrintRequest } from '../../../ports/imaging.ts';

export interface TestSheet {
  /** Pixels of the file. */
  readonly sheet: ImageSize;
  /** Pixels in its middle that come to lie on the paper. */
  readonly print: ImageSize;
  readonly pxPerMm: number;
}

/** Where the test page lies on the file that a lab wants of one product. `paperMm` is the print, in millimetres. */
export function sheetOf({ width, height, sheet, pieces }: PrintRequest, paperMm: SizeMm): TestSheet {
  const whole = sheet ? { w: sheet.width, h: sheet.height } : { w: width, h: height };
  // A product of many pieces fills its sheet.
  const print = pieces ? whole : { w: width, h: height };
  return { sheet: whole, print, pxPerMm: Math.max(print.w, print.h) / Math.max(paperMm.w, paperMm.h) };
}
