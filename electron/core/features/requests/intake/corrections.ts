import { z } from '../../../../../shared/domain/z.ts';
import type { CallInput } from '../../../../../shared/contract/index.ts';
import type { Correction } from '../../../../../shared/contract/requests.ts';
import { PersonName } from '../../../../../shared/domain/contact.ts';
import { Email } from '../../../../../shared/domain/email.ts';
import { can } from '../../../../../shared/domain/permissions.ts';
import { Phone } from '../../../../../shared/domain/phone.ts';
import type { CorrectableField } from '../../../../../shared/privacy/requestTypes.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { tellRecipients } from '../../disclosures/index.ts';
import { correctPerson, findPerson, getOrderAt } from '../../orders/index.ts';

const Address = z.string().trim().min(1).max(300);
const VALUE_OF = { name: PersonName, email: Email, phone: Phone, address: Address } as const satisfies Record<
  CorrectableField,
  z.ZodType<string>
>;

/** A wanted value as it is stored, checked as the contact of an order is. */
export const correctedValue = ({ field, value }: Correction): string => {
  const parsed = VALUE_OF[field].safeParse(value);
  return parsed.success ? parsed.data : reject('CONTACT_INVALID');
};

/**
 * A customer at the counter says that what was typed is wrong: staff put it right at once, without a request (policy P8).
 * Only in an open order, and only what the order has: a correction adds nothing but a name.
 */
export const correctContact = (
  tx: Tx,
  { orderId, version, corrections }: CallInput<'requests:correctContact'>,
): Record<string, never> => {
  if (!can(tx.caller.role, 'privacy.takeIn')) return reject('FORBIDDEN');
  const { personId, closedAt } = getOrderAt(tx, orderId, version);
  const person = personId === null ? undefined : findPerson(tx.db, personId);
  if (personId === null || person === undefined) return reject('NOT_FOUND');
  if (closedAt !== null) return reject('TRANSITION_REFUSED');
  const added = corrections.some(({ field }) => field !== 'name' && person[field] === null);
  if (added) return reject('CONTACT_INVALID');
  correctPerson(tx, personId, Object.fromEntries(corrections.map((one) => [one.field, correctedValue(one)])));
  tellRecipients(tx, [personId], 'rectified');
  return {};
};
