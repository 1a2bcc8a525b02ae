import type { ContactField } from '../../../shared/domain/contact.ts';
import { contactFaults, fieldsToShow, type TypedContact } from '../../../shared/domain/contactForm.ts';

export type FieldProblem = 'needed' | 'email' | 'phone' | 'postcode';

/** The fields a choice shows, in the order they are asked. */
export function fieldsOf(form: Pick<TypedContact, 'way' | 'delivery'>): readonly ContactField[] {
  const { required, optional } = fieldsToShow(form);
  return [...required, ...optional];
}

const HAS_WORDS = ['email', 'phone', 'postcode'] as const satisfies readonly ContactField[];

/** What staff read at each field that is shown; empty when the contact can be used. */
export const contactProblems = (form: TypedContact): Readonly<Partial<Record<ContactField, FieldProblem>>> =>
  Object.fromEntries(
    Object.entries(contactFaults(form)).map(([field, fault]) => [
      field,
      (fault === 'wrong' && HAS_WORDS.find((one) => one === field)) || 'needed',
    ]),
  );
