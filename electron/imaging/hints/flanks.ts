/** A picture in shades of grey: one byte a pixel, row by row. Sides in pixels. */
export type Grey = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** One step to the next pixel of a line. */
export type Way = { readonly dx: -1 | 0 | 1; readonly dy: 0 | 1 };

/** Across, down, and along both diagonals: what moved while it was taken is only soft along its movement. */
export const WAYS: readonly Way[] = [
  { dx: 1, dy: 0 },
  { dx: 0, dy: 1 },
  { dx: 1, dy: 1 },
  { dx: -1, dy: 1 },
];

/** Levels of 256 that a flank must rise or fall by in all: less is a texture, or noise of a dark photo. */
const CONTRAST = 30;
/** Pixels from which on a change is slow: the light of a sky or a wall, not the rim of a thing. */
const WIDEST = 24;
/** Levels that are no change of direction. */
const NOISE = 2;
/** Pixels without change that end a flank. */
const REST = 3;

/** Hears of a flank: where it is steepest, and how wide it is in pixels. */
export type OnFlank = (x: number, y: number, width: number) => void;

/**
 * Finds the flanks of brightness on all lines along one way: stretches that only rise, or only fall, by enough to be
 * the rim of something. The width is the whole change divided by the steepest step, so it does not depend on the
 * contrast: 1 to 2 pixels where a rim is sharp, 2.5 times the radius (sigma) where it is blurred.
 */
export function findFlanks(grey: Grey, way: Way, onFlank: OnFlank): void {
  const { width, height } = grey;
  const { dx, dy } = way;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isStart = y - dy < 0 || x - dx < 0 || x - dx >= width;
      if (isStart) walkLine(grey, way, { x, y }, onFlank);
    }
  }
}

type Place = { readonly x: number; readonly y: number };

function walkLine(grey: Grey, way: Way, start: Place, onFlank: OnFlank): void {
  const line = lineFrom(grey, way, start);
  let from = 0;
  let peak = 0;
  let direction = 0;
  for (let at = 1; at < line.length; at += 1) {
    if (direction !== 0) {
      const change = (levelAt(line, at) - levelAt(line, peak)) * direction;
      const turns = change < -NOISE;
      if (change > 0) peak = at;
      if (!turns && at - peak <= REST) continue;
      measure(line, from, peak, onFlank);
      from = turns ? peak : at;
      direction = 0;
    }
    const change = levelAt(line, at) - levelAt(line, from);
    if (Math.abs(change) > NOISE) {
      direction = Math.sign(change);
      peak = at;
    } else if (at - from > 1) from = at;
  }
  if (direction !== 0) measure(line, from, peak, onFlank);
}

type Line = {
  readonly data: Uint8Array;
  readonly first: number;
  readonly step: number;
  readonly length: number;
  readonly start: Place;
  readonly way: Way;
};

function lineFrom({ data, width, height }: Grey, way: Way, start: Place): Line {
  const across = way.dx === 0 ? height : way.dx > 0 ? width - start.x : start.x + 1;
  const down = way.dy === 0 ? width : height - start.y;
  return {
    data,
    first: start.y * width + start.x,
    step: way.dy * width + way.dx,
    length: Math.min(across, down),
    start,
    way,
  };
}

const levelAt = ({ data, first, step }: Line, at: number): number => data[first + at * step] ?? 0;

function measure(line: Line, from: number, to: number, onFlank: OnFlank): void {
  const whole = Math.abs(levelAt(line, to) - levelAt(line, from));
  if (whole < CONTRAST) return;
  let steepest = 0;
  let at = from;
  for (let next = from + 1; next <= to; next += 1) {
    const step = Math.abs(levelAt(line, next) - levelAt(line, next - 1));
    if (step > steepest) [steepest, at] = [step, next];
  }
  const { start, way } = line;
  const pixel = Math.hypot(way.dx, way.dy);
  const width = (whole / steepest) * pixel;
  if (width < WIDEST) onFlank(start.x + at * way.dx, start.y + at * way.dy, width);
}
