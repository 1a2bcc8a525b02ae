import type { ContactForm } from '../../../shared/contract/drafts.ts';
import type { ConsentChoice } from '../../../shared/domain/consent.ts';
import { unansweredConsents } from '../../../shared/domain/consent.ts';
import { Address, type ContactField, contactFields } from '../../../shared/domain/contact.ts';
import { normaliseEmail } from '../../../shared/domain/email.ts';
import { normalisePhone } from '../../../shared/domain/phone.ts';

export type FieldProblem = 'needed' | 'email' | 'phone' | 'postcode';

/** The fields a choice shows, in the order they are asked. Fields not needed do not exist. */
export function fieldsOf(form: Pick<ContactForm, 'way' | 'delivery'>): readonly ContactField[] {
  const fields = form.way === null ? null : contactFields(form.way, form.delivery);
  return fields === null ? [] : [...fields.required, ...fields.optional];
}

function problemOf(form: ContactForm, field: ContactField, required: boolean): FieldProblem | null {
  const value = form[field].trim();
  if (value === '') return required ? 'needed' : null;
  if (field === 'email') return normaliseEmail(value) === null ? 'email' : null;
  if (field === 'phone') return normalisePhone(value) === null ? 'phone' : null;
  if (field === 'postcode') return Address.shape.postcode.safeParse(value).success ? null : 'postcode';
  return null;
}

/** What is wrong with each field that is shown; empty when the contact can be used. */
export function contactProblems(form: ContactForm): Readonly<Partial<Record<ContactField, FieldProblem>>> {
  const fields = form.way === null ? null : contactFields(form.way, form.delivery);
  if (fields === null) return {};
  const problems = [...fields.required, ...fields.optional].flatMap((field) => {
    const problem = problemOf(form, field, fields.required.includes(field));
    return problem === null ? [] : [[field, problem] as const];
  });
  return Object.fromEntries(problems);
}

/** Another way of telling the customer; without one there is nobody to deliver to. */
export const withWay = (form: ContactForm, way: NonNullable<ContactForm['way']>): ContactForm => ({
  ...form,
  way,
  delivery: way === 'none' ? 'store' : form.delivery,
});

/** The answers of the boxes a way has; every other box is untouched and so unticked. */
export function answersFor(
  way: ContactForm['way'],
  answers: readonly ConsentChoice[],
): readonly ConsentChoice[] {
  return (way === null ? [] : unansweredConsents(way)).map(
    (box) => answers.find((one) => one.purpose === box.purpose && one.channel === box.channel) ?? box,
  );
}
