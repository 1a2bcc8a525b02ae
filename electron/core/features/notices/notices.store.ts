import { createHash } from 'node:crypto';
import { z } from '../../../../shared/domain/z.ts';
import { type Notice, Notice as NoticeSchema } from '../../../../shared/contract/notices.ts';
import { type ConsentPurpose, ConsentPurpose as Purpose } from '../../../../shared/domain/consent.ts';
import { type Locale, LOCALES } from '../../../../shared/domain/i18n.ts';
import {
  joinBlocks,
  type Materiality,
  type NoticeCollects,
  NoticeDraft,
  type NoticeKind,
} from '../../../../shared/domain/notice.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { chooseShown, inForceOrder, type StoredState } from './notices.policy.ts';

/** SHA-256 of a text as it was shown, lower-case hex; the proof of which wording a person saw. */
export const textHash = (text: string): string =>
  createHash('sha256').update(text.normalize('NFC')).digest('hex');

/** Keeps a shown text once, by its hash, so that a record can be drawn again. */
export const keepText = (db: WritableDb, text: string): string => {
  const sha256 = textHash(text);
  db.run(
    sql`INSERT INTO notice_text (sha256, text) VALUES (${sha256}, ${text}) ON CONFLICT (sha256) DO NOTHING`,
  );
  return sha256;
};

/** A kept text, or null; a text that no longer has its hash is none. */
export const findText = (db: ReadableDb, sha256: string): string | null => {
  const text = db.get<{ text: string }>(sql`SELECT text FROM notice_text WHERE sha256 = ${sha256}`)?.text;
  return text !== undefined && textHash(text) === sha256 ? text : null;
};

/** What of a version is shown, and the blocks it was written in; kept as JSON. Rows of before carry other things. */
const Body = NoticeSchema.pick({ sample: true, summary: true, text: true, sha256: true }).extend({
  change: NoticeDraft.shape.change.optional(),
  blocks: NoticeDraft.shape.blocks.optional(),
});
export type NoticeBody = z.infer<typeof Body>;

export const noticeBody = (
  draft: Pick<NoticeDraft, 'summary' | 'blocks' | 'change'>,
  sample: boolean,
): NoticeBody => {
  const inAll = <T>(of: (locale: (typeof LOCALES)[number]) => T) => ({
    lv: of('lv'),
    en: of('en'),
    ru: of('ru'),
  });
  const text = inAll((locale) => joinBlocks(draft.blocks, locale));
  return {
    sample,
    summary: draft.summary,
    text,
    sha256: inAll((locale) => textHash(text[locale])),
    change: draft.change,
    blocks: draft.blocks,
  };
};

/** One version with all that is stored of it. */
export interface NoticeRecord {
  readonly noticeId: string;
  readonly version: string;
  readonly kind: NoticeKind;
  readonly state: StoredState;
  readonly body: NoticeBody;
  readonly materiality: Materiality;
  readonly judgedBy: string;
  readonly approvedBy: readonly string[];
  readonly publishedAt: number | null;
  readonly siteUrl: string | null;
  readonly effectiveAt: number | null;
  readonly expiresAt: number | null;
  readonly nextReviewAt: number | null;
  readonly requiresReconsent: readonly ConsentPurpose[];
  /** Signed by the owner at central; it is read-only here, and so are all others then. */
  readonly signed: boolean;
}

export interface NoticeToKeep extends Omit<NoticeRecord, 'nextReviewAt' | 'signed'> {
  readonly nextReviewAt: number;
  readonly changedPurposes: readonly string[];
  readonly changedRecipients: readonly string[];
  readonly changedRetention: readonly string[];
}

interface Row {
  notice_id: string;
  version: string;
  kind: NoticeKind;
  state: StoredState;
  body: string;
  materiality: Materiality;
  judged_by: string;
  approved_by: string | null;
  approved_too_by: string | null;
  published_at: number | null;
  site_url: string | null;
  effective_at: number | null;
  expires_at: number | null;
  next_review_at: number | null;
  requires_reconsent: string;
  signed: number;
}

const toNotice = (row: Row): NoticeRecord => ({
  noticeId: row.notice_id,
  version: row.version,
  kind: row.kind,
  state: row.state,
  body: Body.parse(JSON.parse(row.body)),
  materiality: row.materiality,
  judgedBy: row.judged_by,
  approvedBy: [row.approved_by, row.approved_too_by].filter((ref) => ref !== null),
  publishedAt: row.published_at,
  siteUrl: row.site_url,
  effectiveAt: row.effective_at,
  expiresAt: row.expires_at,
  nextReviewAt: row.next_review_at,
  requiresReconsent: z.array(Purpose).parse(JSON.parse(row.requires_reconsent)),
  signed: row.signed === 1,
});

/** Whether a row of notice_version is what the owner signed. */
const IS_SIGNED = sql`EXISTS (SELECT 1 FROM signed_settings s
  WHERE s.id = 'notice-' || notice_id || '-' || version)`;

const SELECT = sql`SELECT notice_id, version, kind, state, body, materiality, judged_by, approved_by, approved_too_by,
  published_at, site_url, effective_at, expires_at, next_review_at, requires_reconsent, ${IS_SIGNED} AS signed
  FROM notice_version`;

export const listNotices = (db: ReadableDb): readonly NoticeRecord[] =>
  db.all<Row>(sql`${SELECT} ORDER BY notice_id, version LIMIT 500`).map(toNotice);

export const findNotice = (db: ReadableDb, noticeId: string, version: string): NoticeRecord | undefined => {
  const row = db.get<Row>(sql`${SELECT} WHERE notice_id = ${noticeId} AND version = ${version}`);
  return row && toNotice(row);
};

const Changes = z.object({
  purposes: NoticeDraft.shape.changedPurposes,
  recipients: NoticeDraft.shape.changedRecipients,
  retention: NoticeDraft.shape.changedRetention,
});

/** What a version says to have changed, by code. */
export const changesOf = (
  db: ReadableDb,
  { noticeId, version }: Pick<NoticeRecord, 'noticeId' | 'version'>,
): Pick<NoticeDraft, 'changedPurposes' | 'changedRecipients' | 'changedRetention'> => {
  const row = db.get<{ changes: string }>(
    sql`SELECT changes FROM notice_version WHERE notice_id = ${noticeId} AND version = ${version}`,
  );
  const { purposes, recipients, retention } = Changes.parse(JSON.parse(row?.changes ?? '{}'));
  return { changedPurposes: purposes, changedRecipients: recipients, changedRetention: retention };
};

/** False when this version is known already. */
export const insertNotice = (db: WritableDb, notice: NoticeToKeep): boolean => {
  for (const text of Object.values(notice.body.text)) keepText(db, text);
  const changes = {
    purposes: notice.changedPurposes,
    recipients: notice.changedRecipients,
    retention: notice.changedRetention,
  };
  const [approvedBy = null, approvedTooBy = null] = notice.approvedBy;
  return (
    db.run(sql`INSERT INTO notice_version (notice_id, version, kind, state, body, materiality, judged_by, approved_by,
        approved_too_by, published_at, site_url, effective_at, expires_at, next_review_at, changes, requires_reconsent)
      VALUES (${notice.noticeId}, ${notice.version}, ${notice.kind}, ${notice.state}, ${JSON.stringify(notice.body)},
        ${notice.materiality}, ${notice.judgedBy}, ${approvedBy}, ${approvedTooBy}, ${notice.publishedAt},
        ${notice.siteUrl}, ${notice.effectiveAt}, ${notice.expiresAt}, ${notice.nextReviewAt},
        ${JSON.stringify(changes)}, ${JSON.stringify(notice.requiresReconsent)})
      ON CONFLICT (notice_id, version) DO NOTHING`) === 1
  );
};

/** Takes a draft away, so that it can be written anew. */
export const deleteDraftNotice = (db: WritableDb, noticeId: string, version: string): void =>
  void db.run(
    sql`DELETE FROM notice_version WHERE notice_id = ${noticeId} AND version = ${version} AND state = 'draft'`,
  );

/** Takes away what was written under that version and never published. */
export const deleteUnpublished = (
  db: WritableDb,
  { noticeId, version }: Pick<NoticeRecord, 'noticeId' | 'version'>,
): void =>
  void db.run(
    sql`DELETE FROM notice_version WHERE notice_id = ${noticeId} AND version = ${version} AND state <> 'published'`,
  );

/** Whether notices come from central: then none is written here. */
export const hasSignedNotice = (db: ReadableDb): boolean =>
  db.get(sql`SELECT 1 FROM signed_settings WHERE id GLOB 'notice-*' LIMIT 1`) !== undefined;

/** Writes what may change of a version before it is published: never its texts. */
export const moveNotice = (db: WritableDb, notice: NoticeRecord): void => {
  const [approvedBy = null, approvedTooBy = null] = notice.approvedBy;
  db.run(sql`UPDATE notice_version SET state = ${notice.state}, materiality = ${notice.materiality},
      judged_by = ${notice.judgedBy}, approved_by = ${approvedBy},
      approved_too_by = ${approvedTooBy}, published_at = ${notice.publishedAt}, site_url = ${notice.siteUrl},
      effective_at = ${notice.effectiveAt}
    WHERE notice_id = ${notice.noticeId} AND version = ${notice.version}`);
};

/** Whether a stored text still has the hash that was recorded with it. */
export const isWhole = ({ body }: NoticeRecord, locale: Locale): boolean =>
  textHash(body.text[locale]) === body.sha256[locale];

const isIntact = (record: NoticeRecord): boolean => LOCALES.every((locale) => isWhole(record, locale));

const toShow = (record: NoticeRecord): Notice => ({
  ...record.body,
  noticeId: record.noticeId,
  version: record.version,
  effectiveAt: record.effectiveAt ?? 0,
});

export interface NoticeStanding {
  /** Null: then no order entry opens (P1). */
  readonly notice: Notice | null;
  /** Anything but `open` means that no consent is recorded; orders go on by contract (P36, C5). */
  readonly collects: NoticeCollects;
}

/** The in-store notice shown at `now`, and whether consents may be taken by it. */
export const noticeStanding = (db: ReadableDb, now: number): NoticeStanding => {
  const candidates = inForceOrder(listNotices(db), 'in_store_notice', now).map((record) => ({
    record,
    intact: isIntact(record),
    expiresAt: record.expiresAt,
  }));
  const { shown, collects } = chooseShown(candidates, now);
  return { notice: shown && toShow(shown.record), collects };
};

/** The notice in force at `now`, or null: then no order entry opens (P1). */
export const noticeInForce = (db: ReadableDb, now: number): Notice | null => noticeStanding(db, now).notice;

/** Version of the newest published notice, without reading or checking its texts. */
export const noticeVersionInForce = (db: ReadableDb, now: number): string | null =>
  db.get<{ version: string }>(sql`SELECT version FROM notice_version WHERE kind = 'in_store_notice'
    AND state = 'published' AND effective_at <= ${now} ORDER BY ${IS_SIGNED} DESC, effective_at DESC, version DESC LIMIT 1`)
    ?.version ?? null;

/** Since when consents to a purpose must be newer than a notice that asked for them anew; 0 for never. */
export const reconsentSince = (db: ReadableDb, purpose: ConsentPurpose, now: number): number =>
  db.get<{ since: number | null }>(sql`SELECT max(effective_at) AS since FROM notice_version
    WHERE kind = 'in_store_notice' AND state = 'published' AND effective_at <= ${now}
      AND EXISTS (SELECT 1 FROM json_each(requires_reconsent) WHERE value = ${purpose})`)?.since ?? 0;
