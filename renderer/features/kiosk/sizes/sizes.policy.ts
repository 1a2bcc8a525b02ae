import type { Draft, DraftItem, DraftPhoto } from '../../../../shared/contract/drafts.ts';
import {
  type Catalogue,
  findFormat,
  findProduct,
  isSoldFor,
  type Paper,
  type PrintFormat,
  pictureMm,
} from '../../../../shared/domain/catalogue.ts';
import { cropOf, type ImageSize, needsEdgeCheck } from '../../../../shared/domain/crop.ts';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import type { Cents } from '../../../../shared/domain/money.ts';
import { breakFor } from '../../../../shared/domain/pricing.ts';
import { largestGoodFormat, photoQuality, type QualityWord } from '../../../../shared/domain/quality.ts';

/** What the size screen changes: for all photos, or for one. */
export type Change = Partial<Draft['common']>;
type Key = Pick<DraftItem, 'photoId' | 'format' | 'paper'>;

export const itemOf = (draft: Draft, photoId: PhotoId): DraftItem | undefined =>
  draft.items.find((item) => item.photoId === photoId);

export const imageOf = (photo: DraftPhoto): ImageSize | null =>
  photo.width === null || photo.height === null ? null : { w: photo.width, h: photo.height };

const differs = (item: DraftItem, { format, paper, copies, fit }: Draft['common']): boolean =>
  item.format !== format || item.paper !== paper || item.copies !== copies || item.fit !== fit;

/** Photos with a size, paper, count or edge of their own. A crop alone is no exception: it follows the size. */
export const exceptionsOf = (draft: Draft): readonly PhotoId[] => [
  ...new Set(draft.items.filter((item) => differs(item, draft.common)).map(({ photoId }) => photoId)),
];

/** The change as whole words: a paper the new size is not sold on gives way to the first one it is. */
export function settle(catalogue: Catalogue, now: Draft['common'], change: Change): Draft['common'] {
  const next = { ...now, ...change };
  const limits = findFormat(catalogue, next.format)?.copies ?? { min: 1, max: 999 };
  const copies = Math.min(limits.max, Math.max(limits.min, next.copies));
  if (isSold(catalogue, next.format, next.paper)) return { ...next, copies };
  const paper = papersOf(catalogue, next.format)[0]?.code ?? next.paper;
  return { ...next, copies, paper };
}

export interface ChangeAll {
  readonly common: Draft['common'];
  readonly overwrite: boolean;
  /** Photos that have only a crop of their own, said anew so that they follow. */
  readonly put: readonly DraftItem[];
  readonly remove: readonly Key[];
}

/**
 * "All the same". Where no photo differs everything is overwritten, so that nothing marked long ago stays behind.
 * Otherwise exceptions stay unless `overwrite`, and photos with only a crop of their own follow.
 */
export function changeAll(draft: Draft, common: Draft['common'], overwrite: boolean): ChangeAll {
  const exceptions = new Set(exceptionsOf(draft));
  if (overwrite || exceptions.size === 0) return { common, overwrite: true, put: [], remove: [] };
  const followers = draft.items.filter(
    (item) =>
      !exceptions.has(item.photoId) &&
      (item.crop !== null || item.rotation !== 0 || item.mirror || item.adjust !== undefined),
  );
  const moved = followers.map((item) => changeItem(draft, item, common));
  return {
    common,
    overwrite: false,
    put: moved.map(({ put }) => put),
    remove: moved.flatMap(({ remove }) => remove ?? []),
  };
}

/** One photo's change: the new item, and the key of the old one when size or paper changed. */
export function changeItem(
  draft: Draft,
  item: DraftItem,
  change: Change & Partial<Pick<DraftItem, 'crop' | 'rotation' | 'mirror' | 'adjust'>>,
): { readonly put: DraftItem; readonly remove: Key | null } {
  const next = { ...item, ...change };
  // Another size has another frame, and a cut of the old one would be refused.
  const put = next.format === item.format ? next : { ...next, crop: null };
  const moved = put.format !== item.format || put.paper !== item.paper;
  const taken = draft.items.some((other) => other !== item && sameKey(other, item));
  return {
    put,
    remove: moved && !taken ? { photoId: item.photoId, format: item.format, paper: item.paper } : null,
  };
}

const sameKey = (a: Key, b: Key): boolean =>
  a.photoId === b.photoId && a.format === b.format && a.paper === b.paper;

export const isSold = (catalogue: Catalogue, format: string, paper: string): boolean =>
  isSoldFor(catalogue, 'kiosk', { format, paper });

export const papersOf = (catalogue: Catalogue, format: string): readonly Paper[] =>
  catalogue.papers.filter(({ code }) => isSold(catalogue, format, code));

export interface SizeChoice {
  readonly format: PrintFormat;
  /** The paper it would be printed on. */
  readonly paper: string;
  /** What one print would cost if it were chosen now; null when this paper has no such size. */
  readonly unit: Cents | null;
}

/** Sizes on sale at the kiosk, as the price list orders them, priced by the break that so many copies reach. */
export function sizeChoices(catalogue: Catalogue, paper: string, copies: number): readonly SizeChoice[] {
  return catalogue.formats
    .filter(({ code }) => papersOf(catalogue, code).length > 0)
    .map((format) => {
      const settled = isSold(catalogue, format.code, paper)
        ? paper
        : (papersOf(catalogue, format.code)[0]?.code ?? '');
      const product = findProduct(catalogue, format.code, settled);
      const unit = product ? breakFor(product, Math.max(1, copies)).unit : null;
      return { format, paper: settled, unit };
    });
}

export interface Verdict {
  readonly word: QualityWord;
  readonly edges: boolean;
  /** The largest size that prints well, when this one does not. */
  readonly better: PrintFormat | null;
}

/** What the screen says about one photo as ordered; null while its sides are unknown. */
export function verdictOf(catalogue: Catalogue, photo: DraftPhoto, item: DraftItem): Verdict | null {
  const image = imageOf(photo);
  const format = findFormat(catalogue, item.format);
  if (image === null || format === undefined) return null;
  const word = photoQuality(image, format, item);
  const good = word === 'great' || word === 'good';
  const onPaper = catalogue.formats.filter(({ code }) => isSold(catalogue, code, item.paper));
  return {
    word,
    edges: item.fit === 'fill' && needsEdgeCheck(cropOf(item, image, pictureMm(format))),
    better: good ? null : largestGoodFormat(onPaper, image, item),
  };
}

/** Photos that would print very badly: asked about once more before going on. */
export const veryLowPhotos = (catalogue: Catalogue, draft: Draft): readonly PhotoId[] =>
  draft.photos.flatMap((photo) => {
    const bad = draft.items.some(
      (item) => item.photoId === photo.photoId && verdictOf(catalogue, photo, item)?.word === 'veryLow',
    );
    return bad ? [photo.photoId] : [];
  });

export const printsOf = (items: readonly DraftItem[]): number =>
  items.reduce((sum, { copies }) => sum + copies, 0);
