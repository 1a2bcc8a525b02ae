import {
  Address,
  CONTACT_FIELDS,
  type ContactField,
  contactFields,
  type Delivery,
  type FieldsToAsk,
  type NotifyWay,
  PersonName,
} from './contact.ts';
import { Email } from './email.ts';
import { Phone } from './phone.ts';

/** A contact as it is being typed: every field is there, what the way does not need stays empty. */
export interface TypedContact extends Readonly<Record<ContactField, string>> {
  readonly way: NotifyWay | null;
  readonly delivery: Delivery;
}

const RULES = {
  email: Email,
  phone: Phone,
  name: PersonName,
  street: Address.shape.street,
  town: Address.shape.town,
  postcode: Address.shape.postcode,
} as const satisfies Record<ContactField, unknown>;

/** The fields to show for the choices made: what is not needed does not exist. */
export const fieldsToShow = ({ way, delivery }: Pick<TypedContact, 'way' | 'delivery'>): FieldsToAsk =>
  (way === null ? null : contactFields(way, delivery)) ?? { required: [], optional: [] };

export type ContactFault = 'missing' | 'wrong';

/** What keeps the typed fields from being a contact; empty when they are one, or no way was chosen yet. */
export function contactFaults(form: TypedContact): Readonly<Partial<Record<ContactField, ContactFault>>> {
  const { required, optional } = fieldsToShow(form);
  const faultOf = (field: ContactField): ContactFault | null => {
    if (form[field].trim() === '') return required.includes(field) ? 'missing' : null;
    const isShown = required.includes(field) || optional.includes(field);
    return isShown && !RULES[field].safeParse(form[field]).success ? 'wrong' : null;
  };
  return Object.fromEntries(
    CONTACT_FIELDS.flatMap((field) => {
      const fault = faultOf(field);
      return fault === null ? [] : [[field, fault]];
    }),
  );
}

/** Another way of telling the customer; without one there is nobody to deliver to. */
export const withWay = <F extends TypedContact>(form: F, way: TypedContact['way']): F => ({
  ...form,
  way,
  delivery: way === 'none' ? 'store' : form.delivery,
});
