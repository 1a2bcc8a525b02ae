import type { ColumnEntry, Traits } from '../entry.ts';

/** About nobody: prices, texts, counters, settings. */
export const NOBODY: Traits = {
  personal: 'none',
  subject: 'nobody',
  purpose: [],
  basis: 'none',
  retention: null,
  hold: null,
  erase: 'not-personal',
  restrict: 'allow',
  access: 'never:not-personal',
  sync: 'none',
  recipients: [],
  canary: null,
};

/** Shop-wide facts that central sends or collects. */
export const SHARED_FACT: Traits = { ...NOBODY, sync: 'both' };

const CUSTOMER = { subject: 'customer', hold: null, recipients: [] } as const;

/** Name, e-mail and phone of an order. */
const CONTACT: Traits = {
  ...CUSTOMER,
  personal: 'contact',
  purpose: ['order.contact'],
  basis: '6(1)(b)',
  retention: 'order-contact',
  erase: 'delete-row',
  restrict: 'hide',
  access: 'profile',
  sync: 'both',
  canary: 'name',
};

export const NAME: Traits = CONTACT;
export const EMAIL: Traits = { ...CONTACT, recipients: ['mailer'], canary: 'email' };
export const PHONE: Traits = { ...CONTACT, recipients: ['mailer'], canary: 'phone' };
export const PERSON_LINK: Traits = { ...CONTACT, personal: 'pseudonym', canary: 'person-id' };
export const PHONE_TAIL: Traits = { ...CONTACT, access: 'never:derived', canary: 'phone-tail' };
/** What staff find an order by: a second form of name and phone. */
export const SEARCH_TERM: Traits = { ...CONTACT, access: 'never:derived', sync: 'none' };
export const ADDRESS: Traits = {
  ...CONTACT,
  personal: 'address',
  purpose: ['order.deliver'],
  retention: 'address',
  recipients: ['courier'],
  canary: 'address',
};

/** Everything of an unfinished order; it never leaves the terminal. */
export const DRAFT: Traits = {
  ...CUSTOMER,
  personal: 'content',
  purpose: ['order.fulfil'],
  basis: '6(1)(b)',
  retention: 'draft',
  erase: 'delete-row',
  restrict: 'block',
  access: 'orders',
  sync: 'none',
  canary: 'order-id',
};

/** The customer's photo or what is made of it. */
export const PHOTO: Traits = {
  ...CUSTOMER,
  personal: 'content',
  purpose: ['order.fulfil'],
  basis: '6(1)(b)',
  retention: 'photo',
  erase: 'delete-row',
  restrict: 'block',
  access: 'orders',
  sync: 'both',
  canary: 'photo-id',
};
export const FILE_NAME: Traits = { ...PHOTO, canary: 'file-name' };

/** What a claim is answered with: no name, no photo. */
export const ORDER_FACT: Traits = {
  ...CUSTOMER,
  personal: 'commercial',
  purpose: ['order.fulfil', 'claims'],
  basis: '6(1)(b)',
  retention: 'order-fact',
  hold: 'claims',
  erase: 'keep-by-law',
  restrict: 'block',
  access: 'orders',
  sync: 'both',
  canary: 'sale',
};
/** The order's own name in other tables. */
export const ORDER_ID: Traits = { ...ORDER_FACT, personal: 'pseudonym', canary: 'order-id' };

/** A line of the receipt, which names nobody. */
export const RECEIPT: Traits = {
  ...ORDER_FACT,
  purpose: ['accounts'],
  basis: '6(1)(c)',
  retention: 'receipt',
  hold: 'accounting',
  access: 'payments',
};
export const RECEIPT_NUMBER: Traits = { ...RECEIPT, personal: 'pseudonym', canary: 'order-number' };

/** Free text of staff about the order's work. */
export const NOTE: Traits = {
  ...ORDER_FACT,
  personal: 'content',
  purpose: ['order.fulfil'],
  retention: 'order-contact',
  hold: null,
  erase: 'set-null',
  canary: 'note',
};

/** Which member of staff did something. */
export const STAFF_ACT: Traits = {
  personal: 'staff',
  subject: 'staff',
  purpose: ['security'],
  basis: '6(1)(f)',
  retention: 'order-fact',
  hold: null,
  erase: 'not-personal',
  restrict: 'allow',
  access: 'never:others-rights',
  sync: 'both',
  recipients: [],
  canary: 'staff',
};
export const STAFF_ACCOUNT: Traits = { ...STAFF_ACT, retention: 'staff' };
export const STAFF_SECRET: Traits = {
  ...STAFF_ACCOUNT,
  personal: 'secret',
  access: 'never:security',
  sync: 'none',
};

/** A key of the terminal; no person's, but it opens every person's. */
export const TERMINAL_SECRET: Traits = {
  ...STAFF_ACT,
  personal: 'secret',
  subject: 'nobody',
  retention: 'installation',
  access: 'never:security',
  sync: 'none',
  canary: 'key',
};

/** Kept as evidence under a pseudonym. */
export const CONSENT_PROOF: Traits = {
  ...CUSTOMER,
  personal: 'commercial',
  purpose: ['marketing.offers', 'marketing.news', 'marketing.hours'],
  basis: '6(1)(a)',
  retention: 'consent-proof',
  hold: 'consent-proof',
  erase: 'keep-by-law',
  restrict: 'allow',
  access: 'consents',
  sync: 'both',
  canary: 'subject-ref',
};
export const CONSENT_SUBJECT: Traits = { ...CONSENT_PROOF, personal: 'pseudonym', erase: 'cut-link' };

/** The hash of a code that takes consents back: gone with the person. */
export const CODE: Traits = {
  ...CONSENT_PROOF,
  personal: 'secret',
  retention: 'order-contact',
  hold: null,
  erase: 'delete-row',
  access: 'never:security',
};

/** That somebody was told of a changed notice. */
export const TOLD: Traits = {
  ...CUSTOMER,
  personal: 'pseudonym',
  purpose: ['rights'],
  basis: '6(1)(c)',
  retention: 'order-contact',
  erase: 'delete-row',
  restrict: 'allow',
  access: 'messages',
  sync: 'both',
  canary: 'person-id',
};

/** A message to a customer: what it was about and how far it came; its text is written when it goes out. */
export const MESSAGE: Traits = {
  ...CUSTOMER,
  personal: 'pseudonym',
  purpose: ['order.contact', 'rights', 'marketing.offers', 'marketing.news', 'marketing.hours'],
  basis: '6(1)(b)',
  retention: 'order-contact',
  erase: 'delete-row',
  restrict: 'block',
  access: 'messages',
  sync: 'both',
  recipients: ['mailer'],
  canary: 'person-id',
};

/** A keyed hash that outlives the person's data, so that no marketing reaches them again. */
export const SUPPRESSED: Traits = {
  ...CUSTOMER,
  personal: 'pseudonym',
  purpose: ['suppression'],
  basis: '6(1)(f)',
  retention: 'suppression',
  hold: 'suppression',
  erase: 'keep-by-law',
  restrict: 'allow',
  access: 'consents',
  sync: 'both',
  canary: 'suppression',
};

export const AUDIT: Traits = {
  ...STAFF_ACT,
  personal: 'pseudonym',
  subject: 'customer',
  retention: 'audit',
  hold: 'audit',
  erase: 'keep-by-law',
  sync: 'up',
  canary: 'order-id',
};

/** The entries of one table, one line a column. */
export const table = (name: string, columns: Readonly<Record<string, Traits>>): readonly ColumnEntry[] =>
  Object.entries(columns).map(([column, traits]) => ({
    store: 'terminal',
    at: `${name}.${column}`,
    ...traits,
  }));
