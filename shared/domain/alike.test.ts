import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlikePhoto, countSame, foldAlike, pickedTwice } from './alike.ts';
import type { PhotoId } from './ids.ts';

const id = (name: string) => name as PhotoId;
const set = (...names: readonly string[]) => new Set(names.map(id));
const photo = (name: string, same: string | null = null, series: string | null = null): AlikePhoto => ({
  photoId: id(name),
  same: same === null ? null : id(same),
  series: series === null ? null : id(series),
});
/** A photo alone, one twice, and a series whose first photo is there twice. */
const PHOTOS = [
  photo('alone'),
  photo('copy', 'twice'),
  photo('twice', 'twice'),
  photo('s1', 's1', 's1'),
  photo('s1 copy', 's1', 's1'),
  photo('s2', null, 's1'),
  photo('s3', null, 's1'),
];
const shown = (picked = set(), opened = set()) => {
  const { shown: photos, stacks } = foldAlike(PHOTOS, picked, opened);
  return photos.map(({ photoId }) => {
    const { same = 1, series = 1 } = stacks.get(photoId) ?? {};
    return `${photoId} ${same} ${series}`;
  });
};

describe('photos alike in the grid', () => {
  it('[MED-10] stand behind one tile each, which says how many they are', () => {
    expect(shown()).toEqual(['alone 1 1', 'twice 2 1', 's1 2 3']);
  });

  it('[MED-10] show those of an opened series one by one, each once', () => {
    expect(shown(set(), set('s1'))).toEqual(['alone 1 1', 'twice 2 1', 's1 2 1', 's2 1 1', 's3 1 1']);
  });

  it('[MED-10] never hide a picked one', () => {
    expect(shown(set('copy', 's3', 's1 copy'))).toEqual(['alone 1 1', 'copy 2 1', 's1 copy 2 3', 's3 1 3']);
  });

  it('[MED-10] that were picked more than once are left out in one step: one of each stays', () => {
    expect(pickedTwice(PHOTOS, set('copy', 'twice', 's1 copy', 's2', 's3'))).toEqual(['copy']);
    expect(pickedTwice(PHOTOS, set('copy', 's1', 's1 copy'))).toEqual(['s1 copy']);
    expect(pickedTwice(PHOTOS, set('alone', 'twice'))).toEqual([]);
  });

  it('[MED-10] are marked where they stand side by side: how often each is there', () => {
    expect([...countSame(PHOTOS)]).toEqual(
      ['copy', 'twice', 's1', 's1 copy'].map((name) => [name, { same: 2, series: 1 }]),
    );
  });

  it('[MED-10] lose no photo: every one is shown, or stands behind a shown one; what stays picked are all contents', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const face = fc.option(fc.constantFrom(...names));
    const photos = fc.tuple(...names.map((name) => fc.tuple(face, face).map(([s, r]) => photo(name, s, r))));
    const some = fc.subarray(names).map((chosen) => set(...chosen));
    fc.assert(
      fc.property(photos, some, some, (all, picked, opened) => {
        const { shown: tiles, stacks } = foldAlike(all, picked, opened);
        const visible = new Set(tiles.map(({ photoId }) => photoId));
        for (const one of all) {
          if (picked.has(one.photoId)) expect(visible).toContain(one.photoId);
          if (visible.has(one.photoId)) continue;
          expect(
            tiles.some(
              (tile) =>
                stacks.has(tile.photoId) &&
                ((one.same !== null && tile.same === one.same) ||
                  all.some((between) => between.series !== null && between.series === tile.series)),
            ),
          ).toBe(true);
        }
        const left = new Set([...picked].filter((photoId) => !pickedTwice(all, picked).includes(photoId)));
        expect(pickedTwice(all, left)).toEqual([]);
        for (const { photoId, same } of all)
          if (picked.has(photoId))
            expect(
              left.has(photoId) || all.some((other) => other.same === same && left.has(other.photoId)),
            ).toBe(true);
      }),
    );
  });
});
