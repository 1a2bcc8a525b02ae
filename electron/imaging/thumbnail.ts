import type { Buffer } from 'node:buffer';
import sharp, { type Sharp } from 'sharp';
import type { PhotoFacts, Picture, ThumbnailRequest } from '../core/ports/imaging.ts';
import { type Decodable, decodable, decodeOrPart, heicTiff, openSharp } from './decode.ts';
import { withOrientation, readJpegHead } from './formats/jpeg.ts';
import { hintOf } from './hints/hintOf.ts';
import type { Photo } from './photo.ts';

/** A card's tiles come at most so large, in pixels: judging each for blur would cost a sixth of the time to make it. */
const TILE_EDGE = 320;
/** An embedded picture of at least this part of the wanted edge stands in until the sharp one is asked for. */
const GOOD_ENOUGH = 0.5;
const MAX_EMBEDDED_PIXELS = 4_000_000;

/**
 * A small upright sRGB JPEG without metadata; its long edge is `maxEdge`, or less for a smaller photo. A HEIC's own
 * picture of that size is as good as the photo decoded, which takes a hundred times as long.
 */
export async function makeThumbnail(photo: Photo, { maxEdge, quality }: ThumbnailRequest): Promise<Picture> {
  const part = quality === 'quick' ? GOOD_ENOUGH : photo.kind === 'heic' ? 1 : null;
  const embedded = part === null ? null : await fromEmbedded(photo, maxEdge, part);
  if (embedded !== null) return embedded;
  const input = await decodable(photo);
  const { result, incomplete } = await decodeOrPart(input, (image) => shrink(image, maxEdge));
  const made = { ...pictureOf(result, 'decoded'), incomplete: incomplete || photo.facts.incomplete };
  return { ...made, hint: await hintOf(photo, maxEdge > TILE_EDGE ? result.data : null) };
}

/** A broken embedded picture is no loss: the photo itself is decoded instead. */
async function fromEmbedded(photo: Photo, maxEdge: number, least: number): Promise<Picture | null> {
  try {
    const input = await embeddedPicture(photo);
    if (input === null) return null;
    const part = await uprightPart(input, photo.facts);
    if (part === null || Math.max(part.width, part.height) < maxEdge * least) return null;
    const made = await shrink(openSharp(input, false).extract(part), maxEdge);
    const { incomplete } = photo.facts;
    return { ...pictureOf(made, 'embedded'), incomplete, hint: await hintOf(photo, null) };
  } catch {
    return null;
  }
}

async function embeddedPicture(photo: Photo): Promise<Decodable | null> {
  const pixels = MAX_EMBEDDED_PIXELS;
  if (photo.kind === 'jpeg' && photo.head.thumbnail !== null) {
    const head = readJpegHead(photo.head.thumbnail);
    if (typeof head === 'string') return null;
    return {
      bytes: withOrientation(photo.head.thumbnail, head, photo.facts.orientation),
      turn: true,
      pixels,
      deep: false,
    };
  }
  if (photo.kind !== 'heic' || !photo.facts.hasThumbnail) return null;
  const bytes = await photo.bytes();
  return { bytes: heicTiff(bytes, 'thumbnail', photo), turn: false, pixels, deep: false };
}

type Part = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** The middle of an embedded picture that has the photo's ratio: cameras pad it with black bars. Null if it lies. */
async function uprightPart(input: Decodable, facts: PhotoFacts): Promise<Part | null> {
  const metadata = await sharp(input.bytes).metadata();
  const whole = input.turn ? metadata.autoOrient : metadata;
  const ratio = facts.width / facts.height;
  const width = Math.min(whole.width, Math.round(whole.height * ratio));
  const height = Math.min(whole.height, Math.round(whole.width / ratio));
  if (width * height < whole.width * whole.height * 0.7) return null;
  const left = Math.floor((whole.width - width) / 2);
  const top = Math.floor((whole.height - height) / 2);
  return { left, top, width, height };
}

type Made = { readonly data: Buffer; readonly info: { readonly width: number; readonly height: number } };

function shrink(image: Sharp, maxEdge: number): Promise<Made> {
  return image
    .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true });
}

function pictureOf({ data, info }: Made, origin: Picture['origin']) {
  return { bytes: data, width: info.width, height: info.height, origin };
}
