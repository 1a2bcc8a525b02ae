import { z } from '../domain/z.ts';
import {
  CONSENT_METHODS,
  ConsentChannel,
  ConsentEventKind,
  ConsentPurpose,
  WITHDRAWAL_METHODS,
} from '../domain/consent.ts';
import { Locale } from '../domain/i18n.ts';
import { StaffId, StoreCode, SubjectRef } from '../domain/ids.ts';
import { Hash, Signature, Time, Ulid } from './primitives.ts';

/** One signed consent event, `lete-consent/1` (privacy specification 4.2), as its terminal wrote it. */
export const ConsentRecordDocument = z.strictObject({
  schema: z.literal('lete-consent/1'),
  recordId: Ulid,
  event: ConsentEventKind,
  prevRecordId: Ulid.nullable(),
  subjectRef: SubjectRef,
  channel: ConsentChannel,
  ageGate: z.enum(['13plus', 'parent', 'not_asked']),
  purpose: ConsentPurpose,
  textId: z.string().max(60),
  textVersion: z.string().max(20),
  lawfulBasis: z.literal('6(1)(a)'),
  recipients: z.array(z.string().max(60)).max(50),
  piiTypes: z.array(z.string().max(60)).max(50),
  retentionRule: z.literal('consent-proof'),
  validUntil: Time.nullable(),
  noticeId: z.string().max(60),
  noticeVersion: z.string().max(20),
  noticeSha256: Hash,
  statementSha256: Hash,
  uiSnapshotSha256: Hash.nullable(),
  locale: Locale,
  method: z.enum(CONSENT_METHODS),
  affirmativeAct: z.enum(['box_ticked', 'said_yes', 'signed']).nullable(),
  defaultState: z.literal(false),
  withdrawalMethod: z.enum(WITHDRAWAL_METHODS).nullable(),
  terminal: z.string().max(60),
  terminalId: z.string().max(64),
  shopId: StoreCode,
  appVersion: z.string().max(20),
  staffRef: StaffId.nullable(),
  occurredAt: Time,
  zone: z.string().max(40),
  lamport: z.int().positive(),
  recordedAt: Time,
  clockTrust: z.enum(['trusted', 'doubtful']),
  controllerSha256: Hash,
  authority: z.literal('DVI'),
  prevHash: Hash.nullable(),
  hash: Hash,
  sig: Signature,
});
export type ConsentRecordDocument = z.infer<typeof ConsentRecordDocument>;

/** A text that was shown, named everywhere by the SHA-256 of its bytes. */
export const ShownText = z.strictObject({ sha256: Hash, body: z.string().max(60_000) });
export type ShownText = z.infer<typeof ShownText>;

/** What a store's terminals know of a person's rights: signed consent events and whether the person is restricted. */
export const SubjectDocument = z.strictObject({
  subjectRef: SubjectRef,
  restrictedAt: Time.nullable(),
  records: z.array(ConsentRecordDocument).max(1000),
  texts: z.array(ShownText).max(1000),
});
export type SubjectDocument = z.infer<typeof SubjectDocument>;
