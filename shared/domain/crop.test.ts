import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cropOf,
  cutShare,
  defaultCrop,
  hasPrintRatio,
  mirrorPhoto,
  moveCrop,
  needsEdgeCheck,
  orientedMm,
  type PhotoEdit,
  Rect,
  resetPhoto,
  Rotation,
  turnInFrame,
  turnPhoto,
  UNEDITED,
  zoomCrop,
} from './crop.ts';

const print = { w: 102, h: 152 };
const landscape = { w: 4000, h: 3000 };
const portrait = { w: 3000, h: 4000 };

const side = fc.integer({ min: 64, max: 12_000 });
/** Square ones too, which lie no way. */
const image = fc.oneof(
  { weight: 4, arbitrary: fc.record({ w: side, h: side }) },
  { weight: 1, arbitrary: side.map((length) => ({ w: length, h: length })) },
);
const mm = fc.record({ w: fc.integer({ min: 20, max: 300 }), h: fc.integer({ min: 300, max: 600 }) });
const rotation = fc.nat(3).map((n) => Rotation.parse(n));
const step = fc.double({ min: -1.5, max: 1.5, noNaN: true });

/** Any sequence of what a customer can do to a photo. */
const actions = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('move' as const), dx: step, dy: step }),
    fc.record({ kind: fc.constant('zoom' as const), factor: fc.double({ min: 0.2, max: 5, noNaN: true }) }),
    fc.record({ kind: fc.constant('turn' as const), to: fc.constantFrom('left' as const, 'right' as const) }),
    fc.record({ kind: fc.constant('mirror' as const) }),
  ),
  { maxLength: 12 },
);
type Action = (typeof actions extends fc.Arbitrary<infer T> ? T : never)[number];

function act(
  edit: PhotoEdit,
  action: Action,
  size: { w: number; h: number },
  mmSize: { w: number; h: number },
) {
  if (action.kind === 'move') return moveCrop(edit, size, mmSize, action.dx, action.dy);
  if (action.kind === 'zoom') return zoomCrop(edit, size, mmSize, action.factor);
  return action.kind === 'turn' ? turnPhoto(edit, action.to) : mirrorPhoto(edit);
}

describe('default crop', () => {
  it('[PIC-6] takes 40 % of the surplus height from the top and 60 % from the bottom', () => {
    const { x, y, w, h } = defaultCrop(landscape, print, 0);
    expect([x, w]).toEqual([0, 1]);
    expect(h).toBeCloseTo((4000 * 102) / 152 / 3000, 10);
    expect(y).toBeCloseTo(0.4 * (1 - h), 10);
    expect(1 - y - h).toBeCloseTo(0.6 * (1 - h), 10);
  });

  it('[PIC-6] is centred sideways', () => {
    const { x, y, w, h } = defaultCrop(portrait, print, 0);
    expect([y, h]).toEqual([0, 1]);
    expect(x).toBeCloseTo((1 - w) / 2, 10);
  });

  it('[PIC-6] looks at the photo as it is turned: its top is the top the customer sees', () => {
    expect(defaultCrop(portrait, print, 1)).toEqual(defaultCrop(landscape, print, 0));
  });

  it('[PIC-5] lies the way the photo lies', () => {
    expect(orientedMm(print, landscape, 0)).toEqual({ w: 152, h: 102 });
    expect(orientedMm(print, landscape, 1)).toEqual({ w: 102, h: 152 });
    expect(orientedMm(print, { w: 500, h: 500 }, 0)).toEqual({ w: 102, h: 152 });
  });

  it('[PIC-5] turns a square photo together with its print: an own cut keeps the print ratio', () => {
    const square = { w: 3000, h: 3000 };
    const turned = turnPhoto(zoomCrop(UNEDITED, square, print, 2), 'right');
    expect(hasPrintRatio(cropOf(turned, square, print), square, print, turned.rotation)).toBe(true);
  });

  it('[PIC-6] marks a cut of more than 15 %', () => {
    expect(cutShare({ x: 0, y: 0, w: 1, h: 0.85 })).toBeCloseTo(0.15, 10);
    expect(needsEdgeCheck({ x: 0, y: 0, w: 1, h: 0.851 })).toBe(false);
    expect(needsEdgeCheck({ x: 0, y: 0, w: 1, h: 0.849 })).toBe(true);
    expect(needsEdgeCheck(defaultCrop(landscape, print, 0))).toBe(false); // 10.5 %
    expect(needsEdgeCheck(defaultCrop(landscape, { w: 102, h: 102 }, 0))).toBe(true); // 25 %
  });

  it('[PIC-5] always lies inside, has the print ratio and leaves one side whole', () => {
    fc.assert(
      fc.property(image, mm, rotation, (size, mmSize, turns) => {
        const rect = defaultCrop(size, mmSize, turns);
        expect(Rect.safeParse(rect).success).toBe(true);
        expect(Math.max(rect.w, rect.h)).toBe(1);
        expect(hasPrintRatio(rect, size, mmSize, turns)).toBe(true);
      }),
    );
  });
});

describe('a piece that stands upright', () => {
  const piece = { w: 35, h: 45, isUpright: true };

  it('[PIC-5] keeps its frame whichever way the photo lies, and a turn gives it a cut that fits', () => {
    for (const size of [landscape, portrait, { w: 500, h: 500 }]) {
      for (const turns of [0, 1, 2, 3] as const) {
        expect(orientedMm(piece, size, turns)).toEqual({ w: 35, h: 45 });
        const turned = turnInFrame(zoomCrop({ ...UNEDITED, rotation: turns }, size, piece, 2), piece);
        const crop = cropOf(turned, size, piece);
        expect(hasPrintRatio(crop, size, piece, turned.rotation)).toBe(true);
      }
    }
    expect(turnInFrame(zoomCrop(UNEDITED, landscape, print, 2), print).crop).not.toBeNull();
  });
});

describe('editing', () => {
  it('[PIC-5] stays inside the photo and keeps the print ratio, whatever is done', () => {
    fc.assert(
      fc.property(image, mm, actions, (size, mmSize, list) => {
        let edit: PhotoEdit = UNEDITED;
        for (const action of list) edit = act(edit, action, size, mmSize);
        const rect = cropOf(edit, size, mmSize);
        expect(Rect.safeParse(rect).success).toBe(true);
        expect(hasPrintRatio(rect, size, mmSize, edit.rotation)).toBe(true);
        expect(resetPhoto(edit)).toEqual(UNEDITED);
      }),
    );
  });

  it('[PIC-5] moves by shares of the picture and stops at its edge', () => {
    const zoomed = zoomCrop(UNEDITED, landscape, print, 2);
    const before = cropOf(zoomed, landscape, print);
    const after = cropOf(moveCrop(zoomed, landscape, print, 0.01, -0.02), landscape, print);
    expect(after.x - before.x).toBeCloseTo(0.01, 10);
    expect(after.y - before.y).toBeCloseTo(-0.02, 10);
    expect(cropOf(moveCrop(zoomed, landscape, print, 5, 5), landscape, print)).toMatchObject({
      x: 1 - before.w,
      y: 1 - before.h,
    });
  });

  it('[PIC-5] moves the way the customer sees it when mirrored', () => {
    const zoomed = mirrorPhoto(zoomCrop(UNEDITED, landscape, print, 2));
    const moved = moveCrop(zoomed, landscape, print, 0.01, 0);
    expect(cropOf(moved, landscape, print).x).toBeLessThan(cropOf(zoomed, landscape, print).x);
  });

  it('[PIC-5] zooms about the middle, out to the whole picture and in to 8×', () => {
    const whole = defaultCrop(landscape, print, 0);
    const close = cropOf(zoomCrop(UNEDITED, landscape, print, 2), landscape, print);
    expect(close.w).toBeCloseTo(whole.w / 2, 10);
    expect(close.x + close.w / 2).toBeCloseTo(whole.x + whole.w / 2, 10);
    expect(cropOf(zoomCrop(UNEDITED, landscape, print, 0.1), landscape, print)).toEqual(whole);
    expect(cropOf(zoomCrop(UNEDITED, landscape, print, 100), landscape, print).w).toBeCloseTo(
      whole.w / 8,
      10,
    );
  });

  it('[PIC-8] comes back after four quarter turns, a left after a right, and two mirrors', () => {
    fc.assert(
      fc.property(image, mm, actions, (size, mmSize, list) => {
        let edit: PhotoEdit = UNEDITED;
        for (const action of list) edit = act(edit, action, size, mmSize);
        const four = [1, 2, 3, 4].reduce((turned) => turnPhoto(turned, 'right'), edit);
        for (const back of [
          four,
          turnPhoto(turnPhoto(edit, 'right'), 'left'),
          mirrorPhoto(mirrorPhoto(edit)),
        ]) {
          expect([back.rotation, back.mirror]).toEqual([edit.rotation, edit.mirror]);
          for (const key of ['x', 'y', 'w', 'h'] as const) {
            expect(cropOf(back, size, mmSize)[key]).toBeCloseTo(cropOf(edit, size, mmSize)[key], 9);
          }
        }
      }),
    );
  });

  it('[PIC-5] turns the cut with the photo', () => {
    const corner: PhotoEdit = { ...UNEDITED, crop: { x: 0, y: 0, w: 0.5, h: 0.25 } };
    expect(turnPhoto(corner, 'right')).toMatchObject({
      rotation: 1,
      crop: { x: 0.75, y: 0, w: 0.25, h: 0.5 },
    });
    expect(turnPhoto(corner, 'left')).toMatchObject({ rotation: 3, crop: { x: 0, y: 0.5, w: 0.25, h: 0.5 } });
  });

  it('[PIC-8] turns the way the customer sees it when mirrored', () => {
    expect(turnPhoto(mirrorPhoto(UNEDITED), 'right').rotation).toBe(3);
  });

  it('keeps the choice of fill or fit on reset', () => {
    const edited: PhotoEdit = { crop: null, rotation: 2, mirror: true, fit: 'fit' };
    expect(resetPhoto(edited)).toEqual({ ...UNEDITED, fit: 'fit' });
  });

  it('refuses rectangles outside the photo or of another ratio', () => {
    for (const rect of [
      { x: 0.5, y: 0, w: 0.6, h: 1 },
      { x: -0.1, y: 0, w: 0.5, h: 0.5 },
      { x: 0, y: 0, w: 0, h: 1 },
      { x: 0, y: 0, w: Number.NaN, h: 1 },
    ]) {
      expect(Rect.safeParse(rect).success).toBe(false);
    }
    expect(hasPrintRatio({ x: 0, y: 0, w: 1, h: 1 }, landscape, print, 0)).toBe(false);
  });
});
