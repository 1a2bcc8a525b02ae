import { z } from './z.ts';
import { Email } from './email.ts';
import { Phone } from './phone.ts';

const line = (max: number) =>
  z
    .string()
    .max(max * 2)
    .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        .regex(/^\P{Cc}*$/u),
    );

/** How the customer hears that the order is ready; `none` is the anonymous order with number and claim code. */
export const NOTIFY_WAYS = ['email', 'sms', 'none'] as const;
export const NotifyWay = z.enum(NOTIFY_WAYS);
export type NotifyWay = z.infer<typeof NotifyWay>;

export const DELIVERIES = ['store', 'address'] as const;
export const Delivery = z.enum(DELIVERIES);
export type Delivery = z.infer<typeof Delivery>;

export const PersonName = line(80);

export const Address = z.strictObject({
  street: line(120),
  town: line(80),
  postcode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^LV-\d{4}$/),
});
export type Address = z.infer<typeof Address>;

/** What a delivery to an address adds; without it the order is collected in the store. */
const reachable = { name: PersonName.nullable(), address: Address.nullable() };

/** The contact of an order: the one field of the chosen way and nothing that is not needed. */
export const Contact = z
  .discriminatedUnion('way', [
    z.strictObject({ way: z.literal('email'), email: Email, ...reachable }),
    z.strictObject({ way: z.literal('sms'), phone: Phone, ...reachable }),
    z.strictObject({ way: z.literal('none') }),
  ])
  .refine((contact) => contact.way === 'none' || contact.address === null || contact.name !== null, {
    message: 'name_needed',
    path: ['name'],
  });
export type Contact = z.infer<typeof Contact>;

export const NO_CONTACT = { way: 'none' } as const satisfies Contact;

export const CONTACT_FIELDS = ['email', 'phone', 'name', 'street', 'town', 'postcode'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

export interface FieldsToAsk {
  readonly required: readonly ContactField[];
  readonly optional: readonly ContactField[];
}

/** The only fields a screen may show for a choice; null when the choice itself cannot be made. */
export function contactFields(way: NotifyWay, delivery: Delivery): FieldsToAsk | null {
  if (way === 'none') return delivery === 'store' ? { required: [], optional: [] } : null;
  const own = way === 'email' ? 'email' : 'phone';
  return delivery === 'store'
    ? { required: [own], optional: ['name'] }
    : { required: [own, 'name', 'street', 'town', 'postcode'], optional: [] };
}

export function formatAddress({ street, town, postcode }: Address): string {
  return `${street}, ${town}, ${postcode}`;
}
