import { z } from '../domain/z.ts';
import { DraftId, RequestId } from '../domain/ids.ts';
import { type Contract, type Events } from './define.ts';

/**
 * A phone that sends photos to the running visit. `off`: a manager has not allowed it; `no_network`: this terminal has
 * no address on the shop's network; `failed`: it could not listen there; `expired`: the code is too old.
 */
export const PhoneState = z.object({
  state: z.enum(['off', 'no_network', 'closed', 'failed', 'open', 'expired']),
  /** What the code says: the page with its token. */
  url: z.string().max(100).nullable(),
  /** What the code says that joins the shop's Wi-Fi for guests, where there is one. */
  wifi: z.string().max(220).nullable(),
  /** A phone has opened the page. */
  joined: z.boolean(),
  received: z.int(),
  sending: z.int(),
});
export type PhoneState = z.infer<typeof PhoneState>;

export const phone = {
  'phone:state': {
    kind: 'query',
    roles: ['customer'],
    input: z.strictObject({ draftId: DraftId }),
    output: PhoneState,
  },
  /** Begins to listen for the visit's phone; `fresh` ends the code before and makes a new one. */
  'phone:open': {
    kind: 'command',
    roles: ['customer'],
    input: z.strictObject({ requestId: RequestId, draftId: DraftId, fresh: z.boolean() }),
    output: z.object({}),
  },
} as const satisfies Contract;

export const phoneEvents = {
  'phone-changed': { kind: 'event', roles: ['customer'], payload: z.strictObject({}) },
} as const satisfies Events;
