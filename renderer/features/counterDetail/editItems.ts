import type { DraftItem } from '../../../shared/contract/drafts.ts';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { type Catalogue, isIndex } from '../../../shared/domain/catalogue.ts';

export type ItemKey = Pick<DraftItem, 'photoId' | 'format' | 'paper'>;
type Product = Pick<DraftItem, 'format' | 'paper'>;

export const isSameItem = (one: ItemKey, other: ItemKey): boolean =>
  one.photoId === other.photoId && one.format === other.format && one.paper === other.paper;

/** The lines of an order as they are edited: one per photo and product. */
export const itemsOf = (order: Pick<OrderDetail, 'photos'>): readonly DraftItem[] =>
  order.photos.flatMap((photo) => photo.items);

/** The prints of photos, and the lines of an index print, which is of the whole order. */
export function splitIndex(catalogue: Catalogue | null, items: readonly DraftItem[]) {
  const isOnIndex = ({ format }: DraftItem) => catalogue !== null && isIndex(catalogue, format);
  return { items: items.filter((item) => !isOnIndex(item)), index: items.filter(isOnIndex) };
}

export const setCopies = (items: readonly DraftItem[], key: ItemKey, copies: number): readonly DraftItem[] =>
  items.map((item) => (isSameItem(item, key) ? { ...item, copies } : item));

export const removeItem = (items: readonly DraftItem[], key: ItemKey): readonly DraftItem[] =>
  items.filter((item) => !isSameItem(item, key));

/** Another product for one line. The cut belongs to the old frame; a line the photo already has takes the copies in. */
export function setProduct(
  items: readonly DraftItem[],
  key: ItemKey,
  product: Product,
): readonly DraftItem[] {
  const item = items.find((one) => isSameItem(one, key));
  if (item === undefined || (item.format === product.format && item.paper === product.paper)) return items;
  const moved = { ...item, ...product, crop: item.format === product.format ? item.crop : null };
  const twin = items.find((one) => isSameItem(one, moved));
  if (twin === undefined) return items.map((one) => (one === item ? moved : one));
  return items
    .filter((one) => one !== item)
    .map((one) => (one === twin ? { ...twin, copies: twin.copies + item.copies } : one));
}

/** One product and number of copies for all photos. */
export const setAllItems = (
  items: readonly DraftItem[],
  product: Product,
  copies: number,
): readonly DraftItem[] => {
  const firsts = items.filter(
    (item, index) => items.findIndex((one) => one.photoId === item.photoId) === index,
  );
  return firsts.map((item) => ({
    ...item,
    ...product,
    copies,
    crop: item.format === product.format ? item.crop : null,
  }));
};
