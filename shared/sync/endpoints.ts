import { z } from '../domain/z.ts';
import { KioskOrder, OrderDocument } from './orderDocument.ts';
import { SubjectDocument } from './consentDocument.ts';
import { MessageStanding } from './messageDocument.ts';
import { Entity, EpochRecord, MAX_BATCH_OPS, OpResult, WireOp } from './op.ts';
import {
  Cursor,
  EnrolmentCode,
  Hash,
  Incarnation,
  PublicKey,
  Random128,
  Scope,
  Signature,
  StoreCode,
  TerminalId,
  TerminalRole,
  Time,
} from './primitives.ts';
import { CentralLedgerLine, ErasureStanding, LedgerHead } from './ledger.ts';
import { SignedSettings } from './settingsDocument.ts';
import { FileId } from '../domain/ids.ts';
import { Sends } from '../domain/sends.ts';

export const EnrolRequest = z.strictObject({
  code: EnrolmentCode,
  /** The terminal's own id, made when it was set up. */
  terminalId: TerminalId,
  signPub: PublicKey,
  appVersion: z.string().max(20),
});
export const EnrolAnswer = z.strictObject({
  terminalId: TerminalId,
  shopId: StoreCode,
  role: TerminalRole,
  epoch: z.int().positive(),
  /** First letter of the order numbers this terminal gives. */
  letter: z.string().regex(/^[ACEFHJKLMNPRTUVWXY]$/),
  erasurePub: PublicKey,
  /** By which the owner signs prices and notices; missing where central was not given it yet. */
  settingsPub: PublicKey.optional(),
  incarnation: Incarnation,
});
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;

/** A bearer token of 15 minutes. `sig` is over the canonical text of the other fields. */
export const TokenRequest = z.strictObject({
  terminalId: TerminalId,
  epoch: z.int().positive(),
  nonce: Random128,
  wall: Time,
  sig: Signature,
});
/** The same for a hub, which it names: it proves nothing anywhere else. */
export const HubTokenRequest = TokenRequest.extend({ hub: TerminalId });
export const TokenAnswer = z.strictObject({ token: z.string().max(200), expiresInS: z.int().positive() });

export const TimeAnswer = z.strictObject({ now: Time, nonce: Random128, sig: Signature });

export const HELLO_MODES = ['ok', 'replay_ledger', 'resend', 'new_epoch', 'snapshot', 'wipe'] as const;
export const HelloRequest = z.strictObject({
  epoch: z.int().positive(),
  lastSeq: z.int().min(0),
  lastHash: Hash,
  ledgerSeq: z.int().min(0).nullable(),
  ledgerHash: Hash.nullable(),
  scopes: z.array(z.strictObject({ scope: Scope, cursor: Cursor.nullable() })).max(8),
  backlog: z.strictObject({
    ops: z.int().min(0),
    files: z.int().min(0),
    bytes: z.int().min(0),
    oldestS: z.int().min(0),
  }),
  appVersion: z.string().max(20),
});
export type HelloRequest = z.infer<typeof HelloRequest>;
export const HelloAnswer = z.strictObject({
  mode: z.enum(HELLO_MODES),
  /** The next seq central wants, and the hash it should follow. */
  expectedSeq: z.int().positive(),
  expectedHash: Hash,
  ledgerHead: LedgerHead,
  limits: z.strictObject({ ops: z.int().positive(), bytes: z.int().positive(), uploads: z.int().min(0) }),
  serverTime: Time,
  incarnation: Incarnation,
  /** Missing from a central that sends nothing yet. */
  sends: Sends.optional(),
});
export type HelloAnswer = z.infer<typeof HelloAnswer>;

/** `sig` is over the canonical text of `record`, with the terminal's key. */
export const EpochRequest = z.strictObject({ record: EpochRecord, sig: Signature });

export const OpsRequest = z.strictObject({
  incarnation: Incarnation,
  terminalId: TerminalId,
  epoch: z.int().positive(),
  /** Following one another without a gap. */
  ops: z.array(WireOp).min(1).max(MAX_BATCH_OPS),
});
export type OpsRequest = z.infer<typeof OpsRequest>;
export const OpsAnswer = z.strictObject({
  ackSeq: z.int().min(0),
  results: z.array(OpResult).max(MAX_BATCH_OPS),
  incarnation: Incarnation,
});
export type OpsAnswer = z.infer<typeof OpsAnswer>;

/** `gone` says that the entity is not, or no longer, in this scope. A kiosk gets `KioskOrder`, a counter the whole. */
export const FeedItem = z.strictObject({
  entity: Entity,
  id: z.string().max(64),
  version: z.int().positive(),
  kind: z.enum(['put', 'gone']),
  state: z
    .union([OrderDocument, SubjectDocument, KioskOrder, MessageStanding, ErasureStanding, SignedSettings])
    .nullable(),
});
export type FeedItem = z.infer<typeof FeedItem>;
/**
 * An item as a terminal receives it. Where it is of a shape that a newer central knows and this version does not, its
 * `state` is undefined: it keeps none of the others away.
 */
export const ReceivedItem = z.union([
  FeedItem,
  z
    .object({ entity: z.string().max(20), id: FeedItem.shape.id, kind: FeedItem.shape.kind })
    .transform((head) => ({ ...head, version: null, state: undefined })),
]);
export const MAX_FEED_ITEMS = 500;
export const MAX_FEED_WAIT_S = 25;
export const FeedAnswer = z.strictObject({
  items: z.array(FeedItem).max(MAX_FEED_ITEMS),
  cursor: Cursor,
  more: z.boolean(),
  lagMs: z.int().min(0),
});
export type FeedAnswer = z.infer<typeof FeedAnswer>;
export const ReceivedFeed = FeedAnswer.extend({ items: z.array(ReceivedItem).max(MAX_FEED_ITEMS) });
export type ReceivedFeed = z.infer<typeof ReceivedFeed>;

/** `after` is null on the last page; the feed is then followed from `cursor`, which the first page gave. */
export const SnapshotAnswer = z.strictObject({
  items: z.array(FeedItem).max(MAX_FEED_ITEMS),
  after: z.string().max(80).nullable(),
  cursor: Cursor,
});
export type SnapshotAnswer = z.infer<typeof SnapshotAnswer>;
export const ReceivedSnapshot = SnapshotAnswer.extend({ items: z.array(ReceivedItem).max(MAX_FEED_ITEMS) });
export type ReceivedSnapshot = z.infer<typeof ReceivedSnapshot>;

export const LedgerAnswer = z.strictObject({
  entries: z.array(CentralLedgerLine).max(1000),
  head: LedgerHead,
});
export type LedgerAnswer = z.infer<typeof LedgerAnswer>;

/** Lines of the ledger that a terminal still has and central lost; central's own signature proves them. */
export const LedgerReturn = z.strictObject({ entries: z.array(CentralLedgerLine).min(1).max(1000) });

/** 32 bytes in hex. Never in an op, feed, log or backup. */
export const OrderKey = z.strictObject({ key: z.string().regex(/^[0-9a-f]{64}$/) });

export const PlanRequest = z.strictObject({
  files: z
    .array(z.strictObject({ fileId: FileId, cipherSha256: Hash, size: z.int().positive() }))
    .min(1)
    .max(1000),
});
export const PlanAnswer = z.strictObject({
  files: z.array(
    z.strictObject({
      fileId: FileId,
      state: z.enum(['verified', 'receiving', 'wanted']),
      uploadId: z.string().max(120),
    }),
  ),
});
export type PlanAnswer = z.infer<typeof PlanAnswer>;

/** An order of any store, found by its barcode. */
export const FindAnswer = z.strictObject({ version: z.int().positive(), order: OrderDocument });
export type FindAnswer = z.infer<typeof FindAnswer>;

export const EnrolmentRequest = z.strictObject({ shopId: StoreCode, role: TerminalRole });
export const EnrolmentAnswer = z.strictObject({ code: EnrolmentCode, expiresAt: Time });

export const TerminalsAnswer = z.strictObject({
  terminals: z.array(
    z.strictObject({
      terminalId: TerminalId,
      role: TerminalRole,
      letter: z.string().max(1),
      lastSeenAt: Time.nullable(),
      unsent: z.int().min(0),
      bytesLeft: z.int().min(0),
      ledgerSeq: z.int().min(0).nullable(),
      appVersion: z.string().max(20),
      revoked: z.boolean(),
    }),
  ),
});

/** Where a hub is reached on its store's network: `https`, an IPv4 address and a port. */
export const HubUrl = z.string().regex(/^https:\/\/\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?$/);

/** A counter says that it serves as its store's hub, and by which key (SHA-256 of its public part) others know it. */
export const HubAnnouncement = z.strictObject({ url: HubUrl, tlsSha256: Hash });

/** The hubs of the own store, of whom each may say: this is the one. */
export const HubsAnswer = z.strictObject({
  hubs: z.array(HubAnnouncement.extend({ terminalId: TerminalId, signPub: PublicKey })).max(100),
});

/** What a hub must know of its store's terminals to prove what they send it as central would. */
export const HubTerminal = z.strictObject({
  terminalId: TerminalId,
  role: TerminalRole,
  signPub: PublicKey,
  epoch: z.int().positive(),
  lastSeq: z.int().min(0),
  lastHash: Hash,
  revoked: z.boolean(),
});
export type HubTerminal = z.infer<typeof HubTerminal>;
export const HubTerminalsAnswer = z.strictObject({ terminals: z.array(HubTerminal).max(500) });

export const DigestAnswer = z.strictObject({
  lastSeq: z.int().min(0),
  lastHash: Hash,
  orders: z.int().min(0),
  files: z.int().min(0),
  bytes: z.int().min(0),
  ledgerHash: Hash,
});

const AuditHead = z.strictObject({ seq: z.int().positive(), hash: Hash });
/** Names the key that signs an audit trail. */
const ChainId = z.string().regex(/^[0-9a-f]{16}$/);
/**
 * How far a terminal's audit trail goes, by number and hash of its newest row, and `before`: the head that it knows
 * central to have countersigned. Only from there on does central follow it. Null where it knows of none.
 */
export const AuditHeadRequest = AuditHead.extend({ chainId: ChainId, before: AuditHead.nullable() });
export type AuditHeadRequest = z.infer<typeof AuditHeadRequest>;
/**
 * The head that central holds of this trail now: the one that was said or, where `before` was another, the one it had.
 * `sig` is over the canonical text of the other fields, with the erasure key.
 */
export const AuditHeadAnswer = AuditHead.extend({
  format: z.literal('lete-audit-head/1'),
  terminalId: TerminalId,
  chainId: ChainId,
  /** When central was told of it. */
  at: Time,
  sig: Signature,
});
export type AuditHeadAnswer = z.infer<typeof AuditHeadAnswer>;
