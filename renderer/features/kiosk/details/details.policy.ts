import type { ContactForm } from '../../../../shared/contract/drafts.ts';
import {
  Address,
  CONTACT_FIELDS,
  type ContactField,
  contactFields,
  PersonName,
} from '../../../../shared/domain/contact.ts';
import { type ConsentChoice, unansweredConsents } from '../../../../shared/domain/consent.ts';
import { Email, normaliseEmail } from '../../../../shared/domain/email.ts';
import { emailHint } from '../../../../shared/domain/emailHint.ts';
import { normalisePhone, Phone } from '../../../../shared/domain/phone.ts';

export type FormProblem = 'way' | ContactField;

const rules = {
  email: Email,
  phone: Phone,
  name: PersonName,
  street: Address.shape.street,
  town: Address.shape.town,
  postcode: Address.shape.postcode,
} as const satisfies Record<ContactField, unknown>;

/** The fields to show for the choices made: what is not needed does not exist. */
export function fieldsOf(form: ContactForm): {
  readonly required: readonly ContactField[];
  readonly optional: readonly ContactField[];
} {
  const fields = form.way === null ? null : contactFields(form.way, form.delivery);
  return fields ?? { required: [], optional: [] };
}

/** What keeps the form from being a contact, in the order of the screen. */
export function problemsOf(form: ContactForm): readonly FormProblem[] {
  if (form.way === null) return ['way'];
  const { required, optional } = fieldsOf(form);
  return CONTACT_FIELDS.filter((field) => {
    const value = form[field];
    if (required.includes(field)) return !rules[field].safeParse(value).success;
    return optional.includes(field) && value.trim() !== '' && !rules[field].safeParse(value).success;
  });
}

export const isContactGood = (form: ContactForm): boolean => problemsOf(form).length === 0;

/** Without a message there is nobody to deliver to, so the order is collected in the shop. */
export const withWay = (form: ContactForm, way: ContactForm['way']): ContactForm => ({
  ...form,
  way,
  delivery: way === 'none' ? 'store' : form.delivery,
});

/** The likely address, unless the customer said that this one is right. */
export function hintFor(form: ContactForm, accepted: string | null): string | null {
  const email = form.email.trim();
  return form.way !== 'email' || email === accepted ? null : emailHint(email);
}

/** The boxes on the screen: those of the chosen way, ticked only where this customer ticked them in this visit. */
export function boxesOf(way: ContactForm['way'], given: readonly ConsentChoice[]): readonly ConsentChoice[] {
  return way === null
    ? []
    : unansweredConsents(way).map((box) => ({
        ...box,
        given: given.some((one) => one.purpose === box.purpose && one.channel === box.channel && one.given),
      }));
}

/** The contact as it is read back; null when there is none. */
export function readBack(
  form: ContactForm,
): { readonly kind: 'email' | 'phone'; readonly value: string } | null {
  if (form.way === 'email') return { kind: 'email', value: normaliseEmail(form.email) ?? form.email };
  if (form.way === 'sms') return { kind: 'phone', value: normalisePhone(form.phone) ?? form.phone };
  return null;
}
