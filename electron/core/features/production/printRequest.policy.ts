import { type Catalogue, findFormat, printMm } from '../../../../shared/domain/catalogue.ts';
import {
  cropOf,
  type ImageSize,
  orientedMm,
  type PhotoEdit,
  printPx,
  type Rect,
  type Rotation,
} from '../../../../shared/domain/crop.ts';
import type { PrintRequest } from '../../ports/imaging.ts';

/** A cut of the turned image as a cut of the upright one: imaging cuts before it turns. */
export function cutOfUpright(rect: Rect, rotation: Rotation): Rect {
  let cut = rect;
  for (let turn = 0; turn < rotation; turn += 1)
    cut = { x: cut.y, y: Math.max(0, 1 - cut.x - cut.w), w: cut.h, h: cut.w };
  return cut;
}

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
  const crop = fit === 'fill' ? cutOfUpright(cropOf(edit, image, mm), rotation) : null;
  return { crop, rotation, mirror, fit, width, height };
}
