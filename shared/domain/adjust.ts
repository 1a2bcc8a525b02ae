import { z } from './z.ts';

/** Straightening in degrees: as far as anybody holds a camera askew, and what one press does. */
export const STRAIGHTEN = { max: 15, step: 0.5 } as const;
/** Brightness in percent of what the photo has, and what one press does. */
export const BRIGHTNESS = { max: 50, step: 5 } as const;

/** Weights of red, green and blue in what is seen as light: those of the CSS filter `grayscale()`. */
const LUMA = [0.2126, 0.7152, 0.0722] as const;

/** What is corrected on a photo, as numbers; the original is never touched. */
export const Adjust = z.strictObject({
  /** Degrees clockwise of the turned picture, before it is cut and mirrored. */
  straighten: z.number().min(-STRAIGHTEN.max).max(STRAIGHTEN.max).multipleOf(STRAIGHTEN.step),
  blackWhite: z.boolean(),
  /** Percent more or less light; 0 is as taken. */
  brightness: z.int().min(-BRIGHTNESS.max).max(BRIGHTNESS.max),
});
export type Adjust = z.infer<typeof Adjust>;

export const AS_TAKEN = { straighten: 0, blackWhite: false, brightness: 0 } as const satisfies Adjust;

interface Adjusted {
  readonly adjust?: Adjust | undefined;
}

export const adjustOf = ({ adjust }: Adjusted): Adjust => adjust ?? AS_TAKEN;

/** Changes some of the corrections and keeps the others; a photo as taken carries none. */
export function adjusted<Edit extends Adjusted>(edit: Edit, change: Partial<Adjust>): Edit {
  const { adjust: before, ...rest } = edit;
  const { straighten, blackWhite, brightness } = { ...(before ?? AS_TAKEN), ...change };
  const isAsTaken = straighten === 0 && !blackWhite && brightness === 0;
  // Zero has a sign in JavaScript, and −0 is not the same number to a comparison of two orders.
  const adjust = { straighten: straighten + 0, blackWhite, brightness: brightness + 0 };
  return (isAsTaken ? rest : { ...rest, adjust }) as Edit;
}

/** How much a straightened picture is enlarged, so that it covers its own frame without an empty corner. */
export function coverScale(picture: { readonly w: number; readonly h: number }, degrees: number): number {
  const { w, h } = picture;
  const angle = (Math.abs(degrees) * Math.PI) / 180;
  return Math.cos(angle) + Math.sin(angle) * Math.max(w / h, h / w);
}

type Row = [number, number, number];

/**
 * What becomes of sRGB values 0…255: black-and-white, then brightness; nothing for a photo whose colours stay. It is
 * the matrix of the CSS filter below, so that the screen shows what is printed.
 */
export function colourMatrix({ blackWhite, brightness }: Adjust): [Row, Row, Row] | null {
  if (!blackWhite && brightness === 0) return null;
  const light = 1 + brightness / 100;
  const [r, g, b] = LUMA;
  const grey: Row = [r * light, g * light, b * light];
  if (blackWhite) return [grey, grey, grey];
  return [
    [light, 0, 0],
    [0, light, 0],
    [0, 0, light],
  ];
}

/** The same as a CSS filter; undefined where nothing changes. */
export function colourFilter({ blackWhite, brightness }: Adjust): string | undefined {
  const parts = [
    ...(blackWhite ? ['grayscale(1)'] : []),
    ...(brightness === 0 ? [] : [`brightness(${1 + brightness / 100})`]),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}
