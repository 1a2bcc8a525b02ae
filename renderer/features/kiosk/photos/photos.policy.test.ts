import { describe, expect, it } from 'vitest';
import type { DraftItem } from '../../../../shared/contract/drafts.ts';
import type { MediaPhoto } from '../../../../shared/contract/media.ts';
import { photoId, sourceId } from '../flow/fakeCore.ts';
import { choosable, daysOf, EVERYTHING, type Filter, rangeBetween, viewPhotos } from './choice.policy.ts';
import { type Shape, wayBack } from './history.policy.ts';

const photo = (n: number, day: string | null, usable: boolean | null = true): MediaPhoto => ({
  photoId: photoId(n),
  sourceId,
  name: `${n}.jpg`,
  takenAt: null,
  day,
  width: null,
  height: null,
  bytes: 1,
  usable,
  reason: null,
  same: null,
  series: null,
});
const photos = [
  photo(1, '2026-11-20'),
  photo(2, null),
  photo(3, '2026-11-22', false),
  photo(4, '2026-11-22', null),
];
const picked = (n: number) => ({
  photoId: photoId(n),
  name: '',
  width: null,
  height: null,
  takenAt: null,
  stored: true,
});

const daysIn = (chosen: readonly ReturnType<typeof picked>[], filter: Filter) =>
  viewPhotos(photos, chosen, { filter, isUnfolded: false, opened: new Set() }).days;

describe('the photo grid', () => {
  it('puts the newest day first, undated photos after, and what left with its card last', () => {
    const groups = daysIn([picked(1), picked(8)], EVERYTHING);
    expect(groups.map(({ day, photos: list }) => [day, list.length])).toEqual([
      ['2026-11-22', 2],
      ['2026-11-20', 1],
      [null, 1],
      ['gone', 1],
    ]);
    expect(daysIn([picked(1)], { ...EVERYTHING, onlyChosen: true })).toEqual([
      { day: '2026-11-20', photos: [photoId(1)] },
    ]);
    expect(daysOf(photos)).toEqual([
      { day: '2026-11-22', count: 2 },
      { day: '2026-11-20', count: 1 },
    ]);
  });

  it('lets photos be chosen that nobody has looked at yet, and ranges run both ways', () => {
    expect([...choosable(photos)]).toEqual([1, 2, 4].map(photoId));
    const order = [1, 2, 3, 4].map(photoId);
    expect(rangeBetween(order, photoId(3), photoId(1))).toEqual([1, 2, 3].map(photoId));
    expect(rangeBetween(order, photoId(9), photoId(2))).toEqual([photoId(2)]);
  });
});

describe('undo last', () => {
  const common = { format: '10x15', paper: 'gloss', copies: 1, fit: 'fill' } as const;
  const item = (n: number, change: Partial<DraftItem> = {}): DraftItem => ({
    photoId: photoId(n),
    ...common,
    crop: null,
    rotation: 0,
    mirror: false,
    ...change,
  });
  const shape = (items: readonly DraftItem[], change: Partial<Shape> = {}): Shape => ({
    common,
    items: [...items],
    photoIds: [...new Set(items.map((one) => one.photoId))],
    ...change,
  });

  it('brings a photo back with what was its own', () => {
    const own = item(2, { copies: 3, rotation: 1 });
    expect(wayBack(shape([item(1)]), shape([item(1), own]))).toEqual({
      pick: [photoId(2)],
      drop: [],
      common: null,
      put: [own],
      remove: [],
    });
  });

  it('puts one photo back to its size and takes the new one away', () => {
    const way = wayBack(shape([item(1, { format: '20x30' })]), shape([item(1)]));
    expect(way.put).toEqual([item(1)]);
    expect(way.remove).toEqual([{ photoId: photoId(1), format: '20x30', paper: 'gloss' }]);
  });

  it('has nothing to do where nothing changed', () => {
    const same = shape([item(1), item(2, { mirror: true })]);
    expect(wayBack(same, same)).toEqual({ pick: [], drop: [], common: null, put: [], remove: [] });
  });
});
