import type { Draft, DraftPhoto } from '../../../../shared/contract/drafts.ts';
import type { MediaPhoto, MediaSource } from '../../../../shared/contract/media.ts';
import { countSame, foldAlike, type Stack } from '../../../../shared/domain/alike.ts';
import type { PhotoId, SourceId } from '../../../../shared/domain/ids.ts';

/** From this many on, „select all” asks first. */
export const ASK_SELECT_ABOVE = 100;
/** From this many on, taking photos out of the choice asks first. */
export const ASK_CLEAR_ABOVE = 10;

export interface Filter {
  readonly sourceId: SourceId | null;
  readonly day: string | null;
  readonly onlyChosen: boolean;
}

export const EVERYTHING: Filter = { sourceId: null, day: null, onlyChosen: false };

/** `null` is for photos without a date, `gone` for chosen photos whose medium is out. */
export interface DayGroup {
  readonly day: string | null;
  readonly photos: readonly PhotoId[];
}

/** What of the photos is shown: the filter, and whether those alike stand behind one tile. */
export interface Look {
  readonly filter: Filter;
  readonly isUnfolded: boolean;
  /** Series that were opened, by their first photo. */
  readonly opened: ReadonlySet<PhotoId>;
}

export interface PhotoView {
  readonly days: readonly DayGroup[];
  readonly stacks: ReadonlyMap<PhotoId, Stack>;
}

/** The photos as they stand on the screen. */
export function viewPhotos(
  photos: readonly MediaPhoto[],
  picked: readonly DraftPhoto[],
  { filter, isUnfolded, opened }: Look,
): PhotoView {
  const chosen = new Set(picked.map(({ photoId }) => photoId));
  const through = photos.filter(
    (photo) =>
      (filter.sourceId === null || photo.sourceId === filter.sourceId) &&
      (filter.day === null || photo.day === filter.day) &&
      (!filter.onlyChosen || chosen.has(photo.photoId)),
  );
  const { shown, stacks } = isUnfolded
    ? { shown: through, stacks: countSame(through) }
    : foldAlike(through, chosen, opened);
  const known = new Set(photos.map(({ photoId }) => photoId));
  const isWide = filter.sourceId === null && filter.day === null;
  const gone = isWide ? picked.flatMap(({ photoId }) => (known.has(photoId) ? [] : [photoId])) : [];
  const days = byDay(shown);
  return { days: gone.length === 0 ? days : [...days, { day: 'gone', photos: gone }], stacks };
}

/** Newest day first, within a day in the order of the medium. */
function byDay(photos: readonly MediaPhoto[]): readonly DayGroup[] {
  return [...Map.groupBy(photos, ({ day }) => day)]
    .toSorted(([a], [b]) => newestFirst(a, b))
    .map(([day, list]) => ({ day, photos: list.map(({ photoId }) => photoId) }));
}

function newestFirst(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? 1 : -1;
}

/** Days with their counts, for the filter: newest first. */
export function daysOf(
  photos: readonly MediaPhoto[],
): readonly { readonly day: string; readonly count: number }[] {
  const days = new Map<string, number>();
  for (const { day } of photos) if (day !== null) days.set(day, (days.get(day) ?? 0) + 1);
  return [...days].map(([day, count]) => ({ day, count })).toSorted((a, b) => newestFirst(a.day, b.day));
}

/** „Līdz šai”: everything between two photos as they stand on the screen, both included. */
export function rangeBetween(order: readonly PhotoId[], from: PhotoId, to: PhotoId): readonly PhotoId[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  if (a === -1 || b === -1) return [to];
  return order.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** Photos that the camera marked, to be offered now; null once each card's marks were answered. */
export interface MarksOffer {
  readonly sourceId: SourceId;
  readonly photos: number;
  readonly dropped: number;
}

export function marksOffer(sources: readonly MediaSource[], draft: Draft | null): MarksOffer | null {
  for (const { sourceId, marks } of draft === null ? [] : sources) {
    if (marks && draft?.marksAnswered.includes(marks.id) === false) return { sourceId, ...marks };
  }
  return null;
}

/** Photos that may be chosen: those not yet looked at may, and core decides. */
export const choosable = (photos: readonly MediaPhoto[]): ReadonlySet<PhotoId> =>
  new Set(photos.flatMap(({ photoId, usable }) => (usable === false ? [] : [photoId])));
