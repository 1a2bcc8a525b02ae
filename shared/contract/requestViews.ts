import { z } from '../domain/z.ts';
import { PrivacyRequestId } from '../domain/ids.ts';
import { Locale } from '../domain/i18n.ts';
import { ShopDay, TimeMs } from '../domain/time.ts';
import { DryRun } from '../privacy/dryRun.ts';
import { MessageState } from '../privacy/messages/templates.ts';
import { LetterKind, LetterWay } from '../privacy/requestLetters.ts';
import {
  CorrectableField,
  RequestChannel,
  RequestScope,
  RequestState,
  RequestType,
  VerificationLevel,
  VerificationMethod,
} from '../privacy/requestTypes.ts';

/** One line of the queue, the earliest due first. */
export const RequestRow = z.object({
  privacyRequestId: PrivacyRequestId,
  number: z.string().max(20),
  type: RequestType,
  state: RequestState,
  channel: RequestChannel,
  receivedAt: TimeMs,
  /** The date that counts: extended where it was. */
  dueAt: TimeMs,
  /** Whole Riga days until the due day; negative when it has passed. */
  daysLeft: z.int(),
  extended: z.boolean(),
  overdue: z.boolean(),
  /** 0, 20, 25 or 28: the escalation reached. */
  escalation: z.int(),
  /** Target for the review, 5 working days. */
  reviewBy: ShopDay,
  pendingOffline: z.boolean(),
  failure: z.string().max(40).nullable(),
});
export type RequestRow = z.infer<typeof RequestRow>;

/** What the caller may do now; the screen shows these and no others. */
export const RequestAction = z.enum([
  'approve',
  'partial',
  'refuse',
  'clarify',
  'extend',
  'skipCooling',
  'cancel',
  'linkDuplicate',
  'answered',
  'retry',
  'close',
  'reopen',
  'verifyInPerson',
]);
export type RequestAction = z.infer<typeof RequestAction>;

/** What stays, by which law, until when. */
export const Hold = z.object({
  field: z.string().max(80),
  law: z.string().max(120),
  until: ShopDay.nullable(),
});
export type Hold = z.infer<typeof Hold>;

const staffName = z.string().max(40).nullable();

export const RequestDetail = RequestRow.extend({
  version: z.int(),
  locale: Locale,
  /** The manager who would decide is another person than the one who took it in. */
  mayDecide: z.boolean(),
  /** Whether a letter can go to the known contact now; otherwise it is printed or goes from the company's mailbox. */
  mayMessage: z.boolean(),
  actions: z.array(RequestAction).max(13),
  intakeBy: staffName,
  /** E-mail or phone; masked unless this manager opened it (`requests:view`). */
  contact: z.string().max(320).nullable(),
  contactShown: z.boolean(),
  people: z.int(),
  scope: z.array(RequestScope).max(5),
  corrections: z.array(z.object({ field: CorrectableField, value: z.string().max(400).nullable() })).max(4),
  verification: z
    .object({ method: VerificationMethod, level: VerificationLevel, at: TimeMs, by: staffName })
    .nullable(),
  dryRun: DryRun.nullable(),
  decision: z
    .object({
      code: z.string().max(20),
      reason: z.string().max(40).nullable(),
      by: staffName,
      at: TimeMs,
      lawRefs: z.array(z.string().max(40)).max(10),
    })
    .nullable(),
  holds: z.array(Hold).max(1000),
  letters: z
    .array(
      z.object({
        kind: LetterKind,
        way: LetterWay,
        at: TimeMs,
        by: staffName,
        /** How far its message has come; null for paper, own mail, and what was deleted meanwhile. */
        sending: z.object({ state: MessageState, since: TimeMs }).nullable(),
      }),
    )
    .max(200),
  targets: z
    .array(z.object({ target: z.string().max(40), sentAt: TimeMs.nullable(), ackAt: TimeMs.nullable() }))
    .max(200),
  coolingUntil: TimeMs.nullable(),
  certificateId: z.string().max(64).nullable(),
  duplicateOf: z.string().max(20).nullable(),
  history: z
    .array(
      z.object({
        at: TimeMs,
        by: staffName,
        from: RequestState.nullable(),
        to: RequestState,
        code: z.string().max(40).nullable(),
      }),
    )
    .max(500),
});
export type RequestDetail = z.infer<typeof RequestDetail>;
