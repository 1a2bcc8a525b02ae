import { z } from '../domain/z.ts';
import { ConsentChannel, ConsentEventKind, ConsentPurpose } from '../domain/consent.ts';
import { Locale } from '../domain/i18n.ts';
import { ConsentRecordId, OrderId, RequestId } from '../domain/ids.ts';
import { type Contract, Done, EVERYONE, MANAGER, SIGNED_IN } from './define.ts';

export const Purposes = z.array(ConsentPurpose).min(1).max(3);
/** As typed, or the whole address that the QR code holds. */
const Code = z.string().min(1).max(200);

const Box = z.object({ purpose: ConsentPurpose, channel: ConsentChannel, live: z.boolean() });

/** The answer to one box that counts, of all records of the contact. `byStaff`: staff wrote it down for them (C6). */
export const ConsentBoxView = Box.extend({
  recordId: ConsentRecordId,
  event: ConsentEventKind,
  at: z.int(),
  validUntil: z.int().nullable(),
  textVersion: z.string().max(20),
  /** The words that were answered, in their language; null when what is kept does not have the hash of the record. */
  statement: z.string().max(400).nullable(),
  locale: Locale,
  byStaff: z.boolean(),
});
export type ConsentBoxView = z.infer<typeof ConsentBoxView>;
export const ConsentBoxes = z.array(ConsentBoxView).max(12);

export const consents = {
  /**
   * The boxes behind a withdrawal code, without a word on the person. CODE_INVALID for what is no code, CODE_UNKNOWN for
   * one that is not in use, TOO_MANY_TRIES after several wrong ones.
   */
  'consents:byCode': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({ code: Code }),
    output: z.object({ boxes: z.array(Box).max(12) }),
  },
  /** Takes consents back by the code on the ticket: no account, no sign-in, no network (C4). */
  'consents:withdrawByCode': {
    kind: 'command',
    roles: EVERYONE,
    input: z.strictObject({ requestId: RequestId, code: Code, purposes: Purposes }),
    output: z.object({ withdrawn: z.int() }),
  },
  /** The answers of the customer of an order. */
  'consents:ofOrder': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({ orderId: OrderId }),
    output: z.object({ boxes: ConsentBoxes }),
  },
  /** Takes consents of the customer of an order back at the counter. */
  'consents:withdraw': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, orderId: OrderId, purposes: Purposes }),
    output: z.object({ withdrawn: z.int() }),
  },
  /** Makes the withdrawal code of an order's customer useless, such as that of a ticket found in the street. */
  'consents:revokeCode': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, orderId: OrderId }),
    output: Done,
  },
  /** The screen that a record was answered on, drawn again from the record; `sound` is false when hash or signature fails.
   * `elsewhere`: another terminal wrote and signed it, whose key is not here. */
  'consents:screen': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({ recordId: ConsentRecordId }),
    output: z.object({
      sound: z.boolean(),
      elsewhere: z.boolean(),
      sha256: z.string().length(64),
      screen: z.object({
        at: z.enum(['kiosk', 'counter']),
        locale: Locale,
        title: z.string().max(200),
        intro: z.string().max(400),
        boxes: z
          .array(
            z.object({
              textId: z.string().max(60),
              textVersion: z.string().max(20),
              statement: z.string().max(400),
              defaultState: z.literal(false),
            }),
          )
          .max(12),
        age: z.object({
          question: z.string().max(200),
          answers: z.array(z.object({ answer: z.string().max(20), text: z.string().max(200) })).max(5),
          defaultAnswer: z.null(),
        }),
      }),
    }),
  },
} as const satisfies Contract;
