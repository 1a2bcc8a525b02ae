import type { RetentionRule } from './retentionRules.ts';

export interface Hold {
  readonly law: string;
  readonly article: string;
  /** Period and start event are the rule's. */
  readonly rule: RetentionRule;
}

/** Why something outlives an approved erasure (privacy specification 2.3). To be confirmed by counsel. */
export const HOLDS = {
  accounting: { law: 'Grāmatvedības likums', article: 'source documents, 5 years', rule: 'receipt' },
  invoice: { law: 'Grāmatvedības likums', article: 'source documents, 5 years', rule: 'legal-vault' },
  claims: { law: 'GDPR', article: '17(3)(e)', rule: 'order-fact' },
  'consent-proof': { law: 'GDPR', article: '7(1)', rule: 'consent-proof' },
  suppression: { law: 'GDPR', article: '21(3)', rule: 'suppression' },
  request: { law: 'GDPR', article: '5(2)', rule: 'request' },
  disclosure: { law: 'GDPR', article: '15(1)(c), 19', rule: 'disclosure' },
  audit: { law: 'GDPR', article: '5(2), 32', rule: 'audit' },
  ledger: { law: 'GDPR', article: '17', rule: 'tombstone' },
} as const satisfies Readonly<Record<string, Hold>>;

export type HoldId = keyof typeof HOLDS;
