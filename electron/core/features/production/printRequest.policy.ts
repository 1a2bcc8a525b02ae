import {
  type Catalogue,
  findFormat,
  type Pieces,
  pictureMm,
  piecesOn,
  type PrintFormat,
  printMm,
  type SizeMm,
} from '../../../../shared/domain/catalogue.ts';
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
  const { rotation, mirror, fit, adjust } = edit;
  // The white borders of `fit` show the whole photo.
  const crop = fit === 'fill' ? cropOf(edit, image, pictureMm(format)) : null;
  const how = { crop, rotation, mirror, fit, ...(adjust ? { adjust } : {}) };
  if (format.layout) return piecesRequest(format, format.layout, how, catalogue.dpi, raster);
  const lies = (sides: SizeMm) => orientedMm(sides, image, rotation);
  const { w: width, h: height } = raster ? lies(raster.print) : printPx(lies(printMm(format)), catalogue.dpi);
  const sheet = raster && lies(raster.sheet);
  return { ...how, width, height, ...(sheet ? { sheet: { width: sheet.w, height: sheet.h } } : {}) };
}

type How = Pick<PrintRequest, 'crop' | 'rotation' | 'mirror' | 'fit' | 'adjust'>;

/** Pieces keep their millimetres on every paper; the paper lies the way that takes more of them. */
function piecesRequest(
  format: PrintFormat,
  layout: Pick<Pieces, 'pieceMm' | 'gapMm'>,
  how: How,
  dpi: number,
  raster: Raster | null,
): PrintRequest | null {
  const laid = piecesOn(printMm(format), layout);
  if (laid === null) return null;
  const { across, down, paperMm } = laid;
  const piece = printPx(layout.pieceMm, dpi);
  const paper = raster ? layAs(raster.sheet, paperMm) : printPx(paperMm, dpi);
  const gap = printPx({ w: layout.gapMm, h: layout.gapMm }, dpi).w;
  return {
    ...how,
    width: piece.w,
    height: piece.h,
    sheet: { width: paper.w, height: paper.h },
    pieces: { across, down, gap },
  };
}

/** The sides of a sheet, laid the way another lies. */
export function layAs({ w, h }: ImageSize, like: SizeMm): ImageSize {
  const [short, long] = [Math.min(w, h), Math.max(w, h)];
  return like.w > like.h ? { w: long, h: short } : { w: short, h: long };
}
