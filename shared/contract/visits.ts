import { z } from '../domain/z.ts';
import { Locale } from '../domain/i18n.ts';
import { DraftId, RequestId } from '../domain/ids.ts';
import { type Contract, Done, EVERYONE, type Events, SIGNED_IN } from './define.ts';
import { STEPS } from './steps.ts';

/** The customer's visit at the kiosk, and what staff see of it. */
export const visits = {
  /** Begins a customer's visit at the kiosk; answers the running one when the app came back in time (REC-1). */
  'visit:start': {
    kind: 'command',
    roles: ['nobody', 'customer'],
    input: z.strictObject({ requestId: RequestId, locale: Locale }),
    output: z.object({ draftId: DraftId }),
  },
  'visit:current': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({}),
    output: z.object({ draftId: DraftId.nullable() }),
  },
  /** Any sign of life: keeps the visit from being wiped at the next start. */
  'visit:touch': {
    kind: 'command',
    roles: ['customer'],
    input: z.strictObject({ requestId: RequestId }),
    output: Done,
  },
  'visit:end': {
    kind: 'command',
    roles: ['customer'],
    input: z.strictObject({
      requestId: RequestId,
      why: z.enum(['finished', 'startOver', 'idle', 'cardRemoved']),
    }),
    output: Done,
  },
  'visit:callStaff': {
    kind: 'command',
    roles: ['nobody', 'customer'],
    input: z.strictObject({ requestId: RequestId, step: z.enum(['start', ...STEPS, 'done']) }),
    output: Done,
  },
  'kiosks:list': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({
      kiosks: z
        .array(
          z.object({
            name: z.string().max(40),
            state: z.enum(['free', 'busy', 'help', 'takenOver']),
            step: z.enum(['start', ...STEPS, 'done']).nullable(),
            draftId: DraftId.nullable(),
          }),
        )
        .max(50),
    }),
  },
  'kiosks:answerHelp': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId }),
    output: Done,
  },
} as const satisfies Contract;

export const visitEvents = {
  'visit-ended': { kind: 'event', roles: EVERYONE, payload: z.strictObject({}) },
  'kiosk-changed': { kind: 'event', roles: EVERYONE, payload: z.strictObject({}) },
} as const satisfies Events;
