import { ConsentPurpose } from './consent.ts';
import type { Locale } from './i18n.ts';
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

const DAY_MS = 86_400_000;

/** Whether a version may take effect then: never before its publication, a material change only after its time (P37). */
export const mayTakeEffect = (
  materiality: Materiality,
  { effectiveAt, now, leadDays }: { effectiveAt: number; now: number; leadDays: number },
): boolean => effectiveAt >= now + (materiality === 'material' ? leadDays * DAY_MS : 0);

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

/** A text in each language of the people it is for. */
export const inThree = (max: number) => {
  const text = z.string().trim().min(1).max(max);
  return z.strictObject({ lv: text, en: text, ru: text });
};

const codes = z
  .array(
    z
      .string()
      .max(40)
      .regex(/^[a-z][a-z.-]{0,39}$/),
  )
  .max(30);

/** A new version as it is written (privacy specification 4.3). Blocks are joined to the text that is shown. */
export const NoticeDraft = z.strictObject({
  noticeId: z.string().regex(/^[a-z][a-z-]{0,39}$/),
  version: Semver,
  kind: NoticeKind,
  summary: inThree(1000),
  blocks: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z][a-z-]{0,39}$/), text: inThree(4000) }))
    .min(1)
    .max(30),
  /** What is different from the version before, for the people who are told of it. */
  change: inThree(2000),
  materiality: Materiality,
  changedPurposes: codes,
  changedRecipients: codes,
  changedRetention: codes,
  /** Purposes whose older consents no longer count once this version is in force. */
  requiresReconsent: z.array(ConsentPurpose).max(3),
  nextReviewAt: z.int().min(0),
  /** From then on the version collects no consent; null: until it is superseded. */
  expiresAt: z.int().min(0).nullable(),
});
export type NoticeDraft = z.infer<typeof NoticeDraft>;

const ref = z.string().min(1).max(40);

/** A version that two people approved and that was published elsewhere: as it ships, or as the owner signs it. */
export const PublishedNotice = NoticeDraft.extend({
  sample: z.boolean(),
  judgedBy: ref,
  approvedBy: z.tuple([ref, ref]),
  publishedAt: z.int(),
  siteUrl: z.string().max(200),
  effectiveAt: z.int(),
});
export type PublishedNotice = z.infer<typeof PublishedNotice>;

/** Blocks that an in-store notice must have and this one lacks. */
export const missingBlocks = ({ kind, blocks }: Pick<NoticeDraft, 'kind' | 'blocks'>): readonly string[] =>
  kind === 'in_store_notice'
    ? REQUIRED_BLOCKS.filter((required) => !blocks.some(({ id }) => id === required))
    : [];

/** The text that is shown. */
export const joinBlocks = (blocks: NoticeDraft['blocks'], locale: Locale): string =>
  blocks.map((block) => block.text[locale]).join('\n\n');

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
