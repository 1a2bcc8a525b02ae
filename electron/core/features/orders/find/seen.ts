import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import type { OrderDetail, OrderRow } from '../../../../../shared/contract/orders.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import type { QueryContext } from '../../../call/context.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import type { Views } from '../../audit/index.ts';
import { getOrder } from '../store/access.ts';
import type { OrderRecord } from '../store/orders.store.ts';
import { subjectOf } from '../store/people.store.ts';
import { getDetail } from './getDetail.ts';
import { orderThumbnail, type ThumbnailDeps } from './thumbnail.ts';

/* Every answer that shows a person's data goes through here and is written down first (PRV-4). */

const whom = (db: ReadableDb, { personId }: OrderRecord) =>
  personId === null ? null : subjectOf(db, personId);

/** A look at an order's photos. */
export const photosView = (db: ReadableDb, order: OrderRecord) =>
  ({
    action: 'photos.view',
    objectRef: order.orderId,
    subjectRef: whom(db, order),
    fields: ['order_photo.file_id'],
  }) as const;

/** One order with its customer. */
export const seenDetail = (
  views: Views,
  q: QueryContext,
  settings: Settings,
  orderId: string,
): OrderDetail => {
  const detail = getDetail(q, settings, orderId);
  if (detail.contact === null) return detail;
  const shown = Object.entries(detail.contact).filter(([, value]) => value !== null);
  views.record(q.caller, {
    action: 'person.view',
    objectRef: detail.orderId,
    subjectRef: whom(q.db, getOrder(q, orderId, 'view')),
    fields: shown.map(([field]) => `person.${field}`),
  });
  return detail;
};

/** Rows with names and phone tails: found by a text, or the list that is worked from. */
export const seenRows = <T extends { readonly rows: readonly OrderRow[] }>(
  views: Views,
  { caller }: QueryContext,
  text: string,
  found: T,
): T => {
  const people = found.rows.filter(({ customer, phoneTail }) => customer !== null || phoneTail !== null);
  if (people.length === 0) return found;
  const seen = { objectRef: null, fields: ['person.name', 'person.phone_tail'], count: people.length };
  const search = { action: 'order.search', set: people.map(({ orderId }) => orderId) } as const;
  // The list is looked at all day: once in a while is enough. What was searched for is another view each time.
  views.record(caller, { ...seen, ...(text.trim() === '' ? { action: 'order.list' as const } : search) });
  return found;
};

/** A picture of one photo. */
export const seenThumbnail = async (
  deps: ThumbnailDeps & { readonly views: Views },
  q: QueryContext,
  input: CallInput<'orders:thumbnail'>,
): Promise<CallOutput<'orders:thumbnail'>> => {
  const picture = await orderThumbnail(deps, q, input);
  deps.views.record(q.caller, photosView(q.db, getOrder(q, input.orderId, 'view')));
  return picture;
};
