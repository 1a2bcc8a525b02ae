import { z } from '../domain/z.ts';
import { ConsentChannel } from '../domain/consent.ts';
import { OrderId, RequestId } from '../domain/ids.ts';
import { CancelReason, MessageState, OrderTemplate } from '../privacy/messages/templates.ts';
import { type Contract, SIGNED_IN } from './define.ts';

const MessageId = z.string().regex(/^[0-9A-Z]{26}$/);

/** One message about an order and how far it has come (NOT-3). Its text and address stay in core. */
export const MessageView = z.object({
  messageId: MessageId,
  template: OrderTemplate,
  channel: ConsentChannel,
  state: MessageState,
  /** Why it was cancelled; `none` unless it was. */
  reason: z.enum(['none', ...CancelReason.options]),
  /** When it came into its state. */
  since: z.int(),
  calledAt: z.int().nullable(),
  /** Whether one that did not arrive for sure may have arrived all the same. */
  uncertain: z.boolean(),
  /** It came back, and nobody has called yet. */
  toCall: z.boolean(),
});
export type MessageView = z.infer<typeof MessageView>;

export const messages = {
  /** Orders whose customer is to be called, because a message came back. */
  'messages:tasks': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({
      calls: z.array(z.object({ orderId: OrderId, number: z.string().max(8) })).max(200),
    }),
  },
  'messages:recordCall': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, messageId: MessageId }),
    output: z.object({}),
  },
} as const satisfies Contract;
