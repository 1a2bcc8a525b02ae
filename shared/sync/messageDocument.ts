import { z } from '../domain/z.ts';
import { ConsentChannel } from '../domain/consent.ts';
import { Locale } from '../domain/i18n.ts';
import { OrderId, SubjectRef } from '../domain/ids.ts';
import { CancelReason, MessageTemplate } from '../privacy/messages/templates.ts';
import { WrittenLetter } from '../privacy/requestLetters.ts';
import { Time, Ulid } from './primitives.ts';

/**
 * A message that passed its terminal's gate, as central is asked to send it. Whom it reaches is looked up by the pseudonym
 * at the moment of sending, so that a corrected contact counts and an erased one is gone.
 */
export const MessageToSend = z.strictObject({
  template: MessageTemplate,
  channel: ConsentChannel,
  locale: Locale,
  subjectRef: SubjectRef,
  /** Set for messages that follow an order. */
  orderId: OrderId.nullable(),
  /** Set for the telling of a changed notice. */
  notice: z.strictObject({ id: z.string().max(60), version: z.string().max(20) }).nullable(),
  ...WrittenLetter.shape,
  queuedAt: Time,
  /** After which it is of no use; null for no end. */
  expiresAt: Time.nullable(),
});
export type MessageToSend = z.infer<typeof MessageToSend>;

/**
 * How far central is with a message (sync specification 10). `uncertain`: the connection ended while the server was taking
 * it, so that it may have gone out; it is never sent again by itself.
 */
export const CENTRAL_MESSAGE_STATES = [
  'queued',
  'sending',
  'sent',
  'bounced',
  'uncertain',
  'cancelled',
] as const;
export const CentralMessageState = z.enum(CENTRAL_MESSAGE_STATES);
export type CentralMessageState = z.infer<typeof CentralMessageState>;

/** What a store's terminals are told of a message: no address and no text. */
export const MessageStanding = z.strictObject({
  messageId: Ulid,
  template: MessageTemplate,
  channel: ConsentChannel,
  locale: Locale,
  orderId: OrderId.nullable(),
  state: CentralMessageState,
  /** Why it was cancelled. */
  reason: CancelReason.nullable(),
  queuedAt: Time,
  /** Since when it is in this state. */
  at: Time,
});
export type MessageStanding = z.infer<typeof MessageStanding>;
