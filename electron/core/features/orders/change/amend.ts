import type { DraftItem } from '../../../../../shared/contract/drafts.ts';
import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import { type Catalogue, isIndex } from '../../../../../shared/domain/catalogue.ts';
import { onIndex } from '../../../../../shared/domain/indexPrint.ts';
import { type OrderStatus, UNDO_MS } from '../../../../../shared/domain/orderStatus.ts';
import { type OrderPrice, priceOrder } from '../../../../../shared/domain/pricing.ts';
import type { QueryContext, Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { cancelJobs, isHandedOver, jobsOf, makeJobs } from '../../production/index.ts';
import { contentOf } from '../content.policy.ts';
import { getOrder, getOrderAt } from '../store/access.ts';
import { isProducedElsewhere } from './facts.ts';
import { type OrderRecord, updatePrice } from '../store/orders.store.ts';
import { deleteItems, insertItems, listItems, listPhotos } from '../store/photos.store.ts';
import { addToldLine } from '../tell/tellOrder.ts';

export type CatalogueOf = (db: ReadableDb, version: number) => Catalogue | null;

/** Lines can be changed here until a controller has one of them. */
export const AMENDABLE: readonly OrderStatus[] = ['placed', 'files_needed', 'on_hold', 'in_production'];

/** Lines as staff wish them: with one photo on an index print all that stay are on it, as they were or anew. */
const withWholeIndex = (
  db: ReadableDb,
  catalogueOf: CatalogueOf,
  { orderId, catalogueVersion }: OrderRecord,
  wished: readonly DraftItem[],
): readonly DraftItem[] => {
  const catalogue = catalogueOf(db, catalogueVersion) ?? reject('NO_PRICE_LIST');
  const photos = wished.filter(({ format }) => !isIndex(catalogue, format));
  const product = wished.find(({ format }) => isIndex(catalogue, format));
  if (product === undefined) return photos;
  const before = listItems(db, orderId).filter(({ format }) => isIndex(catalogue, format));
  const kept = new Map(before.map((item) => [item.photoId, item]));
  return [...photos, ...onIndex(photos, product).map((item) => kept.get(item.photoId) ?? item)];
};

const hasFee = ({ lines }: OrderPrice, wanted: 'service' | 'delivery'): boolean =>
  lines.some((line) => line.kind === 'fee' && line.fee === wanted);

/** New lines at the prices and with the fees and discount the order was placed with. */
const priceOf = (
  db: ReadableDb,
  catalogueOf: CatalogueOf,
  order: OrderRecord,
  items: readonly DraftItem[],
): OrderPrice => {
  const own = new Set<string>(listPhotos(db, order.orderId).map(({ photoId }) => photoId));
  if (items.some(({ photoId }) => !own.has(photoId))) return reject('NOT_FOUND');
  const catalogue = catalogueOf(db, order.catalogueVersion) ?? reject('NO_PRICE_LIST');
  const result = priceOrder(catalogue, items, {
    express: order.express,
    service: hasFee(order.price, 'service'),
    delivery: hasFee(order.price, 'delivery'),
    discount: order.discount,
  });
  if (result.ok) return result.price;
  return reject(result.code === 'DISCOUNT_TOO_BIG' ? 'AMOUNT_INVALID' : 'PRODUCT_UNAVAILABLE');
};

/** What other lines would cost, before anyone agrees. */
export const quote = (
  q: QueryContext,
  catalogueOf: CatalogueOf,
  input: CallInput<'orders:quote'>,
): CallOutput<'orders:quote'> => {
  const order = getOrder(q, input.orderId, 'edit');
  const items = withWholeIndex(q.db, catalogueOf, order, input.items);
  return { before: order.price, after: priceOf(q.db, catalogueOf, order, items) };
};

const keyOf = (item: DraftItem): string =>
  JSON.stringify(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Whether the new lines are the old ones without photos that cannot be read. */
const onlyDropsMissing = (db: ReadableDb, order: OrderRecord, items: readonly DraftItem[]): boolean => {
  const missing = new Set<string>(
    listPhotos(db, order.orderId).flatMap((photo) => (photo.missing ? [photo.photoId] : [])),
  );
  const wanted = new Set(items.map(keyOf));
  const old = listItems(db, order.orderId);
  const kept = old.filter((item) => wanted.has(keyOf(item)));
  const dropped = old.filter((item) => !wanted.has(keyOf(item)));
  return kept.length === items.length && dropped.every(({ photoId }) => missing.has(photoId));
};

const assertAmendable = (tx: Tx, order: OrderRecord, items: readonly DraftItem[]): void => {
  const { status, orderId } = order;
  if (status === 'files_needed' && onlyDropsMissing(tx.db, order, items)) return;
  const handedOver = isHandedOver(jobsOf(tx.db, orderId)) || isProducedElsewhere(tx.db, orderId);
  if (status !== 'cancelled' && handedOver) return reject('LINKED_ORDER_NEEDED');
  if (!AMENDABLE.includes(status)) reject('TRANSITION_REFUSED');
};

/**
 * Replaces the lines of an order, as long as no controller has any of them; after that a change is a linked order of
 * its own (ORD-3), and only unreadable photos may still be dropped.
 */
export const amend = (
  tx: Tx,
  catalogueOf: CatalogueOf,
  input: CallInput<'orders:amend'>,
): CallOutput<'orders:amend'> => {
  const order = getOrderAt(tx, input.orderId, input.version);
  const { orderId } = order;
  const items = withWholeIndex(tx.db, catalogueOf, order, input.items);
  assertAmendable(tx, order, items);
  const price = priceOf(tx.db, catalogueOf, order, items);
  if (price.total !== input.total) return reject('PRICE_CHANGED');
  deleteItems(tx.db, orderId);
  insertItems(tx.db, orderId, items);
  updatePrice(tx.db, orderId, price, contentOf(price));
  cancelJobs(tx, orderId);
  const started = order.status === 'on_hold' ? order.heldFrom : order.status;
  if (started === 'in_production') makeJobs(tx, order, items, tx.now + UNDO_MS);
  tx.emit('jobs-changed', { orderId });
  const lines = { items: [...listItems(tx.db, orderId)], price, content: contentOf(price) };
  addToldLine(tx, order, { code: 'amended' }, 'order.edited@1', { edit: { lines } });
  tx.audit('order.amend', orderId);
  tx.emit('orders-changed', { orderId });
  return { version: order.version + 1 };
};
