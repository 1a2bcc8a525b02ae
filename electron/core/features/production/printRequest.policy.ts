import { type Catalogue, findFormat, printMm, type SizeMm } from '../../../../shared/domain/catalogue.ts';
import {
  cropOf,
  type ImageSize,
  orientedMm,
  type PhotoEdit,
  printPx,
} from '../../../../shared/domain/crop.ts';
import type { Raster } from '../../../../shared/domain/dyeSub.ts';
import type { PrintRequest } from '../../ports/imaging.ts';

/** The output image of one photo on one product, in the pixels the lab cuts or its printer wants; null for a format nobody sells. */
export function printRequestOf(
  catalogue: Catalogue,
  formatCode: string,
  edit: PhotoEdit,
  image: ImageSize,
  raster: Raster | null = null,
): PrintRequest | null {
  const format = findFormat(catalogue, formatCode);
  if (!format) return null;
  const mm = printMm(format);
  const { rotation, mirror, fit, adjust } = edit;
  const lies = (sides: SizeMm) => orientedMm(sides, image, rotation);
  const { w: width, h: height } = raster ? lies(raster.print) : printPx(lies(mm), catalogue.dpi);
  const sheet = raster && lies(raster.sheet);
  // The white borders of `fit` show the whole photo.
  const crop = fit === 'fill' ? cropOf(edit, image, mm) : null;
  return {
    crop,
    rotation,
    mirror,
    fit,
    ...(adjust ? { adjust } : {}),
    width,
    height,
    ...(sheet ? { sheet: { width: sheet.w, height: sheet.h } } : {}),
  };
}
