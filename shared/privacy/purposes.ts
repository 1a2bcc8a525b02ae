import { CONSENT_PURPOSES } from '../domain/consent.ts';

/** What personal data may be used for (privacy specification 2.1). No other purpose exists. */
export const PURPOSES = [
  'order.contact',
  'order.fulfil',
  'order.deliver',
  'accounts',
  'claims',
  'security',
  'suppression',
  'rights',
  ...CONSENT_PURPOSES,
  'stats',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Article 6(1) GDPR; `none` is what says nothing about a person. */
export type Basis = '6(1)(a)' | '6(1)(b)' | '6(1)(c)' | '6(1)(f)' | 'none';

/** The lawful basis of each purpose, fixed in code: staff cannot choose one. */
export const BASIS_OF = {
  'order.contact': '6(1)(b)',
  'order.fulfil': '6(1)(b)',
  'order.deliver': '6(1)(b)',
  accounts: '6(1)(c)',
  claims: '6(1)(f)',
  security: '6(1)(f)',
  suppression: '6(1)(f)',
  rights: '6(1)(c)',
  'marketing.offers': '6(1)(a)',
  'marketing.news': '6(1)(a)',
  'marketing.hours': '6(1)(a)',
  stats: 'none',
} as const satisfies Readonly<Record<Purpose, Basis>>;
