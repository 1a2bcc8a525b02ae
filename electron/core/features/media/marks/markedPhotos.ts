import type { PhotoId } from '../../../../../shared/domain/ids.ts';
import type { PhotoRecord } from '../photoRecord.ts';
import type { MarkFile } from './readMarkFile.ts';
import type { Mark } from './readMarks.ts';

const MAX_QUANTITY = 999;

/** What the camera wishes of one photo: copies 1 … 999, and a size or any. */
export type Wish = Pick<Mark, 'quantity' | 'size'>;

/** The camera's marks as photos of their medium; see `MarkFile.id`. `dropped` marks have no photo here. */
export type MarkedPhotos = {
  readonly id: string;
  readonly wishes: ReadonlyMap<PhotoId, Wish>;
  readonly dropped: number;
};

/**
 * Finds the marked photos among those listed: a mark only ever names a photo, it never opens a file. Cameras do not
 * care for letter case. Marks of one photo add up, and so do those of a RAW and its developed file.
 */
export function markedPhotos(
  { id, marks, dropped }: MarkFile,
  records: readonly PhotoRecord[],
): MarkedPhotos {
  const byPath = new Map<string, PhotoId>();
  for (const { photoId, file, fallbacks } of records) {
    for (const { relPath } of [file, ...fallbacks]) {
      byPath.set(relPath, photoId);
      const folded = relPath.toLowerCase();
      if (!byPath.has(folded)) byPath.set(folded, photoId);
    }
  }
  const wishes = new Map<PhotoId, Wish>();
  let unknown = 0;
  for (const { path, quantity, size } of marks) {
    const photoId = byPath.get(path) ?? byPath.get(path.toLowerCase());
    if (photoId === undefined) unknown += 1;
    else {
      const before = wishes.get(photoId);
      const sum = Math.min(MAX_QUANTITY, (before?.quantity ?? 0) + quantity);
      wishes.set(photoId, { quantity: sum, size: before === undefined ? size : before.size });
    }
  }
  return { id, wishes, dropped: dropped + unknown };
}
