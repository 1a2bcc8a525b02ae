import { z } from '../domain/z.ts';

/** What a person may ask (privacy specification, 4.4; GDPR 7(3), 12, 15 to 21); the last two are the company's own. */
export const REQUEST_TYPES = [
  'access',
  'portability',
  'rectification',
  'erasure',
  'restriction',
  'lift_restriction',
  'objection_marketing',
  'consent_withdrawal',
  'question',
  'complaint',
  'legal_hold_place',
  'legal_hold_release',
] as const;
export const RequestType = z.enum(REQUEST_TYPES);
export type RequestType = z.infer<typeof RequestType>;

export const REQUEST_STATES = [
  'received',
  'id_pending',
  'triage',
  'clarify',
  'review',
  'approved',
  'partial',
  'cooling',
  'executing',
  'propagating',
  'verifying',
  'failed_retrying',
  'refused',
  'completed',
  'duplicate',
  'cancelled',
  'closed',
] as const;
export const RequestState = z.enum(REQUEST_STATES);
export type RequestState = z.infer<typeof RequestState>;

export const RequestChannel = z.enum(['kiosk', 'counter', 'email', 'web', 'letter']);
export type RequestChannel = z.infer<typeof RequestChannel>;

/** How somebody showed who they are; never a copy of an identity document. */
export const VERIFICATION_METHODS = [
  'contact_code',
  'ticket',
  'claim_code',
  'phone_tail',
  'managers_word',
] as const;
export const VerificationMethod = z.enum(VERIFICATION_METHODS);
export type VerificationMethod = z.infer<typeof VerificationMethod>;

/** `contact`: a code reached the known contact. `receipt`: what only the customer holds. `word`: a manager knows the person. */
export const VerificationLevel = z.enum(['contact', 'receipt', 'word']);
export type VerificationLevel = z.infer<typeof VerificationLevel>;

export const LEVEL_OF = {
  contact_code: 'contact',
  ticket: 'receipt',
  claim_code: 'receipt',
  phone_tail: 'receipt',
  managers_word: 'word',
} as const satisfies Record<VerificationMethod, VerificationLevel>;

/** Provisions a decision or a hold may cite. */
export const LAW_REFS = [
  'gdpr_11_2',
  'gdpr_12_5',
  'gdpr_12_6',
  'gdpr_15_4',
  'gdpr_17_3_b',
  'gdpr_17_3_e',
  'gdpr_18_2',
  'gdpr_20_4',
  'accounting_law_28',
  'civil_law_1895',
] as const;
export const LawRef = z.enum(LAW_REFS);
export type LawRef = z.infer<typeof LawRef>;

export const REFUSAL_REASONS = [
  'no_match',
  'insufficient_verification',
  'manifestly_unfounded',
  'legal_obligation',
  'other_rights',
  'legal_claims',
] as const;
export const RefusalReason = z.enum(REFUSAL_REASONS);
export type RefusalReason = z.infer<typeof RefusalReason>;

/** What each refusal rests on at least. */
export const LAW_OF_REFUSAL = {
  no_match: 'gdpr_11_2',
  insufficient_verification: 'gdpr_12_6',
  manifestly_unfounded: 'gdpr_12_5',
  legal_obligation: 'gdpr_17_3_b',
  other_rights: 'gdpr_15_4',
  legal_claims: 'gdpr_17_3_e',
} as const satisfies Record<RefusalReason, LawRef>;

/** GDPR 12(3): complexity and number of the requests; nothing else extends. */
export const ExtensionReason = z.enum(['complexity', 'number_of_requests']);
export type ExtensionReason = z.infer<typeof ExtensionReason>;

/** Data a request may be limited to. */
export const RequestScope = z.enum(['everything', 'contact', 'photos', 'orders', 'consents']);
export type RequestScope = z.infer<typeof RequestScope>;

export const CORRECTABLE = ['name', 'email', 'phone', 'address'] as const;
export const CorrectableField = z.enum(CORRECTABLE);
export type CorrectableField = z.infer<typeof CorrectableField>;

/** At once and without review: withdrawal and objection need no reason and no proof (GDPR 7(3), 21(3)). */
const AT_ONCE: readonly RequestType[] = ['objection_marketing', 'consent_withdrawal'];
/** Nothing about a person is handed out, changed or deleted on these. */
const WITHOUT_IDENTITY: readonly RequestType[] = [
  ...AT_ONCE,
  'question',
  'complaint',
  'legal_hold_place',
  'legal_hold_release',
];

export const isAtOnce = (type: RequestType): boolean => AT_ONCE.includes(type);
export const needsIdentity = (type: RequestType): boolean => !WITHOUT_IDENTITY.includes(type);
export const needsReview = (type: RequestType): boolean => !AT_ONCE.includes(type);
/** Only a manager takes in what the company asks of itself. */
export const isInternal = (type: RequestType): boolean =>
  type === 'legal_hold_place' || type === 'legal_hold_release';

/** `P-2026-0007`: said at the counter, typed before a deletion; holds nothing about a person. */
export const RequestNumber = z.string().regex(/^P-\d{4}-\d{4,6}$/);
export type RequestNumber = z.infer<typeof RequestNumber>;

export const formatRequestNumber = (year: number, n: number): RequestNumber =>
  `P-${year}-${String(n).padStart(4, '0')}`;

/** Reads a number as people type it: `p-2026-7`, `P 2026 0007`. Null when it is none. */
export const parseRequestNumber = (text: string): RequestNumber | null => {
  const match = /^P[\s–-]*(\d{4})[\s–-]+(\d{1,6})$/.exec(text.trim().toUpperCase());
  return match ? formatRequestNumber(Number(match[1]), Number(match[2])) : null;
};
