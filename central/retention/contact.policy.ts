import { contactKeptUntil, RETENTION_DEFAULTS } from '../../shared/domain/retention.ts';
import { shopDayOf, startOfShopDay } from '../../shared/domain/time.ts';
import type { OrderDocument, OrderPerson } from '../../shared/sync/orderDocument.ts';
import type { ConsentBox } from '../mail/liveBoxes.ts';

/** When an order's contact has served (UTC ms): 90 days after it ended (privacy specification 4.5). */
export const contactEndsAt = ({ placedAt, closedAt }: OrderDocument): number =>
  startOfShopDay(
    contactKeptUntil(
      { placed: shopDayOf(placedAt), ended: closedAt === null ? null : shopDayOf(closedAt) },
      RETENTION_DEFAULTS,
    ),
  );

/** What a consent rests on that holds: its e-mail address or phone, and no more. Null where none does. */
const consentedContact = (person: OrderPerson | null, live: readonly ConsentBox[]): OrderPerson | null => {
  if (person === null || live.length === 0) return null;
  const has = (wanted: ConsentBox['channel']): boolean => live.some(({ channel }) => channel === wanted);
  return {
    ...person,
    name: null,
    address: null,
    email: has('email') ? person.email : null,
    phone: has('sms') ? person.phone : null,
  };
};

/** The order without its person and without words that may speak of one: the facts of it are kept longer. */
export const withoutPerson = (order: OrderDocument, live: readonly ConsentBox[]): OrderDocument => ({
  ...order,
  person: consentedContact(order.person, live),
  claimCode: null,
  note: null,
  place: null,
  files: order.files.map((file) => ({ ...file, name: null, sha256: null })),
  payments: order.payments.map((payment) => ({ ...payment, reason: null })),
  history: order.history.map((event) => ({ ...event, reason: null })),
});
