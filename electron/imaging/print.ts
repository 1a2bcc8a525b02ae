import sharp, { type Sharp } from 'sharp';
import type { CropRect, PhotoFacts, Picture, PrintRequest } from '../core/ports/imaging.ts';
import { decodable, decodeOrPart } from './decode.ts';
import type { Photo } from './photo.ts';

const WHITE = '#ffffff';

/**
 * The output image of exactly `width` × `height` pixels: upright, sRGB, crop, quarter turns, mirror, alpha on white,
 * Lanczos, no metadata; JPEG quality 95, 4:4:4, baseline, 300 dpi.
 */
export async function makePrint(photo: Photo, request: PrintRequest): Promise<Picture> {
  const input = await decodable(photo);
  const { result, incomplete } = await decodeOrPart(input, (image) => resize(image, photo.facts, request));
  const { data, info } = result;
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const bytes = await turn(sharp(data, { raw, limitInputPixels: false }), request)
    .withDensity(300)
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4', progressive: false })
    .toBuffer();
  return {
    bytes,
    width: request.width,
    height: request.height,
    origin: 'decoded',
    incomplete: incomplete || photo.facts.incomplete,
  };
}

/** Crops and resizes before turning, so that only the small image is turned. */
function resize(image: Sharp, facts: PhotoFacts, { crop, rotation, fit, width, height }: PrintRequest) {
  const cut = crop === null ? image : image.extract(pixelsOf(crop, facts));
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

/** sharp mirrors before it turns: for a lying picture left-right then is up-down now. */
function turn(image: Sharp, { rotation, mirror }: PrintRequest): Sharp {
  const mirrored = mirror ? (rotation % 2 === 1 ? image.flip() : image.flop()) : image;
  return rotation === 0 ? mirrored : mirrored.rotate(rotation * 90);
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
