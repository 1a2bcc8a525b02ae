import type { MediaPhoto } from '../../../../shared/contract/media.ts';
import type { Alike } from './alike/traits.ts';
import type { PhotoPage } from './libraryTypes.ts';
import { type PhotoRecord, shownPhoto } from './photoRecord.ts';

export type ShownPhotos = {
  /** The page of these records, among `total`; without its photos where it is just what `known` names. */
  readonly page: (records: readonly PhotoRecord[], total: number, known: string | null) => PhotoPage;
};

interface Made {
  readonly alike: Alike | null;
  readonly photo: MediaPhoto;
  /** Higher than that of everything made before. */
  readonly serial: number;
}

/**
 * Makes each shown photo once, as long as its record and its group stay the same: a card that is being read is asked for
 * again and again, and the time in the shop's zone takes long to work out. For the same reason a page has a version: most
 * of a card does not change between two looks, and need not go to the window again.
 */
export function createShownPhotos(alikeOf: (record: PhotoRecord) => Alike | null): ShownPhotos {
  const made = new WeakMap<PhotoRecord, Made>();
  let serials = 0;
  const show = (record: PhotoRecord): Made => {
    const alike = alikeOf(record);
    const before = made.get(record);
    if (before?.alike === alike) return before;
    serials += 1;
    const next = { alike, photo: shownPhoto(record, alike), serial: serials };
    made.set(record, next);
    return next;
  };
  return {
    page: (records, total, known) => {
      const shown = records.map(show);
      const version = versionOf(shown, total);
      const photos = version === known ? [] : shown.map(({ photo }) => photo);
      return { total, version, unchanged: version === known, photos };
    },
  };
}

/** What was made anew raises the highest serial; what went or moved changes their sum. */
function versionOf(shown: readonly Made[], total: number): string {
  let [highest, sum] = [0, 0];
  for (const { serial } of shown) {
    highest = Math.max(highest, serial);
    sum += serial;
  }
  return `${total}.${highest}.${sum}`;
}
