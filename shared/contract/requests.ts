import { z } from '../domain/z.ts';
import { OrderId, PrivacyRequestId, RequestId } from '../domain/ids.ts';
import { Locale } from '../domain/i18n.ts';
import { ShopDay, TimeMs } from '../domain/time.ts';
import { LetterKind, LetterWay } from '../privacy/requestLetters.ts';
import {
  CorrectableField,
  ExtensionReason,
  LawRef,
  RefusalReason,
  RequestChannel,
  RequestScope,
  RequestType,
} from '../privacy/requestTypes.ts';
import { type Contract, Done, type Events, MANAGER, ORDERING, SIGNED_IN } from './define.ts';
import { RequestDetail, RequestRow } from './requestViews.ts';

export { Hold, RequestAction, RequestDetail, RequestRow } from './requestViews.ts';

const onRequest = { requestId: RequestId, privacyRequestId: PrivacyRequestId };
/** What the manager saw; somebody else's step in between is not written over. */
const onVersion = { ...onRequest, version: z.int() };
const typedNumber = z.string().max(20);
const day = z.int().min(0).max(8_640_000_000_000);

/** Who is meant: the e-mail or phone of an order, or the order's number as people type it. */
export const RequestWho = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), email: z.string().max(300) }),
  z.strictObject({ kind: z.literal('phone'), phone: z.string().max(40) }),
  z.strictObject({ kind: z.literal('order'), number: z.string().max(20) }),
]);
export type RequestWho = z.infer<typeof RequestWho>;

/** What somebody at the counter shows. `managersWord`: a manager knows the person. */
export const IdentityProof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ticket'), code: z.string().max(200) }),
  z.strictObject({ kind: z.literal('claimCode'), number: z.string().max(20), code: z.string().max(12) }),
  z.strictObject({ kind: z.literal('phoneTail'), number: z.string().max(20), tail: z.string().max(4) }),
  z.strictObject({ kind: z.literal('managersWord') }),
]);
export type IdentityProof = z.infer<typeof IdentityProof>;

/** A wanted value, read back to the person before it is sent; core checks it as it checks an order's contact. */
export const Correction = z.strictObject({ field: CorrectableField, value: z.string().max(400) });
export type Correction = z.infer<typeof Correction>;

const decisions = z.discriminatedUnion('code', [
  /** Core makes it a decision in part where something stays by law; its dry run must be the one that was shown. */
  z.strictObject({
    code: z.literal('approve'),
    dryRunHash: z.string().length(64).nullable(),
    /** The number of the request, typed; needed where it ends in deletion. */
    typedNumber: typedNumber.nullable(),
  }),
  /** Approved but for what these provisions keep back. */
  z.strictObject({
    code: z.literal('partial'),
    dryRunHash: z.string().length(64).nullable(),
    typedNumber: typedNumber.nullable(),
    holds: z.array(z.strictObject({ field: RequestScope, law: LawRef, until: ShopDay.nullable() })).max(10),
  }),
  z.strictObject({
    code: z.literal('refuse'),
    reason: RefusalReason,
    lawRefs: z.array(LawRef).max(5),
    letter: LetterWay,
  }),
  z.strictObject({ code: z.literal('clarify'), letter: LetterWay }),
]);

/** The same whether or not the person is known (R8). */
const CodeStatus = z.object({
  number: z.string().max(20),
  dueAt: TimeMs,
  verified: z.boolean(),
  triesLeft: z.int(),
  /** Null until the code is on its way. */
  codeUntil: TimeMs.nullable(),
});

const intake = {
  'requests:takeIn': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({
      requestId: RequestId,
      type: RequestType,
      channel: RequestChannel,
      /** The day an e-mail or letter arrived, UTC milliseconds; null is now. */
      receivedAt: day.nullable(),
      locale: Locale,
      who: RequestWho,
      /** Null sends a code to the known contact. */
      proof: IdentityProof.nullable(),
      scope: z.array(RequestScope).max(5),
      corrections: z.array(Correction).max(4),
    }),
    output: z.object({ privacyRequestId: PrivacyRequestId, number: z.string().max(20), dueAt: TimeMs }),
  },
  /** A new code; the old one is void. */
  'requests:sendCode': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject(onRequest),
    output: Done,
  },
  'requests:verifyCode': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ ...onRequest, code: z.string().max(12) }),
    output: z.object({ verified: z.boolean(), triesLeft: z.int() }),
  },
  'requests:verifyInPerson': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ ...onRequest, proof: IdentityProof }),
    output: Done,
  },
  /** Puts right what was mistyped of the customer of an open order, at once (policy P8). Recorded. */
  'requests:correctContact': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({
      requestId: RequestId,
      orderId: OrderId,
      version: z.int(),
      corrections: z.array(Correction).min(1).max(4),
    }),
    output: Done,
  },
  /** The person takes the request back; until it is carried out. */
  'requests:cancel': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject(onRequest),
    output: Done,
  },
  /**
   * Where the requests stand that the caller took in, until they are closed, and those whose access package is to be
   * handed over by whoever is there; nothing about a person.
   */
  'requests:mine': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({ rows: z.array(RequestRow).max(100) }),
  },
  /** What the kiosk shows after the intake; the same whether or not the person is known (R8). */
  'requests:status': {
    kind: 'query',
    roles: ORDERING,
    input: z.strictObject({ privacyRequestId: PrivacyRequestId }),
    output: CodeStatus,
  },
  /** The same at the counter, by the number that was said: somebody comes back or calls with the code. NOT_FOUND once settled. */
  'requests:byNumber': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({ number: typedNumber }),
    output: CodeStatus.extend({ privacyRequestId: PrivacyRequestId }),
  },
} as const satisfies Contract;

const review = {
  'requests:list': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({
      show: z.enum(['open', 'overdue', 'settled', 'all']),
      types: z.array(RequestType).max(12),
      limit: z.int().min(1).max(200),
    }),
    output: z.object({
      total: z.int(),
      rows: z.array(RequestRow).max(200),
      /** Years without a calendar file that a due date needed: no shift was made. */
      calendarMissing: z.array(z.int()).max(5),
    }),
  },
  'requests:get': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({ privacyRequestId: PrivacyRequestId }),
    output: RequestDetail,
  },
  /** Shows contact and wanted corrections in clear to this manager for 15 minutes; recorded. */
  'requests:view': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject(onRequest),
    output: Done,
  },
  'requests:decide': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({
      ...onVersion,
      decision: decisions,
      /** The manager declares not to be the person it is about. */
      notMyself: z.literal(true),
    }),
    output: z.object({ version: z.int() }),
  },
  /** Two months more: once, before the first due date, with a reason and a letter (R4). */
  'requests:extend': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ ...onVersion, reason: ExtensionReason, letter: LetterWay }),
    output: z.object({ version: z.int(), dueAt: TimeMs }),
  },
  /** The person asks not to wait the 24 hours. */
  'requests:skipCooling': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ ...onVersion, typedNumber }),
    output: z.object({ version: z.int() }),
  },
  'requests:linkDuplicate': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ ...onVersion, of: PrivacyRequestId }),
    output: z.object({ version: z.int() }),
  },
  /** A question or complaint was answered by e-mail or letter. */
  'requests:answered': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ ...onVersion, letter: LetterWay }),
    output: z.object({ version: z.int() }),
  },
  /** Tries the failed step again at once. */
  'requests:retry': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject(onVersion),
    output: z.object({ version: z.int() }),
  },
  'requests:close': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject(onVersion),
    output: z.object({ version: z.int() }),
  },
  'requests:reopen': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject(onVersion),
    output: z.object({ version: z.int() }),
  },
} as const satisfies Contract;

export const requests = {
  ...intake,
  ...review,
  /** The text of a letter in the person's language, to read, print or keep as PDF; listed in the request. */
  'requests:letter': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ ...onRequest, kind: LetterKind, as: z.enum(['text', 'pdf']) }),
    output: z.object({
      title: z.string().max(200),
      paragraphs: z.array(z.string().max(2000)).max(30),
      /** Name of the file in the exports folder; null unless a PDF was asked for. */
      file: z.string().max(80).nullable(),
    }),
  },
} as const satisfies Contract;

export const requestEvents = {
  'requests-changed': {
    kind: 'event',
    roles: SIGNED_IN,
    payload: z.strictObject({ privacyRequestId: PrivacyRequestId }),
  },
} as const satisfies Events;
