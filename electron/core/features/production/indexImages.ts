import type { OrderId } from '../../../../shared/domain/ids.ts';
import { fontFilesIn } from '../../drawing/fontFiles.ts';
import type { PrintRequest } from '../../ports/imaging.ts';
import { type IndexGrid, sheetRef } from './indexSheet.policy.ts';
import type { JobLine } from './jobLines.store.ts';
import { BYTES_PER_PIXEL, createPhotoPrints, type ImageDeps, type JobImages } from './photoPrints.ts';

/** Height of the numbers in the room below a picture. */
const TEXT_SHARE = 0.6;

interface IndexDeps extends ImageDeps {
  readonly folders: { readonly fonts: string };
}

interface IndexOf {
  readonly orderId: OrderId;
  /** As spoken, such as `K-27`. */
  readonly number: string;
}

/** The order's number and the photo's own, such as `K-27 012`: a piece that was cut out still tells what it is of. */
const signOf = (order: string, index: number): string => `${order} ${String(index + 1).padStart(3, '0')}`;

const smallPrint = ({ edit }: JobLine, { picture }: IndexGrid): PrintRequest => {
  const { rotation, mirror, adjust } = edit;
  const size = { width: picture.w, height: picture.h };
  return { crop: null, fit: 'fit', rotation, mirror, ...(adjust ? { adjust } : {}), ...size };
};

/** The sheets of an index print: every photo small and whole, below it numbers only; no name of a file gets on it. */
export const createIndexImages = (
  deps: IndexDeps,
  { orderId, number }: IndexOf,
  lines: readonly JobLine[],
  grid: IndexGrid,
): JobImages => {
  const { missing, isOutOfService, isStored, print, lay } = createPhotoPrints(deps, orderId);
  const { picture, captionHeight, places } = grid;
  const { w: width, h: height } = grid.sheet;
  const piecesOf = (ref: string) => {
    const sheet = lines.findIndex((_, n) => sheetRef(n) === ref);
    return places.flatMap((at, n) => {
      const line = lines[sheet * places.length + n];
      return line ? [{ line, at }] : [];
    });
  };
  const signs = async (pieces: ReturnType<typeof piecesOf>): Promise<Uint8Array> => {
    const { drawSigns } = await import('../../drawing/drawSigns.ts');
    const middle = { x: picture.w / 2, y: picture.h + captionHeight / 2 };
    const texts = pieces.map(({ at, line }) => ({
      text: signOf(number, line.seq),
      x: at.left + middle.x,
      y: at.top + middle.y,
    }));
    return drawSigns(
      { width, height, texts, textHeight: captionHeight * TEXT_SHARE },
      fontFilesIn(deps.folders.fonts),
    );
  };
  return {
    missing,
    isOutOfService,
    expectedBytes: async (ref) => {
      const stored = await Promise.all(piecesOf(ref).map(({ line }) => isStored(line)));
      return stored.length > 0 && stored.every(Boolean) ? width * height * BYTES_PER_PIXEL : null;
    },
    render: async (ref) => {
      const pieces = piecesOf(ref);
      const pictures = [];
      for (const { line, at } of pieces) {
        const bytes = await print(line, smallPrint(line, grid));
        if (bytes === null) return null;
        pictures.push({ bytes, ...at });
      }
      return pictures.length === 0 ? null : lay({ width, height, pictures, signs: await signs(pieces) });
    },
  };
};
