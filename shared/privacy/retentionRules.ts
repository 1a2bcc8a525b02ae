import type { RetentionSettings } from '../domain/retention.ts';

/** What a period counts from. */
export const START_EVENTS = [
  'visit-ended',
  'made',
  'printed',
  'placed',
  'picked-up',
  'delivered',
  'financial-year-ended',
  'last-reaction',
  'consent-ended',
  'request-closed',
  'disclosed',
  'acknowledged',
  'last-progress',
  'employment-ended',
  'removed',
] as const;
export type StartEvent = (typeof START_EVENTS)[number];

/** A period of the settings, or one fixed elsewhere (`hours`, `setting` of another section). */
export type Period =
  | { readonly from: StartEvent; readonly setting: keyof RetentionSettings }
  | { readonly from: StartEvent; readonly hours: number };

/** What happens when the period is over; never an overwriting with a placeholder. */
export type Ending = 'wipe' | 'delete' | 'delete-file-and-key' | 'aggregate' | 'drop-prefix' | 'review';

export interface RuleText {
  /** What the rule is about, in the words of the register of processing. */
  readonly data: string;
  readonly periods: readonly [Period, ...Period[]];
  readonly ending: Ending;
  /** Articles of the GDPR that let it be kept so long; a hold names the law of the land beside them. */
  readonly law: string;
  /** Follows from law: to be confirmed by counsel. Its period is a setting, never a number in code. */
  readonly counsel: boolean;
}

const days = (from: StartEvent, setting: keyof RetentionSettings): Period => ({ from, setting });
const hours = (from: StartEvent, count: number): Period => ({ from, hours: count });

/**
 * How long each kind of data is kept (privacy specification 4.5); `command` and `installation` are not in the
 * specification's table, but no rule means no storage (ADR 0012).
 */
export const RETENTION_RULES = {
  draft: {
    data: 'unfinished order, card preview, thumbnails',
    periods: [hours('visit-ended', 0)],
    ending: 'wipe',
    law: '6(1)(b), 6(1)(f)',
    counsel: false,
  },
  photo: {
    data: 'ordered files',
    periods: [days('picked-up', 'photosAfterPickUp'), days('placed', 'photosUncollected')],
    ending: 'delete-file-and-key',
    law: '6(1)(b), 6(1)(f)',
    counsel: false,
  },
  render: {
    data: 'print files, ticket files, spool',
    periods: [hours('printed', 24)],
    ending: 'delete',
    law: '6(1)(b)',
    counsel: false,
  },
  'order-contact': {
    data: 'name, e-mail, phone, messages to the customer',
    periods: [days('picked-up', 'contactAfterPickUp')],
    ending: 'delete',
    law: '6(1)(b)',
    counsel: false,
  },
  address: {
    data: 'delivery address',
    periods: [days('delivered', 'addressAfterDelivery')],
    ending: 'delete',
    law: '6(1)(b)',
    counsel: false,
  },
  'order-fact': {
    data: 'order lines without person',
    periods: [days('placed', 'orderFactYears')],
    ending: 'aggregate',
    law: '6(1)(f), 17(3)(e)',
    counsel: true,
  },
  receipt: {
    data: 'receipt lines without person',
    periods: [days('financial-year-ended', 'receiptYears')],
    ending: 'delete',
    law: '6(1)(c)',
    counsel: true,
  },
  'legal-vault': {
    data: 'invoice in the name of its customer',
    periods: [days('financial-year-ended', 'legalVaultYears')],
    ending: 'delete',
    law: '6(1)(c)',
    counsel: true,
  },
  marketing: {
    data: 'contact for marketing',
    periods: [days('last-reaction', 'marketingSilentMonths')],
    ending: 'delete',
    law: '6(1)(a)',
    counsel: false,
  },
  'consent-proof': {
    data: 'consent events',
    periods: [days('consent-ended', 'consentProofYears')],
    ending: 'delete',
    law: '5(2), 7(1)',
    counsel: true,
  },
  suppression: {
    data: 'keyed hash of a contact that must get no marketing',
    periods: [days('made', 'suppressionReviewYears')],
    ending: 'review',
    law: '21(3)',
    counsel: false,
  },
  'request-contact': {
    data: 'contact data of a privacy request',
    periods: [days('request-closed', 'requestContactDays')],
    ending: 'delete',
    law: '12, 5(2)',
    counsel: false,
  },
  request: {
    data: 'codes and certificate of a privacy request',
    periods: [days('request-closed', 'requestYears')],
    ending: 'delete',
    law: '12, 5(2)',
    counsel: true,
  },
  'access-package': {
    data: 'built access package',
    periods: [days('made', 'accessPackageDays')],
    ending: 'delete',
    law: '15',
    counsel: false,
  },
  disclosure: {
    data: 'log of disclosures',
    periods: [days('disclosed', 'disclosureYears'), days('disclosed', 'disclosureToAuthorityYears')],
    ending: 'delete',
    law: '15, 19',
    counsel: true,
  },
  audit: {
    data: 'audit chain',
    periods: [days('made', 'auditYears')],
    ending: 'drop-prefix',
    law: '5(2), 32',
    counsel: true,
  },
  log: {
    data: 'application logs',
    periods: [days('made', 'logDays')],
    ending: 'delete',
    law: '6(1)(f)',
    counsel: false,
  },
  crash: {
    data: 'crash dumps; they are off',
    periods: [hours('made', 24)],
    ending: 'delete',
    law: '6(1)(f)',
    counsel: false,
  },
  backup: {
    data: 'local backups, damaged databases set aside',
    periods: [days('made', 'backupDays')],
    ending: 'delete',
    law: '32',
    counsel: false,
  },
  outbox: {
    data: 'operations between terminals',
    periods: [days('acknowledged', 'outboxDays')],
    ending: 'delete',
    law: '6(1)(b), 6(1)(f)',
    counsel: false,
  },
  'upload-spool': {
    data: 'partial uploads',
    periods: [days('last-progress', 'uploadSpoolDays')],
    ending: 'delete',
    law: '6(1)(b)',
    counsel: false,
  },
  tombstone: {
    data: 'erasure ledger, tombstones',
    periods: [days('made', 'tombstoneDays')],
    ending: 'delete',
    law: '17',
    counsel: false,
  },
  staff: {
    data: 'account of a member of staff',
    periods: [days('employment-ended', 'staffYears')],
    ending: 'delete',
    law: '6(1)(c), 6(1)(f)',
    counsel: true,
  },
  command: {
    data: 'answers of commands, kept for a repeated request',
    periods: [hours('made', 24)],
    ending: 'delete',
    law: '6(1)(f)',
    counsel: false,
  },
  installation: {
    data: 'keys and settings of the terminal itself',
    periods: [hours('removed', 0)],
    ending: 'delete',
    law: '6(1)(f), 32',
    counsel: false,
  },
} as const satisfies Readonly<Record<string, RuleText>>;

export type RetentionRule = keyof typeof RETENTION_RULES;

/** The rules by name, in the order of the specification. */
export const RETENTION_RULE_IDS = Object.keys(RETENTION_RULES) as readonly RetentionRule[];
