import sharp, { type Sharp } from 'sharp';
import { coverScale } from '../../shared/domain/adjust.ts';
import type { CropRect, PhotoFacts, PrintRequest } from '../core/ports/imaging.ts';

/** Copied outwards before turning, so that the interpolation finds picture beyond the outermost pixel too. */
const EDGE = 4;

export type Pixels = {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
};

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

interface Plan {
  /** Upright part of the photo that holds the turned cut, in pixels, and what it is resized to. */
  readonly part: Box;
  readonly width: number;
  readonly height: number;
  /** Middle of the cut in the turned part, in pixels from its middle. */
  readonly dx: number;
  readonly dy: number;
  readonly degrees: number;
}

/** Side lengths of the picture on its paper, before its quarter turns: all of the paper, or what the white borders leave. */
export function innerSize(cut: CropRect, facts: PhotoFacts, request: PrintRequest) {
  const lies = request.rotation % 2 === 1;
  const width = lies ? request.height : request.width;
  const height = lies ? request.width : request.height;
  if (request.fit === 'fill') return { width, height };
  const ratio = (cut.w * facts.width) / (cut.h * facts.height);
  return {
    width: Math.max(1, Math.round(Math.min(width, height * ratio))),
    height: Math.max(1, Math.round(Math.min(height, width / ratio))),
  };
}

/**
 * Cuts `cut` out of the straightened picture in exactly `width` × `height` pixels. Of the photo only the part under the
 * turned cut is decoded into memory, and it is turned once it is small. Bicubic, about the middle.
 */
export async function straightened(
  image: Sharp,
  facts: PhotoFacts,
  cut: CropRect,
  degrees: number,
  size: { readonly width: number; readonly height: number },
): Promise<Pixels> {
  const plan = planOf(facts, narrowed(cut, facts, size), degrees, size);
  const part = await image
    .extract(plan.part)
    .flatten({ background: '#ffffff' })
    .resize({ width: plan.width, height: plan.height, fit: 'fill', kernel: 'lanczos3' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return turned(await withEdge(part), plan, size);
}

/** Fill cuts what the paper has no room for, about the middle. */
function narrowed(cut: CropRect, facts: PhotoFacts, size: { width: number; height: number }): CropRect {
  const ratio = (size.width * facts.height) / (size.height * facts.width);
  const w = Math.min(cut.w, cut.h * ratio);
  const h = Math.min(cut.h, cut.w / ratio);
  return { x: cut.x + (cut.w - w) / 2, y: cut.y + (cut.h - h) / 2, w, h };
}

function planOf(
  facts: PhotoFacts,
  cut: CropRect,
  degrees: number,
  size: { readonly width: number; readonly height: number },
): Plan {
  const scale = coverScale({ w: facts.width, h: facts.height }, degrees);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // From the middle of the straightened picture back to where the photo has it.
  const [x, y] = [(cut.x + cut.w / 2 - 0.5) * facts.width, (cut.y + cut.h / 2 - 0.5) * facts.height];
  const middleX = facts.width / 2 + (x * cos + y * sin) / scale;
  const middleY = facts.height / 2 + (y * cos - x * sin) / scale;
  const [w, h] = [cut.w * facts.width, cut.h * facts.height];
  const halfX = (w * Math.abs(cos) + h * Math.abs(sin)) / (2 * scale);
  const halfY = (w * Math.abs(sin) + h * Math.abs(cos)) / (2 * scale);
  const left = Math.max(0, Math.floor(middleX - halfX));
  const top = Math.max(0, Math.floor(middleY - halfY));
  const width = Math.max(1, Math.min(facts.width, Math.ceil(middleX + halfX)) - left);
  const height = Math.max(1, Math.min(facts.height, Math.ceil(middleY + halfY)) - top);
  const zoom = (size.width / w) * scale;
  const [offX, offY] = [(middleX - left - width / 2) * zoom, (middleY - top - height / 2) * zoom];
  return {
    part: { left, top, width, height },
    width: Math.max(1, Math.round(width * zoom)),
    height: Math.max(1, Math.round(height * zoom)),
    dx: offX * cos - offY * sin,
    dy: offX * sin + offY * cos,
    degrees,
  };
}

async function withEdge({ data, info }: Pixels): Promise<Pixels> {
  const edge = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE, extendWith: 'copy' } as const;
  return sharp(data, { raw: rawOf(info), limitInputPixels: false })
    .extend(edge)
    .raw()
    .toBuffer({ resolveWithObject: true });
}

async function turned(
  { data, info }: Pixels,
  { dx, dy, degrees }: Plan,
  size: { readonly width: number; readonly height: number },
): Promise<Pixels> {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const whole = await sharp(data, { raw: rawOf(info), limitInputPixels: false })
    .affine([cos, -sin, sin, cos], { background: '#ffffff', interpolator: sharp.interpolators.bicubic })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (all: number, wanted: number, offset: number) =>
    Math.max(0, Math.min(all - wanted, Math.round(all / 2 + offset - wanted / 2)));
  return sharp(whole.data, { raw: rawOf(whole.info), limitInputPixels: false })
    .extract({
      left: at(whole.info.width, size.width, dx),
      top: at(whole.info.height, size.height, dy),
      ...size,
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
}

const rawOf = ({ width, height, channels }: Pixels['info']) => ({ width, height, channels });
