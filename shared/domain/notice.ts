import { z } from './z.ts';

export const NOTICE_KINDS = ['policy', 'in_store_notice', 'terms'] as const;
export const NoticeKind = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** How far a version has come (privacy specification 4.3). The last two follow from the dates. */
export const NOTICE_STATES = [
  'draft',
  'legal_review',
  'approved',
  'published',
  'effective',
  'superseded',
] as const;
export const NoticeState = z.enum(NOTICE_STATES);
export type NoticeState = z.infer<typeof NoticeState>;

export const NOTICE_ACTS = ['submit', 'sendBack', 'approve', 'reopen', 'publish'] as const;
export const NoticeAct = z.enum(NOTICE_ACTS);
export type NoticeAct = z.infer<typeof NoticeAct>;

export const Materiality = z.enum(['editorial', 'minor', 'material']);
export type Materiality = z.infer<typeof Materiality>;

/** Three numbers; a later version sorts after an earlier one by them, not as text. */
export const Semver = z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/);

/** Negative when `a` is the earlier version; one that has no three numbers is the earliest. */
export function compareSemver(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  return left.map((n, i) => n - (right[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function numbersOf(version: string): readonly number[] {
  return Semver.safeParse(version).success ? version.split('.').map(Number) : [-1, -1, -1];
}

/**
 * What an in-store notice must say because the published policy does not (privacy specification 1). A notice without
 * one of these blocks in any language is no notice.
 */
export const REQUIRED_BLOCKS = [
  'legal-entity',
  'registration-number',
  'address',
  'bases',
  'retention',
  'recipients',
  'transfers',
  'portability',
  'complaint',
  'obligatory-data',
  'children',
  'response-deadlines',
  'data-source',
] as const;

/** Whether a terminal may take new consents by the notice it has (P36, C5). */
export const NOTICE_COLLECTS = ['open', 'expired', 'outdated', 'unknown'] as const;
export const NoticeCollects = z.enum(NOTICE_COLLECTS);
export type NoticeCollects = z.infer<typeof NoticeCollects>;

/** How far one person has been told of a material change (P37). */
export const TOLD_STATES = ['queued', 'sent', 'delivered', 'bounced', 'shown', 'acknowledged'] as const;
export const ToldState = z.enum(TOLD_STATES);
export type ToldState = z.infer<typeof ToldState>;

/** How the telling of one person may go on. What the person has seen is never taken back. */
const TOLD_STEPS: Readonly<Record<ToldState, readonly ToldState[]>> = {
  queued: ['sent', 'delivered', 'bounced', 'shown', 'acknowledged'],
  sent: ['delivered', 'bounced', 'shown', 'acknowledged'],
  delivered: ['bounced', 'shown', 'acknowledged'],
  bounced: ['sent', 'delivered', 'shown', 'acknowledged'],
  shown: ['acknowledged'],
  acknowledged: [],
};

export const mayBeTold = (from: ToldState, to: ToldState): boolean => TOLD_STEPS[from].includes(to);
