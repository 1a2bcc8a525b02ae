import { type Catalogue, findFormat, printMm } from '../../../../shared/domain/catalogue.ts';
import {
  cropOf,
  type ImageSize,
  orientedMm,
  type PhotoEdit,
  printPx,
} from '../../../../shared/domain/crop.ts';
import type { PrintRequest } from '../../ports/imaging.ts';

/** The output image of one photo on one product, in the pixels the lab cuts; null for a format nobody sells. */
export function printRequestOf(
  catalogue: Catalogue,
  formatCode: string,
  edit: PhotoEdit,
  image: ImageSize,
): PrintRequest | null {
  const format = findFormat(catalogue, formatCode);
  if (!format) return null;
  const mm = printMm(format);
  const { w: width, h: height } = printPx(orientedMm(mm, image, edit.rotation), catalogue.dpi);
  const { rotation, mirror, fit } = edit;
  // The white borders of `fit` show the whole photo.
  const crop = fit === 'fill' ? cropOf(edit, image, mm) : null;
  return { crop, rotation, mirror, fit, width, height };
}
