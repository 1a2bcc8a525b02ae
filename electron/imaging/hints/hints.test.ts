import { describe, expect, it } from 'vitest';
import { looksBlurred } from './blur.ts';
import { findFlanks, type Grey, WAYS } from './flanks.ts';
import { isScreenshot, type ScreenFacts } from './screenshot.ts';

const SIDE = { width: 320, height: 240 };

function painted(levelAt: (x: number, y: number) => number, { width, height } = SIDE): Grey {
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    Math.round(levelAt(at % width, Math.floor(at / width))),
  );
  return { data, width, height };
}

/** 0 … 1 over so many pixels around a place. */
const ramp = (at: number, wide: number): number => Math.min(1, Math.max(0, at / wide + 0.5));
/** Up and down again every 40 pixels, each flank so wide. */
const stripes = (at: number, wide: number): number => {
  const place = at % 40;
  return 60 + 120 * (ramp(place - 10, wide) - ramp(place - 30, wide));
};

describe('flanks of brightness', () => {
  it.each([2, 4, 8])('[MED-10] are as wide as they are, %s pixels, whatever their contrast', (wide) => {
    for (const contrast of [1, 0.4]) {
      const grey = painted((x) => stripes(x, wide) * contrast);
      const found: number[] = [];
      findFlanks(grey, WAYS[0] ?? { dx: 1, dy: 0 }, (_x, _y, width) => found.push(width));
      expect(found.length).toBe(2 * 8 * SIDE.height);
      expect(Math.max(...found.map((width) => Math.abs(width - wide)))).toBeLessThan(0.6);
      const aslant: number[] = [];
      findFlanks(grey, { dx: 1, dy: 1 }, (_x, _y, width) => aslant.push(width));
      expect(Math.abs(Math.max(...aslant) / Math.SQRT2 - wide)).toBeLessThan(0.6);
    }
  });

  it('[MED-10] are one in spite of noise', () => {
    const grey = painted((x) => 100 + Math.min(60, Math.max(0, 2 * (x - 100))) + (x % 2 === 0 ? 1.5 : -1.5));
    let found = 0;
    findFlanks(grey, { dx: 1, dy: 0 }, () => (found += 1));
    expect(found).toBe(SIDE.height);
  });

  it('[MED-10] are found where they are, along each way, and not in noise, textures and slow changes', () => {
    const corner = painted((x, y) => (x >= 100 && y >= 90 ? 200 : 20));
    for (const way of WAYS) {
      const places = new Set<string>();
      findFlanks(corner, way, (x, y) => places.add(`${x} ${y}`));
      const rims = [...places].map((place) => place.split(' ').map(Number));
      expect(rims.length).toBeGreaterThan(100);
      expect(rims.every(([x = 0, y = 0]) => Math.abs(x - 100) <= 1 || Math.abs(y - 90) <= 1)).toBe(true);
      const calm = painted((x, y) => 100 + ((x * 7 + y * 13) % 5) * 2);
      findFlanks(calm, way, () => expect.unreachable());
    }
  });
});

describe('a blurred photo', () => {
  const soft = painted((x, y) => (stripes(x, 9) + stripes(y, 9)) / 2);

  it('[MED-10] has soft rims and no sharp ones', () => {
    expect(looksBlurred(soft)).toBe(true);
    expect(looksBlurred(painted((x, y) => (stripes(x, 2) + stripes(y, 2)) / 2))).toBe(false);
  });

  it('[MED-10] is one too that is soft along one way only: the camera moved', () => {
    expect(looksBlurred(painted((x, y) => (stripes(x, 9) + stripes(y, 1)) / 2))).toBe(true);
  });

  it('[MED-10] is none where one small place is sharp', () => {
    const withSubject = (x: number, y: number) =>
      x >= 208 && x < 224 && y >= 92 && y < 104 ? (((x >> 2) + (y >> 2)) % 2 === 0 ? 220 : 30) : null;
    const photo = painted((x, y) => withSubject(x, y) ?? soft.data[y * SIDE.width + x] ?? 0);
    expect(looksBlurred(photo)).toBe(false);
  });

  it('[MED-10] is none without enough rims to judge by: a sky, a fog, one lamp', () => {
    expect(looksBlurred(painted((_x, y) => y))).toBe(false);
    expect(looksBlurred(painted((_x, y) => 20 + 200 * ramp(y - 120, 130)))).toBe(false);
    const inTwoPlaces = (x: number, y: number) =>
      y >= 80 && y < 120 && (x - 40) % 160 >= 0 && (x - 40) % 160 < 40;
    expect(looksBlurred(painted((x, y) => (inTwoPlaces(x, y) ? stripes(x, 9) : 60)))).toBe(false);
    expect(looksBlurred(painted((x, y) => 100 + stripes(x + y, 9) / 8))).toBe(false);
    const lamp = painted((x, y) => 20 + 200 * ramp(12 - Math.hypot(x - 160, y - 120), 9));
    expect(looksBlurred(lamp)).toBe(false);
  });

  it('[MED-10] is none whose few soft rims lie along one way only: waves below a sharp horizon', () => {
    const sea = painted(
      (x, y) => stripes(y, 1) + (y > 190 ? 40 * (ramp((x % 80) - 20, 9) - ramp((x % 80) - 60, 9)) : 0),
    );
    expect(looksBlurred(sea)).toBe(false);
  });
});

describe('a screenshot', () => {
  const noted = { camera: null, comment: 'Screenshot' };
  const bare = { camera: null, comment: null };
  it.each<readonly [string, ScreenFacts, boolean]>([
    ['PNG of a phone', { kind: 'png', width: 1080, height: 2400, exif: bare }, true],
    ['PNG of a phone that was turned', { kind: 'png', width: 2532, height: 1170, exif: bare }, true],
    ['HEIC that says so', { kind: 'heic', width: 1179, height: 2556, exif: noted }, true],
    ['JPEG that says so, cropped', { kind: 'jpeg', width: 900, height: 700, exif: noted }, true],
    [
      'JPEG of that size: a messenger sends photos so',
      { kind: 'jpeg', width: 1080, height: 2400, exif: bare },
      false,
    ],
    ['PNG of a film', { kind: 'png', width: 1920, height: 1080, exif: bare }, false],
    ['PNG of another width', { kind: 'png', width: 1000, height: 2200, exif: bare }, false],
    ['PNG that is longer than a screen', { kind: 'png', width: 1080, height: 4000, exif: bare }, false],
    [
      'photo with a camera',
      { kind: 'png', width: 1080, height: 2400, exif: { ...bare, camera: 'LETE X1' } },
      false,
    ],
    [
      'photo with a camera and that word',
      { kind: 'jpeg', width: 900, height: 700, exif: { ...noted, camera: 'X1' } },
      false,
    ],
    [
      'another comment',
      { kind: 'jpeg', width: 900, height: 700, exif: { ...bare, comment: 'Screenshots' } },
      false,
    ],
  ])('[MED-10] %s', (_what, facts, expected) => {
    expect(isScreenshot(facts)).toBe(expected);
  });
});
