import { Buffer } from 'node:buffer';
import sharp, { type Sharp } from 'sharp';
import { adjustOf, colourMatrix } from '../../shared/domain/adjust.ts';
import type { CropRect, PhotoFacts, Picture, PrintRequest } from '../core/ports/imaging.ts';
import { decodable, decodeOrPart } from './decode.ts';
import type { Photo } from './photo.ts';
import { innerSize, type Pixels, straightened } from './straighten.ts';

const WHITE = '#ffffff';
const WHOLE: CropRect = { x: 0, y: 0, w: 1, h: 1 };

/**
 * The output image of exactly `width` × `height` pixels: upright, sRGB, straightened, crop, quarter turns, mirror,
 * black-and-white and brightness, alpha on white, Lanczos, no metadata; JPEG quality 95, 4:4:4, baseline, 300 dpi.
 */
export async function makePrint(photo: Photo, request: PrintRequest): Promise<Picture> {
  const input = await decodable(photo);
  const { result, incomplete } = await decodeOrPart(input, (image) =>
    request.adjust ? corrected(image, photo.facts, request) : resize(image, photo.facts, request),
  );
  const { data, info } = result;
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const sheet = request.sheet ?? request;
  const small = turn(sharp(data, { raw, limitInputPixels: false }), request);
  const paper = request.pieces ? await withPieces(small, info, request) : onSheet(small, info, request);
  return {
    bytes: await printBytes(paper),
    width: sheet.width,
    height: sheet.height,
    origin: 'decoded',
    incomplete: incomplete || photo.facts.incomplete,
    hint: null,
  };
}

/** The JPEG that labs get: quality 95, 4:4:4, baseline, 300 dpi (formats.md 4.6). */
export const printBytes = async (paper: Sharp): Promise<Buffer> =>
  withDensity(
    await paper.jpeg({ quality: 95, chromaSubsampling: '4:4:4', progressive: false }).toBuffer(),
    300,
  );

/** Puts the JFIF header in front: sharp leaves it out, and its own density setting would add EXIF data. */
function withDensity(jpeg: Buffer, dpi: number): Buffer {
  const header = Buffer.from('ffe000104a46494600010101000000000000', 'hex');
  header.writeUInt16BE(dpi, 12);
  header.writeUInt16BE(dpi, 14);
  return Buffer.concat([jpeg.subarray(0, 2), header, jpeg.subarray(2)]);
}

/** Crops and resizes before turning, so that only the small image is turned. */
function resize(image: Sharp, facts: PhotoFacts, { crop, rotation, fit, width, height }: PrintRequest) {
  const cut = crop === null ? image : image.extract(pixelsOf(beforeTurns(crop, rotation), facts));
  const lying = rotation % 2 === 1;
  return cut
    .flatten({ background: WHITE })
    .resize({
      width: lying ? height : width,
      height: lying ? width : height,
      fit: fit === 'fill' ? 'cover' : 'contain',
      background: WHITE,
      kernel: 'lanczos3',
    })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** White borders are paper, and are not corrected with the picture: it gets them afterwards. */
async function corrected(image: Sharp, facts: PhotoFacts, request: PrintRequest): Promise<Pixels> {
  const picture = await withoutBorder(image, facts, request);
  const matrix = colourMatrix(adjustOf(request));
  if (matrix === null) return picture;
  const { width, height, channels } = picture.info;
  return sharp(picture.data, { raw: { width, height, channels }, limitInputPixels: false })
    .recomb(matrix)
    .raw()
    .toBuffer({ resolveWithObject: true });
}

function withoutBorder(image: Sharp, facts: PhotoFacts, request: PrintRequest): Promise<Pixels> {
  const { crop, rotation, fit } = request;
  const cut = crop === null ? WHOLE : beforeTurns(crop, rotation);
  const size = innerSize(cut, facts, request);
  const { straighten } = adjustOf(request);
  if (straighten !== 0) return straightened(image, facts, cut, straighten, size);
  const part = crop === null ? image : image.extract(pixelsOf(cut, facts));
  return part
    .flatten({ background: WHITE })
    .resize({ ...size, fit: fit === 'fill' ? 'cover' : 'fill', kernel: 'lanczos3' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** sharp mirrors before it turns: for a lying picture left-right then is up-down now. */
function turn(image: Sharp, { rotation, mirror }: PrintRequest): Sharp {
  const mirrored = mirror ? (rotation % 2 === 1 ? image.flip() : image.flop()) : image;
  return rotation === 0 ? mirrored : mirrored.rotate(rotation * 90);
}

/** White around what does not fill its paper, and around the paper where the printer wants a larger sheet. */
function onSheet(image: Sharp, lying: Pixels['info'], request: PrintRequest): Sharp {
  const isTurned = request.rotation % 2 === 1;
  const picture = {
    width: isTurned ? lying.height : lying.width,
    height: isTurned ? lying.width : lying.height,
  };
  const sheet = request.sheet ?? request;
  const { width, height } = sheet;
  const left = half(width - request.width) + half(request.width - picture.width);
  const top = half(height - request.height) + half(request.height - picture.height);
  const [right, bottom] = [width - picture.width - left, height - picture.height - top];
  if (left + top + right + bottom === 0) return image;
  return image.extend({ left, top, right, bottom, background: WHITE });
}

/** The picture again and again in the middle of the sheet, white between for the knife. */
async function withPieces(image: Sharp, lying: Pixels['info'], request: PrintRequest): Promise<Sharp> {
  const { sheet = request, pieces = { across: 1, down: 1, gap: 0 }, ...piece } = request;
  const { width, height } = piece;
  const { across, down, gap } = pieces;
  const { data, info } = await onSheet(image, lying, piece).raw().toBuffer({ resolveWithObject: true });
  const left = half(sheet.width - across * width - (across - 1) * gap);
  const top = half(sheet.height - down * height - (down - 1) * gap);
  const input = data;
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const places = Array.from({ length: across * down }, (_, n) => ({
    input,
    raw,
    left: left + (n % across) * (width + gap),
    top: top + Math.floor(n / across) * (height + gap),
  }));
  const { width: w, height: h } = sheet;
  return sharp({ create: { width: w, height: h, channels: 3, background: WHITE } }).composite(places);
}

const half = (pixels: number): number => Math.floor(pixels / 2);

/** The crop is given for the turned picture; the small image is turned last, so the cut goes back to the upright one. */
function beforeTurns({ x, y, w, h }: CropRect, rotation: PrintRequest['rotation']): CropRect {
  if (rotation === 1) return { x: y, y: 1 - x - w, w: h, h: w };
  if (rotation === 2) return { x: 1 - x - w, y: 1 - y - h, w, h };
  if (rotation === 3) return { x: 1 - y - h, y: x, w: h, h: w };
  return { x, y, w, h };
}

function pixelsOf(crop: CropRect, { width, height }: PhotoFacts) {
  const left = Math.min(Math.round(crop.x * width), width - 1);
  const top = Math.min(Math.round(crop.y * height), height - 1);
  return {
    left,
    top,
    width: Math.max(1, Math.min(Math.round(crop.w * width), width - left)),
    height: Math.max(1, Math.min(Math.round(crop.h * height), height - top)),
  };
}
