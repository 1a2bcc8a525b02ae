import type { PhotoId } from './ids.ts';

/** A photo and what it is like: the photo that stands for its copies, and the first of its series. */
export interface AlikePhoto {
  readonly photoId: PhotoId;
  readonly same: PhotoId | null;
  readonly series: PhotoId | null;
}

/** How many photos a tile stands for, itself included; 1 where there is no other. */
export interface Stack {
  readonly same: number;
  readonly series: number;
}

export interface Folded<Photo> {
  readonly shown: readonly Photo[];
  /** Of the shown photos those that stand for others. */
  readonly stacks: ReadonlyMap<PhotoId, Stack>;
}

/**
 * Folds copies and series behind one tile each: its picked photos, or else the one that stands for all. So a picked
 * photo is never hidden. Series in `opened` show each photo once.
 */
export function foldAlike<Photo extends AlikePhoto>(
  photos: readonly Photo[],
  picked: ReadonlySet<PhotoId>,
  opened: ReadonlySet<PhotoId>,
): Folded<Photo> {
  const same = fold(photos, (photo) => photo.same, picked);
  const series = fold(
    same.shown,
    ({ series: first }) => (first !== null && opened.has(first) ? null : first),
    picked,
  );
  const stacks = new Map<PhotoId, Stack>();
  for (const { photoId } of series.shown) {
    const stack = { same: same.sizes.get(photoId) ?? 1, series: series.sizes.get(photoId) ?? 1 };
    if (stack.same > 1 || stack.series > 1) stacks.set(photoId, stack);
  }
  return { shown: series.shown, stacks };
}

function fold<Photo extends AlikePhoto>(
  photos: readonly Photo[],
  groupOf: (photo: Photo) => PhotoId | null,
  picked: ReadonlySet<PhotoId>,
) {
  const hidden = new Set<PhotoId>();
  const sizes = new Map<PhotoId, number>();
  for (const [key, group] of Map.groupBy(photos, groupOf)) {
    if (key === null || group.length < 2) continue;
    const chosen = group.filter(({ photoId }) => picked.has(photoId));
    const face = group.find(({ photoId }) => photoId === key) ?? group[0];
    const faces = new Set((chosen.length > 0 ? chosen : [face]).map((photo) => photo?.photoId));
    for (const { photoId } of group) {
      if (faces.has(photoId)) sizes.set(photoId, group.length);
      else hidden.add(photoId);
    }
  }
  return { shown: hidden.size === 0 ? photos : photos.filter(({ photoId }) => !hidden.has(photoId)), sizes };
}

/** How often each photo is there, for those that are there more than once, where they stand side by side. */
export function countSame(photos: readonly AlikePhoto[]): ReadonlyMap<PhotoId, Stack> {
  return new Map(
    [...Map.groupBy(photos, ({ same }) => same)].flatMap(([same, group]) =>
      same === null || group.length < 2
        ? []
        : group.map(({ photoId }) => [photoId, { same: group.length, series: 1 }] as const),
    ),
  );
}

/** Picked photos that are the same as another picked one: all but one of each. */
export function pickedTwice(photos: readonly AlikePhoto[], picked: ReadonlySet<PhotoId>): readonly PhotoId[] {
  const chosen = photos.filter(({ photoId, same }) => same !== null && picked.has(photoId));
  return [...Map.groupBy(chosen, ({ same }) => same).values()].flatMap((group) => {
    const kept = group.find(({ photoId, same }) => photoId === same) ?? group[0];
    return group.flatMap(({ photoId }) => (photoId === kept?.photoId ? [] : [photoId]));
  });
}
