import type { Customer } from '../../../../shared/contract/customers.ts';
import type { OrderDetail } from '../../../../shared/contract/orders.ts';
import { normaliseEmail } from '../../../../shared/domain/email.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import { normalisePhone } from '../../../../shared/domain/phone.ts';
import type { IntakeStart } from './intake.policy.ts';

/** A request that begins at an order, or from nothing. */
export const startFromOrder = (
  order: Pick<OrderDetail, 'locale' | 'number'> | null,
  locale: Locale,
): IntakeStart => ({ locale: order?.locale ?? locale, orderNumber: order?.number ?? null, who: null });

/** By the contact: the number of an order begins anew each day. */
export const startFromCustomer = (customer: Customer, locale: Locale): IntakeStart => {
  const { email, phone, orders } = customer;
  const value = email ?? phone;
  return {
    locale: customer.locale ?? locale,
    orderNumber: orders[0]?.number ?? null,
    who: value === null ? null : { kind: email === null ? 'phone' : 'email', value },
  };
};

/** What was typed where nobody was found, if it is a contact: a request may be about somebody not known here. */
export const startFromTyped = (typed: string, locale: Locale): IntakeStart => {
  const start = { locale, orderNumber: null };
  const email = normaliseEmail(typed);
  if (email !== null) return { ...start, who: { kind: 'email', value: email } };
  const phone = normalisePhone(typed);
  return { ...start, who: phone === null ? null : { kind: 'phone', value: phone } };
};
