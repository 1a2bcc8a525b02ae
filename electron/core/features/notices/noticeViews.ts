import type { NoticeInFull, NoticeSource, NoticeVersion } from '../../../../shared/contract/notices.ts';
import { type Locale, LOCALES } from '../../../../shared/domain/i18n.ts';
import { joinBlocks } from '../../../../shared/domain/notice.ts';
import { compareTexts } from '../../../../shared/domain/textChanges.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { stateAt, supersededAt, versionBefore } from './notices.policy.ts';
import {
  changesOf,
  findNotice,
  isWhole,
  listNotices,
  type NoticeRecord,
  noticeStanding,
} from './notices.store.ts';

const isOverdue = ({ nextReviewAt }: NoticeRecord, now: number): boolean =>
  nextReviewAt !== null && nextReviewAt <= now;

const viewVersion = (record: NoticeRecord, all: readonly NoticeRecord[], now: number): NoticeVersion => {
  const { body, approvedBy, requiresReconsent: _asked, ...known } = record;
  const state = stateAt(record, all, now);
  return {
    ...known,
    state,
    approvals: approvedBy.length,
    reviewOverdue: state === 'effective' && isOverdue(record, now),
    supersededAt: supersededAt(record, all),
    sha256: body.sha256,
    damaged: !LOCALES.every((locale) => isWhole(record, locale)),
  };
};

export const viewVersions = (db: ReadableDb, now: number): NoticeVersion[] => {
  const all = listNotices(db);
  return all.map((record) => viewVersion(record, all, now));
};

/** The text of a version as it was recorded, or null: what does not have its hash is shown to nobody as the notice. */
const wholeText = (record: NoticeRecord, locale: Locale): string | null =>
  isWhole(record, locale) ? record.body.text[locale] : null;

const compare = (record: NoticeRecord, all: readonly NoticeRecord[], locale: Locale) => {
  const before = versionBefore(record, all);
  const [old, text] = [before === undefined ? null : wholeText(before, locale), wholeText(record, locale)];
  if (before === undefined || old === null || text === null) return null;
  return { version: before.version, paragraphs: compareTexts(old, text) };
};

/** One version in one language, held against the published one before it. */
export const viewNotice = (
  db: ReadableDb,
  asked: { readonly noticeId: string; readonly version: string; readonly locale: Locale },
  now: number,
): NoticeInFull => {
  const { noticeId, version, locale } = asked;
  const record = findNotice(db, noticeId, version) ?? reject('NOT_FOUND');
  const all = listNotices(db);
  return {
    ...viewVersion(record, all, now),
    sample: record.body.sample,
    approvedBy: [...record.approvedBy],
    text: wholeText(record, locale),
    change: record.body.change?.[locale] ?? null,
    compared: compare(record, all, locale),
  };
};

/** What a new version is written from. Blocks that are not the text as it was recorded are none. */
export const sourceOf = (
  db: ReadableDb,
  { noticeId, version }: { readonly noticeId: string; readonly version: string },
): NoticeSource => {
  const record = findNotice(db, noticeId, version) ?? reject('NOT_FOUND');
  const { summary, change = null, blocks = [] } = record.body;
  const isText = LOCALES.every((locale) => wholeText(record, locale) === joinBlocks(blocks, locale));
  return {
    summary,
    change,
    blocks: isText ? blocks : null,
    ...changesOf(db, record),
    requiresReconsent: [...record.requiresReconsent],
    nextReviewAt: record.nextReviewAt,
  };
};

/** The notice's part of the health strip: overdue for review (P35), or not to be collected by (C5). */
export const noticeHealth = (db: ReadableDb, now: number) => {
  const { collects } = noticeStanding(db, now);
  const all = listNotices(db);
  const reviewOverdue = all.some(
    (record) => isOverdue(record, now) && stateAt(record, all, now) === 'effective',
  );
  const level = collects === 'open' && !reviewOverdue ? ('ok' as const) : ('warning' as const);
  return { level, reviewOverdue, collects };
};
