import type { CallOutput } from '../../../../../shared/contract/index.ts';
import type { NoticeVersion } from '../../../../../shared/contract/notices.ts';
import type { ConsentPurpose } from '../../../../../shared/domain/consent.ts';
import { type Locale, LOCALES } from '../../../../../shared/domain/i18n.ts';
import { compareSemver, REQUIRED_BLOCKS, Semver } from '../../../../../shared/domain/notice.ts';
import {
  addDays,
  formatDay,
  shopDayOf,
  startOfShopDay,
  type TimeMs,
} from '../../../../../shared/domain/time.ts';
import type { Asked } from '../../../../app/api.ts';
import { parseDay } from '../../intake/intake.policy.ts';

export type InThree = Readonly<Record<Locale, string>>;
export type NoticeSource = CallOutput<'notices:source'>;
type Draft = Asked<'notices:propose'>['draft'];

/** One part of the text. `id` is that of its block; `summary` and `change` stand beside the text. */
export interface Section {
  readonly id: string;
  readonly text: InThree;
  /** Whether it must be there; any other is left out of the version where it is empty. */
  readonly required: boolean;
  readonly maxLength: number;
}

/** A version as it is being written. */
export interface WritingForm {
  readonly noticeId: string;
  readonly kind: NoticeVersion['kind'];
  /** The draft that is written anew, or null for a new one. */
  readonly replaces: string | null;
  readonly version: string;
  readonly reviewDay: string;
  readonly changed: Pick<Draft, 'changedPurposes' | 'changedRecipients' | 'changedRetention'>;
  readonly requiresReconsent: readonly ConsentPurpose[];
  readonly materiality: NoticeVersion['materiality'];
  readonly expiresAt: number | null;
  readonly sections: readonly Section[];
}

export type WritingProblem = 'version' | 'review' | 'texts';

const UNCHANGED = { changedPurposes: [], changedRecipients: [], changedRetention: [] };
const EMPTY: InThree = { lv: '', en: '', ru: '' };
const BLOCK_LENGTH = 4000;
const REVIEWED_AFTER_DAYS = 365;
/** Says that the text is the program's and not the company's: a version that is written here is the company's own. */
const SAMPLE = 'sample';
const OTHER = 'other';

const sectionsFrom = (
  { summary, change, blocks }: NoticeSource,
  kind: WritingForm['kind'],
  isNew: boolean,
) => {
  const known = (blocks ?? []).filter(({ id }) => id !== SAMPLE);
  const needed: readonly string[] = kind === 'in_store_notice' ? REQUIRED_BLOCKS : [];
  const added = [...needed, OTHER].filter((id) => !known.some((block) => block.id === id));
  const all = [...known, ...added.map((id) => ({ id, text: EMPTY }))];
  return [
    { id: 'summary', text: summary, required: true, maxLength: 1000 },
    ...all.map(({ id, text }) => ({ id, text, required: needed.includes(id), maxLength: BLOCK_LENGTH })),
    { id: 'change', text: isNew ? EMPTY : (change ?? EMPTY), required: true, maxLength: 2000 },
  ];
};

/** The next number in the middle: a new text that is no other notice. */
const nextVersion = (newest: string): string => {
  const [major = 1, minor = 0] = newest.split('.').map(Number);
  return `${major}.${minor + 1}.0`;
};

/** A form filled with what people know today, or with the draft that is written on. */
export const beginWriting = (
  base: Pick<NoticeVersion, 'noticeId' | 'version' | 'kind' | 'state' | 'materiality' | 'expiresAt'>,
  source: NoticeSource,
  { known, now }: { readonly known: readonly string[]; readonly now: TimeMs },
): WritingForm => {
  const isNew = base.state !== 'draft';
  const { changedPurposes, changedRecipients, changedRetention } = source;
  const newest = known.toSorted(compareSemver).at(-1) ?? base.version;
  const review =
    isNew || source.nextReviewAt === null
      ? addDays(shopDayOf(now), REVIEWED_AFTER_DAYS)
      : shopDayOf(source.nextReviewAt);
  return {
    noticeId: base.noticeId,
    kind: base.kind,
    replaces: isNew ? null : base.version,
    version: isNew ? nextVersion(newest) : base.version,
    // As days are typed in every language.
    reviewDay: formatDay(review, 'lv'),
    changed: isNew ? UNCHANGED : { changedPurposes, changedRecipients, changedRetention },
    requiresReconsent: isNew ? [] : source.requiresReconsent,
    materiality: isNew ? 'minor' : base.materiality,
    expiresAt: isNew ? null : base.expiresAt,
    sections: sectionsFrom(source, base.kind, isNew),
  };
};

const isEmpty = ({ text }: Section): boolean => LOCALES.every((locale) => text[locale].trim() === '');

/** Languages in which a section still has to be written; none of one that is left out. */
export const missingIn = (section: Section): readonly Locale[] =>
  !section.required && isEmpty(section) ? [] : LOCALES.filter((locale) => section.text[locale].trim() === '');

/** The draft a form amounts to, or what is wrong in it, in the order of the fields. `known`: numbers that are taken. */
export const readWriting = (
  form: WritingForm,
  { known, now }: { readonly known: readonly string[]; readonly now: TimeMs },
):
  | { readonly kind: 'ready'; readonly draft: Draft }
  | { readonly kind: 'wrong'; readonly problems: readonly WritingProblem[] } => {
  const version = form.version.trim();
  const review = parseDay(form.reviewDay);
  const nextReviewAt = review === null ? null : startOfShopDay(review);
  const isTaken = version !== form.replaces && known.includes(version);
  const problems: WritingProblem[] = [];
  if (!Semver.safeParse(version).success || isTaken) problems.push('version');
  if (nextReviewAt === null || nextReviewAt <= now) problems.push('review');
  if (form.sections.some((section) => missingIn(section).length > 0)) problems.push('texts');
  if (problems.length > 0 || nextReviewAt === null) return { kind: 'wrong', problems };
  const textOf = (id: string): InThree => form.sections.find((section) => section.id === id)?.text ?? EMPTY;
  const blocks = form.sections.filter((one) => one.id !== 'summary' && one.id !== 'change' && !isEmpty(one));
  return {
    kind: 'ready',
    draft: {
      noticeId: form.noticeId,
      version,
      kind: form.kind,
      summary: textOf('summary'),
      blocks: blocks.map(({ id, text }) => ({ id, text })),
      change: textOf('change'),
      materiality: form.materiality,
      ...form.changed,
      requiresReconsent: [...form.requiresReconsent],
      nextReviewAt,
      expiresAt: form.expiresAt,
    },
  };
};
