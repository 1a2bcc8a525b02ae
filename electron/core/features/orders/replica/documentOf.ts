import type { OrderId, SubjectRef } from '../../../../../shared/domain/ids.ts';
import { StoreCode } from '../../../../../shared/domain/ids.ts';
import type { NewOrder, OrderDocument, OrderPerson } from '../../../../../shared/sync/orderDocument.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { findOrder, type OrderRecord } from '../store/orders.store.ts';
import { findPerson, subjectOf } from '../store/people.store.ts';
import { listItems, listPhotos } from '../store/photos.store.ts';
import { paymentFacts, toldHistory } from './replica.store.ts';

const personOf = (db: ReadableDb, { personId }: OrderRecord): OrderPerson | null => {
  const person = personId === null ? undefined : findPerson(db, personId);
  const subjectRef = personId === null ? null : subjectOf(db, personId);
  if (personId === null || subjectRef === null || !person) return null;
  const { name, email, phone, address } = person;
  return { personId, subjectRef, name, email, phone, address };
};

/** Pseudonyms that an op about the order touches. */
export const subjectsOfOrder = (
  db: ReadableDb,
  { personId }: Pick<OrderRecord, 'personId'>,
): SubjectRef[] => {
  const subjectRef = personId === null ? null : subjectOf(db, personId);
  return subjectRef === null ? [] : [subjectRef];
};

/** What other terminals are told of an order when it is placed, of what is stored. */
export const newOrderOf = (db: ReadableDb, order: OrderRecord): NewOrder => ({
  orderId: order.orderId,
  store: StoreCode.parse(order.store),
  day: order.day,
  letter: order.letter,
  n: order.n,
  claimCode: order.claimCode,
  statusToken: order.statusToken,
  source: order.source,
  locale: order.locale,
  notify: order.notify,
  delivery: order.delivery,
  express: order.express,
  discount: order.discount,
  catalogueVersion: order.catalogueVersion,
  price: order.price,
  content: order.content,
  noticeVersion: order.noticeVersion,
  placedAt: order.placedAt,
  dueAt: order.dueAt,
  linkedTo: order.linkedTo,
  person: personOf(db, order),
  files: listPhotos(db, order.orderId).map(({ here: _here, name, sha256, ...photo }, seq) => ({
    ...photo,
    seq,
    name: name === '' ? null : name,
    sha256: sha256 === '' ? null : sha256,
  })),
  items: [...listItems(db, order.orderId)],
});

/** An order of this database in the form in which terminals exchange it; undefined where there is none. */
export const documentOf = (db: ReadableDb, orderId: OrderId): OrderDocument | undefined => {
  const order = findOrder(db, orderId);
  if (!order) return undefined;
  const { status, heldFrom, closedAt, filesDeletedAt, place, note } = order;
  return {
    ...newOrderOf(db, order),
    status: status as OrderDocument['status'],
    heldFrom,
    closedAt,
    filesDeletedAt,
    place,
    note,
    payments: [...paymentFacts(db, orderId)],
    history: [...toldHistory(db, orderId)],
  };
};
