import { z } from '../domain/z.ts';
import { Locale } from '../domain/i18n.ts';
import { OrderId, RequestId } from '../domain/ids.ts';
import {
  inThree,
  Materiality,
  NoticeAct,
  NoticeCollects,
  NoticeDraft,
  NoticeKind,
  NoticeState,
  ToldState,
} from '../domain/notice.ts';
import { ParagraphChange } from '../domain/textChanges.ts';
import { type Contract, Done, EVERYONE, type Events, MANAGER, SIGNED_IN } from './define.ts';

const LongText = inThree(20_000);
const Hashes = z.object({ lv: z.string().length(64), en: z.string().length(64), ru: z.string().length(64) });

/** A notice as it is shown. `text` is plain text, paragraphs split by blank lines; `sha256` is of that text. */
export const Notice = z.object({
  noticeId: z.string().max(40),
  version: z.string().max(20),
  sample: z.boolean(),
  effectiveAt: z.int(),
  summary: LongText,
  text: LongText,
  sha256: Hashes,
});
export type Notice = z.infer<typeof Notice>;

/** A material change that is on its way: what it is, in plain words, and from when it holds. */
export const NoticeChange = z.object({
  noticeId: z.string().max(40),
  version: z.string().max(20),
  effectiveAt: z.int(),
  change: inThree(2000),
});
export type NoticeChange = z.infer<typeof NoticeChange>;

export const NoticeVersion = z.object({
  noticeId: z.string().max(40),
  version: z.string().max(20),
  kind: NoticeKind,
  state: NoticeState,
  materiality: Materiality,
  judgedBy: z.string().max(40),
  approvals: z.int(),
  publishedAt: z.int().nullable(),
  siteUrl: z.string().max(200).nullable(),
  effectiveAt: z.int().nullable(),
  expiresAt: z.int().nullable(),
  nextReviewAt: z.int().nullable(),
  reviewOverdue: z.boolean(),
  /** Signed by the owner at central. */
  signed: z.boolean(),
  /** From when another published version takes its place, UTC ms; null while none is known. */
  supersededAt: z.int().nullable(),
  sha256: Hashes,
  /** A stored text, in any language, no longer has its recorded hash. */
  damaged: z.boolean(),
});
export type NoticeVersion = z.infer<typeof NoticeVersion>;

/** One version to be read by a manager, in one language. */
export const NoticeInFull = NoticeVersion.extend({
  sample: z.boolean(),
  approvedBy: z.array(z.string().max(40)).max(2),
  /** Plain text, paragraphs split by blank lines; null when it no longer has its recorded hash. */
  text: z.string().max(150_000).nullable(),
  /** What is different, as its author puts it; null in versions that came before authors were asked. */
  change: z.string().max(2000).nullable(),
  /** Paragraph by paragraph against the published version before; null where there is none, or one of both is damaged. */
  compared: z
    .object({ version: z.string().max(20), paragraphs: z.array(ParagraphChange).max(100_000) })
    .nullable(),
});
export type NoticeInFull = z.infer<typeof NoticeInFull>;

/** What a new version, or a draft written on, begins with. */
export const NoticeSource = z.object({
  summary: NoticeDraft.shape.summary,
  /** null where they were not kept, or are not what was recorded: the text is written anew. */
  blocks: NoticeDraft.shape.blocks.nullable(),
  change: NoticeDraft.shape.change.nullable(),
  changedPurposes: NoticeDraft.shape.changedPurposes,
  changedRecipients: NoticeDraft.shape.changedRecipients,
  changedRetention: NoticeDraft.shape.changedRetention,
  requiresReconsent: NoticeDraft.shape.requiresReconsent,
  nextReviewAt: z.int().nullable(),
});
export type NoticeSource = z.infer<typeof NoticeSource>;

const ofVersion = { noticeId: z.string().max(40), version: z.string().max(20) };

/** How far one person has been told, by the newest order; no order where none is left or the person is restricted. */
export const PersonTold = z.object({
  orderId: OrderId.nullable(),
  number: z.string().max(12).nullable(),
  state: ToldState,
  /** UTC ms. */
  since: z.int(),
});
export type PersonTold = z.infer<typeof PersonTold>;

export const notices = {
  /** The notice in force, whether consents may be taken by it, and a material change that everybody is shown. */
  'notices:current': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({}),
    output: z.object({
      notice: Notice.nullable(),
      collects: NoticeCollects,
      /** Years from which a person may consent alone. */
      ageLimit: z.int(),
      change: NoticeChange.nullable(),
    }),
  },
  'notices:list': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({}),
    output: z.object({ versions: z.array(NoticeVersion).max(500) }),
  },
  /** One version in full. A text that does not hash to its recorded hash is never given as valid (P36). */
  'notices:get': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({ ...ofVersion, locale: Locale }),
    output: NoticeInFull,
  },
  /** A version in the blocks and languages it was written in. */
  'notices:source': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject(ofVersion),
    output: NoticeSource,
  },
  /**
   * Writes a new version or replaces one that is still a draft. NOTICE_INCOMPLETE when a required block is missing;
   * SIGNED_AT_CENTRAL, as for the next two, where notices come signed from central.
   */
  'notices:propose': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId, draft: NoticeDraft }),
    output: Done,
  },
  /** A named person judges how much a draft changes for people; TRANSITION_REFUSED once it left the draft. */
  'notices:judge': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId, ...ofVersion, materiality: Materiality }),
    output: Done,
  },
  /**
   * Moves a version on. Approving takes two persons (SECOND_PERSON_NEEDED for a second time by one); publishing needs the
   * address on the site and the day it takes effect (NOTICE_TOO_SOON: a material change needs its time).
   */
  'notices:move': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({
      requestId: RequestId,
      ...ofVersion,
      act: NoticeAct,
      publication: z
        .strictObject({ siteUrl: z.url({ protocol: /^https$/ }).max(200), effectiveAt: z.int().min(0) })
        .nullable(),
    }),
    output: z.object({ state: NoticeState }),
  },
  /** How far the people affected by a material change have been told; who is to be called first, the longest waiting first. */
  'notices:campaign': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({
      ...ofVersion,
      /** Only people in this state; null: everybody. */
      state: ToldState.nullable(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    output: z.object({
      counts: z.array(z.object({ state: ToldState, count: z.int() })).max(6),
      people: z.array(PersonTold).max(200),
    }),
  },
  /** Notes by hand how a person was told: by letter, at the counter, or that the message came back. */
  'notices:noteTold': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, ...ofVersion, orderId: OrderId, state: ToldState }),
    output: Done,
  },
} as const satisfies Contract;

export const noticeEvents = {
  'notices-changed': { kind: 'event', roles: EVERYONE, payload: z.strictObject({}) },
} as const satisfies Events;
