import sharp from 'sharp';
import type { Photo } from './photo.ts';
import { makeThumbnail } from './thumbnail.ts';

/** The small picture that cameras embed is enough, and is read without the rest of the file. */
const EDGE = 160;
const COLUMNS = 9;
const ROWS = 8;
/** Levels of 256 that neighbours must differ by: noise in an even sky says nothing. */
const STEP = 3;

/**
 * What a photo looks like in 64 bits, as 16 hex digits (a difference hash): whether each place of a grid of 8 × 8 is
 * brighter than the one right of it. It names nobody and brings no picture back.
 */
export async function likenessOf(photo: Photo): Promise<string> {
  const { bytes } = await makeThumbnail(photo, { maxEdge: EDGE, quality: 'quick' });
  const grey = await sharp(bytes)
    .greyscale()
    .resize({ width: COLUMNS, height: ROWS, fit: 'fill' })
    .raw()
    .toBuffer();
  let bits = 0n;
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 1; column < COLUMNS; column += 1) {
      const at = row * COLUMNS + column;
      const isBrighter = (grey[at - 1] ?? 0) >= (grey[at] ?? 0) + STEP;
      bits = (bits << 1n) | (isBrighter ? 1n : 0n);
    }
  }
  return bits.toString(16).padStart(16, '0');
}
