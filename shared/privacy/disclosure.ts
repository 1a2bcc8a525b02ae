import { z } from '../domain/z.ts';
import { ShopDay } from '../domain/time.ts';

/**
 * On what ground data may leave the company from a terminal (policy P22-P25). A successor (P26) is handed its data by
 * central alone, never here.
 */
export const DISCLOSURE_GROUNDS = [
  'processor_delivery',
  'processor_payment',
  'processor_marketing',
  'authority',
  'crime_or_rights',
] as const;
export const DisclosureGround = z.enum(DISCLOSURE_GROUNDS);
export type DisclosureGround = z.infer<typeof DisclosureGround>;

/** What of a person and an order can be disclosed at all, by name. */
export const DISCLOSED_FIELDS = [
  'name',
  'email',
  'phone',
  'address',
  'orderNumber',
  'orderDay',
  'total',
  'paid',
  'photos',
] as const;
export const DisclosedField = z.enum(DISCLOSED_FIELDS);
export type DisclosedField = z.infer<typeof DisclosedField>;

/** The most a recipient on each ground ever gets (policy P23): a courier no photos, a bank no contact. */
export const ALLOWED_FIELDS = {
  processor_delivery: ['name', 'phone', 'address', 'orderNumber'],
  processor_payment: ['orderNumber', 'total'],
  processor_marketing: ['email', 'phone'],
  authority: DISCLOSED_FIELDS,
  crime_or_rights: DISCLOSED_FIELDS,
} as const satisfies Readonly<Record<DisclosureGround, readonly DisclosedField[]>>;

/** One party that may get data. Companies and bodies only, no persons. */
export const Recipient = z.strictObject({
  recipientId: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  grounds: z.array(DisclosureGround).min(1).max(5),
  name: z.strictObject({ lv: z.string().max(120), en: z.string().max(120), ru: z.string().max(120) }),
  regNo: z
    .string()
    .regex(/^\d{11}$/)
    .nullable(),
  role: z.enum(['processor', 'controller']),
  /** ISO 3166 code of where the data goes; outside the EEA `transferBasis` says why it may. */
  country: z.string().regex(/^[A-Z]{2}$/),
  transferBasis: z.enum(['eea', 'adequacy', 'standard-clauses']),
  contract: z.enum(['signed', 'law', 'missing']),
  /** Days the recipient keeps what it gets; null where its own law says. */
  keepsDays: z.int().min(0).max(36_500).nullable(),
});
export type Recipient = z.infer<typeof Recipient>;

/** The company's register of recipients (policy P18, GDPR 13(1)(e)); `sample` until the company has replaced it. */
export const RecipientRegister = z.strictObject({
  sample: z.boolean(),
  recipients: z.array(Recipient).min(1).max(100),
});
export type RecipientRegister = z.infer<typeof RecipientRegister>;

/** The paper an authority's request stands on (policy P24). Numbers follow a pattern: no room for a name. */
export const DisclosureDocument = z.strictObject({
  type: z.enum(['judgment', 'request']),
  number: z
    .string()
    .max(30)
    .regex(/^(?=.*\d)[0-9A-ZĀČĒĢĪĶĻŅŠŪŽ./-]+$/u),
  date: ShopDay,
  basis: z.enum(['criminal-procedure', 'civil-procedure', 'tax-law', 'administrative-law', 'other-law']),
  verified: z.enum(['original-seen', 'e-signature-checked', 'called-back']),
});
export type DisclosureDocument = z.infer<typeof DisclosureDocument>;

/** Why telling of a suspected offence, or defending a right, outweighs the person's interest (policy P25). */
export const PROPORTIONALITY = [
  'theft',
  'fraud',
  'threat-to-person',
  'unlawful-content',
  'claim-defence',
] as const;
export const Proportionality = z.enum(PROPORTIONALITY);

export const DISCLOSURE_CHANNELS = ['handed-over', 'e-address', 'courier', 'secure-e-mail'] as const;
export const DisclosureChannel = z.enum(DISCLOSURE_CHANNELS);
