import sharp from 'sharp';
import { findFlanks, type Grey, WAYS } from './flanks.ts';

/** Long edge of the picture that is judged, in pixels: what is soft there is soft on a print of 10 × 15 cm. */
const EDGE = 320;
/** A flank that is narrower than this many pixels is sharp. The softest of 70 sharp photos had flanks of 1.9. */
const SHARP_WIDTH = 2.8;
/** The share of sharp flanks that makes a whole photo sharp, and one place of it: a bird before soft leaves. */
const SHARP_SHARE = 0.02;
const SHARP_PLACE = 0.2;
const COLUMNS = 8;
const ROWS = 6;
/** Flanks without which nothing can be said of a place, and of a photo: a sky or a fog has none. */
const PLACE_FLANKS = 12;
const LEAST_FLANKS = 150;
const LEAST_PLACES = 3;
/** The share of all flanks that lie along a way, to judge it: below a horizon there are hardly any across. */
const WAY_SHARE = 0.1;

/**
 * Whether a photo is blurred, for a hint that is right rather than always there: rims of things are there, and along
 * one of four ways neither the sharpest of them nor any place of the photo is sharp. `jpeg` is a preview that was
 * made of the photo itself; one of less than 320 pixels is never judged. How it was measured: ADR 0024.
 */
export async function isBlurred(jpeg: Uint8Array): Promise<boolean> {
  const { data, info } = await sharp(jpeg)
    .greyscale()
    .resize({ width: EDGE, height: EDGE, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Math.max(info.width, info.height) === EDGE && looksBlurred({ ...info, data });
}

/** The rule of `isBlurred`, on the grey picture with its long edge of 320 pixels. */
export function looksBlurred(grey: Grey): boolean {
  const ways = WAYS.map((way) => {
    const places = Array.from({ length: COLUMNS * ROWS }, () => ({ flanks: 0, sharp: 0 }));
    findFlanks(grey, way, (x, y, width) => {
      const column = Math.floor((x * COLUMNS) / grey.width);
      const place = places[Math.floor((y * ROWS) / grey.height) * COLUMNS + column];
      if (place === undefined) return;
      place.flanks += 1;
      if (width < SHARP_WIDTH) place.sharp += 1;
    });
    return { places, ...sum(places) };
  });
  const all = sum(ways).flanks;
  return ways.some(({ flanks, places, sharp: found }) => {
    if (flanks < LEAST_FLANKS || flanks < all * WAY_SHARE || found >= flanks * SHARP_SHARE) return false;
    const judged = places.filter((place) => place.flanks >= PLACE_FLANKS);
    return judged.length >= LEAST_PLACES && judged.every((place) => place.sharp < place.flanks * SHARP_PLACE);
  });
}

type Count = { readonly flanks: number; readonly sharp: number };

const sum = (counts: readonly Count[]): Count => ({
  flanks: counts.reduce((all, one) => all + one.flanks, 0),
  sharp: counts.reduce((all, one) => all + one.sharp, 0),
});
