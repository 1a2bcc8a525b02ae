import type { OrderDocument, OrderPayment, OrderPerson } from '../../shared/sync/orderDocument.ts';

/** All that a successor gets of a person, an order and its payments (policy P23, P26). What is not named stays. */
export const PERSON_FIELDS = [
  'subjectRef',
  'name',
  'email',
  'phone',
  'address',
] as const satisfies readonly (keyof OrderPerson)[];

/** No claim code and no status token: they open an order. No note, no file and no name of one: nobody needs them. */
export const ORDER_FIELDS = [
  'orderId',
  'store',
  'day',
  'letter',
  'n',
  'source',
  'locale',
  'notify',
  'delivery',
  'express',
  'price',
  'content',
  'noticeVersion',
  'status',
  'placedAt',
  'dueAt',
  'closedAt',
] as const satisfies readonly (keyof OrderDocument)[];

export const PAYMENT_FIELDS = [
  'kind',
  'amount',
  'method',
  'day',
] as const satisfies readonly (keyof OrderPayment)[];

/** The fields as the log of transfers names them. Of consents the whole signed record passes: less would prove nothing. */
export const TRANSFERRED_FIELDS: readonly string[] = [
  ...PERSON_FIELDS.map((name) => `person.${name}`),
  ...ORDER_FIELDS.map((name) => `order.${name}`),
  ...PAYMENT_FIELDS.map((name) => `payment.${name}`),
  'consent.record',
  'consent.text',
  'marketing.purpose',
  'marketing.channel',
];

/** The named fields of a document and nothing else of it. */
export const only = <T, K extends keyof T>(document: T, fields: readonly K[]): Pick<T, K> =>
  Object.fromEntries(fields.map((name) => [name, document[name]])) as Pick<T, K>;
