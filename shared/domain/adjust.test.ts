import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Adjust,
  adjusted,
  adjustOf,
  AS_TAKEN,
  BRIGHTNESS,
  colourFilter,
  colourMatrix,
  coverScale,
  STRAIGHTEN,
} from './adjust.ts';
import {
  mirrorPhoto,
  type PhotoEdit,
  resetPhoto,
  seenStraighten,
  straightenPhoto,
  UNEDITED,
} from './crop.ts';
import { effectivePpi } from './quality.ts';

const side = fc.integer({ min: 64, max: 12_000 });
const halves = STRAIGHTEN.max / STRAIGHTEN.step;
const degrees = fc.integer({ min: -halves, max: halves }).map((steps) => steps * STRAIGHTEN.step);

describe('straightening', () => {
  it('[PIC-8] leaves no corner empty and shows as much as it can', () => {
    fc.assert(
      fc.property(side, side, degrees, (w, h, angle) => {
        const scale = coverScale({ w, h }, angle);
        const turn = (angle * Math.PI) / 180;
        // Where the corners of the frame lie on the photo, in shares of its half sides.
        const reach = [
          [w, h],
          [w, -h],
        ].map(([x = 0, y = 0]) => [
          Math.abs(x * Math.cos(turn) + y * Math.sin(turn)) / scale / w,
          Math.abs(y * Math.cos(turn) - x * Math.sin(turn)) / scale / h,
        ]);
        const furthest = Math.max(...reach.flat());
        expect(furthest).toBeLessThanOrEqual(1 + 1e-9);
        expect(furthest).toBeGreaterThan(1 - 1e-9);
      }),
    );
  });

  it('[PIC-8] turns the way the customer sees it when mirrored', () => {
    const edit = straightenPhoto(mirrorPhoto(UNEDITED), 4);
    expect([adjustOf(edit).straighten, seenStraighten(edit)]).toEqual([-4, 4]);
    expect(seenStraighten(mirrorPhoto(edit))).toBe(-4);
  });

  it('[PIC-7] takes pixels from the print, as it enlarges', () => {
    const [image, mm] = [
      { w: 3000, h: 2000 },
      { w: 100, h: 150 },
    ] as const;
    for (const fit of ['fill', 'fit'] as const) {
      const straight = straightenPhoto({ ...UNEDITED, fit }, 10);
      const ratio = effectivePpi(image, mm, { ...UNEDITED, fit }) / effectivePpi(image, mm, straight);
      expect(ratio).toBeCloseTo(coverScale(image, 10), 9);
    }
  });

  it('is a whole or half degree up to fifteen', () => {
    const valid = (straighten: number) => Adjust.safeParse({ ...AS_TAKEN, straighten }).success;
    expect([0.5, -15, 15, 7].map(valid)).toEqual([true, true, true, true]);
    expect([0.25, 15.5, -16, Number.NaN].map(valid)).toEqual([false, false, false, false]);
  });
});

const asTaken: PhotoEdit = UNEDITED;

describe('corrections', () => {
  it('[PIC-8] are undone one by one, and a photo as taken carries none', () => {
    const all = adjusted(asTaken, { straighten: 2, blackWhite: true, brightness: 10 });
    expect(adjusted(all, { blackWhite: false })).toEqual({
      ...asTaken,
      adjust: { straighten: 2, blackWhite: false, brightness: 10 },
    });
    const none = adjusted(all, AS_TAKEN);
    expect(none).toEqual(asTaken);
    expect('adjust' in none).toBe(false);
    expect('adjust' in adjusted(asTaken, { straighten: -0 })).toBe(false);
  });

  it('stay when only the frame is reset', () => {
    const grey = adjusted(asTaken, { blackWhite: true });
    expect(resetPhoto({ ...grey, rotation: 1, mirror: true })).toEqual(grey);
  });

  it('[PIC-8] screen and print are told the same', () => {
    expect([colourFilter(AS_TAKEN), colourMatrix(AS_TAKEN)]).toEqual([undefined, null]);
    const dark = { ...AS_TAKEN, blackWhite: true, brightness: -BRIGHTNESS.max };
    expect(colourFilter(dark)).toBe('grayscale(1) brightness(0.5)');
    // White stays grey without a tint, at half of its light.
    const whites = colourMatrix(dark)?.map((row) => row.reduce((sum, weight) => sum + weight * 255, 0));
    for (const white of whites ?? []) expect(white).toBeCloseTo(127.5, 6);
    expect(whites).toHaveLength(3);
  });
});
