import type { ContactForm } from '../../../../shared/contract/drafts.ts';
import { CONTACT_FIELDS, type ContactField } from '../../../../shared/domain/contact.ts';
import { contactFaults } from '../../../../shared/domain/contactForm.ts';
import { normaliseEmail } from '../../../../shared/domain/email.ts';
import { emailHint } from '../../../../shared/domain/emailHint.ts';
import { normalisePhone } from '../../../../shared/domain/phone.ts';

export type FormProblem = 'way' | ContactField;

/** What keeps the form from being a contact, in the order of the screen. */
export function problemsOf(form: ContactForm): readonly FormProblem[] {
  const faults = contactFaults(form);
  return form.way === null ? ['way'] : CONTACT_FIELDS.filter((field) => faults[field] !== undefined);
}

export const isContactGood = (form: ContactForm): boolean => problemsOf(form).length === 0;

/** The likely address, unless the customer said that this one is right. */
export function hintFor(form: ContactForm, accepted: string | null): string | null {
  const email = form.email.trim();
  return form.way !== 'email' || email === accepted ? null : emailHint(email);
}

/** The contact as it is read back; null when there is none. */
export function readBack(
  form: ContactForm,
): { readonly kind: 'email' | 'phone'; readonly value: string } | null {
  if (form.way === 'email') return { kind: 'email', value: normaliseEmail(form.email) ?? form.email };
  if (form.way === 'sms') return { kind: 'phone', value: normalisePhone(form.phone) ?? form.phone };
  return null;
}
