import type { ContactForm, DraftItem } from '../../../../../shared/contract/drafts.ts';
import { EMPTY_CONTACT } from '../../../../../shared/contract/freshDraft.ts';
import type { Locale } from '../../../../../shared/domain/i18n.ts';
import type { OrderId } from '../../../../../shared/domain/ids.ts';
import type { QueryContext } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { isHandedOver, jobsOf } from '../../production/index.ts';
import { getOrder } from '../store/access.ts';
import type { OrderRecord } from '../store/orders.store.ts';
import { findPerson } from '../store/people.store.ts';
import { listItems, listPhotos, type OrderPhotoRecord } from '../store/photos.store.ts';
import { AMENDABLE } from './amend.ts';
import { isProducedElsewhere } from './facts.ts';

/** What an order of its own starts from when the first can no longer be changed (ORD-3). */
export interface LinkedFrom {
  readonly orderId: OrderId;
  readonly locale: Locale;
  readonly contact: ContactForm;
  /** Only those whose original is still there. */
  readonly photos: readonly OrderPhotoRecord[];
  readonly items: readonly DraftItem[];
}

const contactOf = ({ db }: Pick<QueryContext, 'db'>, { notify, personId }: OrderRecord): ContactForm => {
  const person = personId === null ? undefined : findPerson(db, personId);
  const { name, email, phone } = person ?? {};
  return { ...EMPTY_CONTACT, way: notify, name: name ?? '', email: email ?? '', phone: phone ?? '' };
};

/**
 * Consents and address are not carried over: they were given for the first order.
 * @throws Rejection TRANSITION_REFUSED while the order itself can be changed, PHOTO_UNREADABLE without originals,
 * PHOTO_ON_ITS_WAY
 */
export const linkedFrom = (asking: QueryContext, orderId: string): LinkedFrom => {
  const order = getOrder(asking, orderId, 'reprint');
  const handedOver =
    isHandedOver(jobsOf(asking.db, order.orderId)) || isProducedElsewhere(asking.db, order.orderId);
  const open = AMENDABLE.includes(order.status) && !handedOver;
  if (open) return reject('TRANSITION_REFUSED');
  const gone = order.filesDeletedAt !== null;
  const photos = gone ? [] : listPhotos(asking.db, order.orderId).filter(({ missing }) => !missing);
  if (photos.length === 0) return reject('PHOTO_UNREADABLE');
  if (photos.some((photo) => !photo.here)) return reject('PHOTO_ON_ITS_WAY');
  const here = new Set(photos.map(({ photoId }) => photoId));
  return {
    orderId: order.orderId,
    locale: order.locale,
    contact: contactOf(asking, order),
    photos,
    items: listItems(asking.db, order.orderId).filter(({ photoId }) => here.has(photoId)),
  };
};
