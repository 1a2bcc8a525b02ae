import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PhotoId } from '../../../../../shared/domain/ids.ts';
import { groupAlike, takenTogether, type Traits } from './traits.ts';

const id = (name: string) => name as PhotoId;
const photo = (name: string, more: Partial<Traits> = {}): Traits => ({
  photoId: id(name),
  sha256: null,
  takenAt: null,
  camera: 'X100',
  width: 3000,
  height: 2000,
  likeness: '00000000ffffffff',
  ...more,
});
const groups = (...photos: readonly Traits[]) =>
  Object.fromEntries([...groupAlike(photos)].map(([name, { same, series }]) => [name, [same, series]]));
/** The same look with so many of its 64 bits changed. */
const off = (bits: number) => (((1n << BigInt(bits)) - 1n) ^ 0xffffffffn).toString(16).padStart(16, '0');

describe('photos that are the same', () => {
  it('[MED-10] are those of one content, whatever they are called and whenever they were copied', () => {
    expect(
      groups(
        photo('a', { sha256: 'x' }),
        photo('b', { sha256: 'y' }),
        photo('c', { sha256: 'x' }),
        photo('d'),
      ),
    ).toEqual({ a: ['a', null], c: ['a', null] });
  });

  it('[MED-10] are also two sizes of one shot, the largest standing for both', () => {
    const small = { takenAt: 5000, width: 1500, height: 1000, likeness: off(8) };
    expect(groups(photo('small', small), photo('large', { takenAt: 5000 }))).toEqual({
      small: ['large', null],
      large: ['large', null],
    });
  });

  it.each([
    ['another moment', { takenAt: 5001 }],
    ['another camera', { camera: 'D5' }],
    ['another cut', { height: 1400 }],
    ['another look', { likeness: off(9) }],
    ['a look that nobody knows', { likeness: null }],
    ['no time at all', { takenAt: null }],
  ])('[MED-10] are not two sizes with %s', (_what, more) => {
    const two = groupAlike([
      photo('large', { takenAt: 5000 }),
      photo('small', { takenAt: 5000, width: 1500, height: 1000, ...more }),
    ]);
    expect([...two.values()].filter(({ same }) => same !== null)).toEqual([]);
  });

  it('[MED-10] of one size and moment are a series, not the same: cameras write whole seconds', () => {
    expect(groups(photo('a', { takenAt: 5000 }), photo('b', { takenAt: 5000 }))).toEqual({
      a: [null, 'a'],
      b: [null, 'a'],
    });
  });

  it('[MED-10] are not looked for among thousands of one moment: no camera takes them', () => {
    const look = (n: number) =>
      ((BigInt(n) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn).toString(16).padStart(16, '0');
    const crowd = Array.from({ length: 5000 }, (_, n) =>
      photo(`${n}`, { takenAt: 5000, width: 3000 + 3 * n, height: 2000 + 2 * n, likeness: look(n) }),
    );
    const small = photo('small', { takenAt: 5000, width: 1500, height: 1000, likeness: look(0) });
    expect([...groupAlike([...crowd, small]).values()].filter(({ same }) => same !== null)).toEqual([]);
    expect(groupAlike([...crowd.slice(0, 40), small]).get(small.photoId)?.same).toBe('0');
  });

  it('[MED-10] join copies of each size', () => {
    const small = { takenAt: 5000, width: 1500, height: 1000 };
    expect(
      groups(
        photo('small', { ...small, sha256: 's' }),
        photo('large', { takenAt: 5000, sha256: 'l' }),
        photo('copy', { ...small, sha256: 's' }),
        photo('other', { takenAt: 5000, sha256: 'l' }),
      ),
    ).toEqual({
      small: ['large', null],
      large: ['large', null],
      copy: ['large', null],
      other: ['large', null],
    });
  });
});

describe('a series', () => {
  it('[MED-10] is photos of one camera within two seconds of each other that look alike', () => {
    expect(
      groups(
        photo('c', { takenAt: 4000 }),
        photo('a', { takenAt: 1000 }),
        photo('b', { takenAt: 3000, likeness: off(12) }),
        photo('late', { takenAt: 6001 }),
        photo('other camera', { takenAt: 2000, camera: 'D5' }),
        photo('other view', { takenAt: 9000 }),
        photo('turned away', { takenAt: 9500, likeness: off(13) }),
      ),
    ).toEqual({ a: [null, 'a'], b: [null, 'a'], c: [null, 'a'] });
  });

  it('[MED-10] counts copies of one photo once', () => {
    const copies = [photo('a', { takenAt: 1000, sha256: 'x' }), photo('b', { takenAt: 1000, sha256: 'x' })];
    expect(groups(...copies)).toEqual({ a: ['a', null], b: ['a', null] });
    expect(groups(...copies, photo('c', { takenAt: 2000 }))).toEqual({
      a: ['a', 'a'],
      b: ['a', 'a'],
      c: [null, 'a'],
    });
  });
});

describe('groups of any photos', () => {
  const traits = fc.uniqueArray(
    fc.record({
      photoId: fc.integer({ min: 0, max: 60 }).map((n) => id(String(n))),
      sha256: fc.option(fc.constantFrom('x', 'y', 'z')),
      takenAt: fc.option(fc.integer({ min: 0, max: 20 }).map((n) => n * 500)),
      camera: fc.option(fc.constantFrom('X100', 'D5')),
      width: fc.constantFrom(3000, 1500),
      height: fc.constantFrom(2000, 1000),
      likeness: fc.option(fc.constantFrom(off(0), off(5), off(12), off(40))),
    }),
    { selector: (one) => one.photoId, maxLength: 30 },
  );

  it('[MED-10] have two members at least, name one of their own, and hold every photo at most once', () => {
    fc.assert(
      fc.property(traits, (photos) => {
        const alike = groupAlike(photos);
        for (const kind of ['same', 'series'] as const) {
          const members = Map.groupBy(
            [...alike].filter(([, one]) => one[kind] !== null),
            ([, one]) => one[kind],
          );
          for (const [face, group] of members) {
            expect(group.length).toBeGreaterThan(1);
            expect(group.map(([photoId]) => photoId)).toContain(face);
          }
        }
        for (const { photoId, sha256 } of photos)
          for (const other of photos)
            if (sha256 !== null && sha256 === other.sha256)
              expect(alike.get(photoId)?.same).toBe(alike.get(other.photoId)?.same);
      }),
    );
  });

  it('[MED-10] are only of photos that were worth looking at', () => {
    fc.assert(
      fc.property(traits, (photos) => {
        const together = new Set(takenTogether(photos));
        for (const [photoId, { series }] of groupAlike(photos))
          if (series === photoId) expect(together.has(photoId)).toBe(true);
      }),
    );
  });
});
