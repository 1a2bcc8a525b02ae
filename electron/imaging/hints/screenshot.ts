import type { PhotoKind } from '../../../shared/domain/media.ts';
import type { Exif } from '../formats/exif.ts';

/** What Apple's systems write into the UserComment of what they take of their own screen, also after cropping. */
const COMMENT = 'Screenshot';

/** Short sides, in pixels, of the screens of phones since 2017: Android's three steps and Apple's. */
const SHORT_SIDES: ReadonlySet<number> = new Set([
  720, 1080, 1440, 828, 1125, 1170, 1179, 1206, 1242, 1260, 1284, 1290, 1320,
]);
/** Such screens are 2 : 1 to 2.4 : 1 (Android lets apps fill screens of up to 2.4 : 1 by default). No camera takes that. */
const MIN_RATIO = 2;
const MAX_RATIO = 2.4;

/** What the rule looks at; sides are those of the upright picture, in pixels. */
export type ScreenFacts = {
  readonly kind: PhotoKind;
  readonly width: number;
  readonly height: number;
  readonly exif: Pick<Exif, 'camera' | 'comment'>;
};

/**
 * Whether a picture was taken of a screen, for a hint that is right rather than always there. It names no camera, and
 * either its UserComment says so, or it is a PNG of exactly a phone's screen. A JPEG of that size is none: messengers
 * send photos on as such, without what the camera wrote. Names of files say nothing: they survive every change.
 */
export function isScreenshot({ kind, width, height, exif }: ScreenFacts): boolean {
  if (exif.camera !== null) return false;
  if (exif.comment === COMMENT) return true;
  const short = Math.min(width, height);
  const ratio = Math.max(width, height) / short;
  return kind === 'png' && SHORT_SIDES.has(short) && ratio >= MIN_RATIO && ratio <= MAX_RATIO;
}
