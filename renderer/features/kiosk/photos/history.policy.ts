import type { Draft, DraftItem } from '../../../../shared/contract/drafts.ts';
import type { PhotoId } from '../../../../shared/domain/ids.ts';

/** What of a draft „undo last” brings back: the choice, and what each photo is ordered as. */
export type Shape = Pick<Draft, 'common' | 'items'> & { readonly photoIds: readonly PhotoId[] };

export const shapeOf = (draft: Draft): Shape => ({
  common: draft.common,
  items: draft.items,
  photoIds: draft.photos.map(({ photoId }) => photoId),
});

type Key = Pick<DraftItem, 'photoId' | 'format' | 'paper'>;

/** Commands that bring a draft back, in the order in which they must run. */
export interface WayBack {
  readonly pick: readonly PhotoId[];
  readonly drop: readonly PhotoId[];
  readonly common: Draft['common'] | null;
  readonly put: readonly DraftItem[];
  readonly remove: readonly Key[];
}

const keyOf = ({ photoId, format, paper }: Key): string => `${photoId} ${format} ${paper}`;
const looks = (item: DraftItem): string =>
  JSON.stringify([item.copies, item.fit, item.crop, item.rotation, item.mirror, item.adjust]);

const isCommon = (item: DraftItem, common: Draft['common']): boolean =>
  item.format === common.format &&
  item.paper === common.paper &&
  item.copies === common.copies &&
  item.fit === common.fit &&
  item.crop === null &&
  item.rotation === 0 &&
  !item.mirror &&
  item.adjust === undefined;

/**
 * How to get from the draft as it is to an earlier shape. A photo that comes back starts as all the others; only what
 * was its own is put on top.
 */
export function wayBack(now: Shape, before: Shape): WayBack {
  const has = new Set(now.photoIds);
  const had = new Set(before.photoIds);
  const pick = before.photoIds.filter((photoId) => !has.has(photoId));
  const drop = now.photoIds.filter((photoId) => !had.has(photoId));
  const commonChanged =
    keyOf({ ...now.common, photoId: '' as PhotoId }) !==
      keyOf({ ...before.common, photoId: '' as PhotoId }) ||
    now.common.copies !== before.common.copies ||
    now.common.fit !== before.common.fit;
  const back = new Set(pick);
  const current = new Map(now.items.map((item) => [keyOf(item), item]));
  const put = before.items.filter((item) => {
    if (commonChanged || back.has(item.photoId)) return !isCommon(item, before.common);
    const is = current.get(keyOf(item));
    return is === undefined || looks(is) !== looks(item);
  });
  const wanted = new Set(before.items.map(keyOf));
  const remove = now.items.filter((item) => had.has(item.photoId) && !wanted.has(keyOf(item)));
  return {
    pick,
    drop,
    common: commonChanged ? before.common : null,
    put,
    remove: remove.map(({ photoId, format, paper }) => ({ photoId, format, paper })),
  };
}
