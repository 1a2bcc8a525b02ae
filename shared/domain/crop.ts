import { z } from './z.ts';
import { type Adjust, adjusted, adjustOf } from './adjust.ts';
import type { PictureMm, SizeMm } from './catalogue.ts';

const MM_PER_INCH = 25.4;
/** Of the height that must go, this share is taken from the top: heads are there. */
const TOP_SHARE = 0.4;
const EDGE_CHECK_ABOVE = 0.15;
const MAX_ZOOM = 8;
const ROUNDING = 1e-6;

/** One press of an arrow button or key, as a share of the picture; `fine` with Shift. */
export const MOVE_STEP = { normal: 0.01, fine: 0.002 } as const;
/** One press of + or −. */
export const ZOOM_STEP = 1.1;

const share = z.number().min(0).max(1);

/**
 * The part of a photo that is printed, as shares (0…1) of the upright image after its quarter turns and before
 * mirroring. Never pixels.
 */
export const Rect = z
  .strictObject({ x: share, y: share, w: share.gt(0), h: share.gt(0) })
  .refine((rect) => rect.x + rect.w <= 1 + ROUNDING && rect.y + rect.h <= 1 + ROUNDING, {
    message: 'outside',
  });
export type Rect = z.infer<typeof Rect>;

/** Quarter turns clockwise. */
export const Rotation = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
export type Rotation = z.infer<typeof Rotation>;

/** `fill` cuts what does not fit, `fit` shows all of the photo with a white border. */
export const Fit = z.enum(['fill', 'fit']);
export type Fit = z.infer<typeof Fit>;

/** What the customer changed. Done in this order: turn, straighten, cut, mirror. The original is never touched. */
export interface PhotoEdit {
  /** Null is the default crop. */
  readonly crop: Rect | null;
  readonly rotation: Rotation;
  readonly mirror: boolean;
  readonly fit: Fit;
  /** Absent where the photo is as taken. */
  readonly adjust?: Adjust | undefined;
}

/** Width and height of the upright image, in pixels. */
export interface ImageSize {
  readonly w: number;
  readonly h: number;
}

export const UNEDITED = { crop: null, rotation: 0, mirror: false, fit: 'fill' } as const satisfies PhotoEdit;

/** Whole pixels of a print at the given density. */
export function printPx(mm: SizeMm, dpi = 300): ImageSize {
  return { w: Math.round((mm.w * dpi) / MM_PER_INCH), h: Math.round((mm.h * dpi) / MM_PER_INCH) };
}

export function turnedSize(image: ImageSize, rotation: Rotation): ImageSize {
  return rotation % 2 === 0 ? { w: image.w, h: image.h } : { w: image.h, h: image.w };
}

/**
 * The print laid the way the turned photo lies: landscape for landscape, else portrait. With a square photo, which lies
 * no way, the print is portrait and turns with it, so that a cut that was turned still fits. A piece stays upright.
 */
export function orientedMm(mm: PictureMm, image: ImageSize, rotation: Rotation): SizeMm {
  if (mm.isUpright === true) return { w: mm.w, h: mm.h };
  const { w, h } = turnedSize(image, rotation);
  const [short, long] = [Math.min(mm.w, mm.h), Math.max(mm.w, mm.h)];
  const isLandscape = w === h ? rotation % 2 === 1 : w > h;
  return isLandscape ? { w: long, h: short } : { w: short, h: long };
}

/** The largest cut of the print's ratio: centred sideways, of the surplus height 40 % off the top and 60 % off below. */
export function defaultCrop(image: ImageSize, mm: PictureMm, rotation: Rotation): Rect {
  const ratio = normalisedRatio(image, mm, rotation);
  const w = Math.min(1, ratio);
  const h = Math.min(1, 1 / ratio);
  return { x: (1 - w) / 2, y: (1 - h) * TOP_SHARE, w, h };
}

/** The cut in force: the customer's own, or the default. */
export function cropOf(edit: PhotoEdit, image: ImageSize, mm: PictureMm): Rect {
  return edit.crop ?? defaultCrop(image, mm, edit.rotation);
}

/** Whether a rectangle has the print's ratio, to within a pixel or so. */
export function hasPrintRatio(rect: Rect, image: ImageSize, mm: PictureMm, rotation: Rotation): boolean {
  const { w, h } = turnedSize(image, rotation);
  const wanted = normalisedRatio(image, mm, rotation);
  const tolerance = 2 / Math.min(rect.w * w, rect.h * h);
  return Math.abs(rect.w / rect.h / wanted - 1) <= Math.max(tolerance, ROUNDING);
}

/** The share of the picture's area that is not printed, 0…1. */
export function cutShare(rect: Rect): number {
  return 1 - rect.w * rect.h;
}

/** Whether the cut is large enough for "check the edges". */
export function needsEdgeCheck(rect: Rect): boolean {
  return cutShare(rect) > EDGE_CHECK_ABOVE;
}

/** Moves the cut over the picture as the customer sees it, by shares of the picture; it stops at the edges. */
export function moveCrop(
  edit: PhotoEdit,
  image: ImageSize,
  mm: PictureMm,
  dx: number,
  dy: number,
): PhotoEdit {
  const rect = cropOf(edit, image, mm);
  return { ...edit, crop: inside({ ...rect, x: rect.x + (edit.mirror ? -dx : dx), y: rect.y + dy }) };
}

/** Zooms about the middle of the cut; a factor above 1 shows less of the picture. Ends at the whole picture and at 8×. */
export function zoomCrop(edit: PhotoEdit, image: ImageSize, mm: PictureMm, factor: number): PhotoEdit {
  const rect = cropOf(edit, image, mm);
  const largest = defaultCrop(image, mm, edit.rotation);
  const size = Math.min(1, Math.max(1 / MAX_ZOOM, rect.w / largest.w / factor));
  const w = largest.w * size;
  const h = largest.h * size;
  return { ...edit, crop: inside({ x: rect.x + (rect.w - w) / 2, y: rect.y + (rect.h - h) / 2, w, h }) };
}

/** Turns the photo a quarter as the customer sees it, and its own cut with it. */
export function turnPhoto(edit: PhotoEdit, direction: 'left' | 'right'): PhotoEdit {
  // Seen in a mirror, right is left.
  const right = (direction === 'right') !== edit.mirror;
  const rotation = Rotation.parse((edit.rotation + (right ? 1 : 3)) % 4);
  if (!edit.crop) return { ...edit, rotation };
  const { x, y, w, h } = edit.crop;
  const crop = right ? { x: 1 - y - h, y: x, w: h, h: w } : { x: y, y: 1 - x - w, w: h, h: w };
  return { ...edit, rotation, crop: inside(crop) };
}

/** Turns the photo in its frame: one that stays upright gets its default cut again, as the old one lies across it. */
export const turnInFrame = (edit: PhotoEdit, mm: PictureMm): PhotoEdit => {
  const turned = turnPhoto(edit, 'right');
  return mm.isUpright === true ? { ...turned, crop: null } : turned;
};

export function mirrorPhoto(edit: PhotoEdit): PhotoEdit {
  return { ...edit, mirror: !edit.mirror };
}

/** How far the photo is straightened, in degrees clockwise as the customer sees it: in a mirror right is left. */
export const seenStraighten = (edit: PhotoEdit): number =>
  (edit.mirror ? -1 : 1) * adjustOf(edit).straighten + 0;

/** Straightens the photo to so many degrees clockwise as the customer sees it. */
export const straightenPhoto = (edit: PhotoEdit, degrees: number): PhotoEdit =>
  adjusted(edit, { straighten: edit.mirror ? -degrees : degrees });

/** Back to the frame as it came; the choice of fill or fit stays, and so does what was corrected. */
export function resetPhoto({ fit, adjust }: PhotoEdit): PhotoEdit {
  return { ...UNEDITED, fit, ...(adjust ? { adjust } : {}) };
}

/** Width ÷ height of the print in shares of the turned image; below 1 the sides are cut, above 1 the height. */
function normalisedRatio(image: ImageSize, mm: PictureMm, rotation: Rotation): number {
  const turned = turnedSize(image, rotation);
  const print = orientedMm(mm, image, rotation);
  return (print.w * turned.h) / (print.h * turned.w);
}

function inside(rect: Rect): Rect {
  const { w, h } = rect;
  return { x: Math.max(0, Math.min(rect.x, 1 - w)), y: Math.max(0, Math.min(rect.y, 1 - h)), w, h };
}
