import { z } from '../domain/z.ts';
import { Locale } from '../domain/i18n.ts';
import { JobId, OrderId, PrivacyRequestId, RequestId } from '../domain/ids.ts';
import { type Contract, Done, type Events, MANAGER, SIGNED_IN } from './define.ts';
import { JobView } from './orders.ts';

export const jobs = {
  'jobs:retry': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, jobId: JobId }),
    output: z.object({}),
  },
  /** One known page to a lab of the settings; a failure is the reason by which a job of an order would fail. */
  'jobs:test': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId, output: z.string().max(20) }),
    output: z.object({ failure: z.string().max(40).nullable() }),
  },
  'jobs:alerts': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({
      alerts: z.array(z.object({ orderId: OrderId, number: z.string().max(8), job: JobView })).max(200),
    }),
  },
} as const satisfies Contract;

export const Paper = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notice') }),
  z.strictObject({ kind: z.literal('request'), privacyRequestId: PrivacyRequestId }),
]);
export type Paper = z.infer<typeof Paper>;

export const tickets = {
  /** KOPIJA is added by core from the second print on (TIC-3). */
  'tickets:print': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({
      requestId: RequestId,
      orderId: OrderId,
      kind: z.enum(['ticket', 'receipt', 'slip']),
    }),
    output: z.object({ copy: z.int() }),
  },
  'tickets:reprintLast': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId }),
    output: z.object({ orderId: OrderId, copy: z.int() }),
  },
  /** The customer's own second try on the last kiosk screen. */
  'tickets:again': {
    kind: 'command',
    roles: ['customer'],
    input: z.strictObject({ requestId: RequestId, orderId: OrderId }),
    output: z.object({ copy: z.int() }),
  },
  /** How the ticket stands, and the code on it that takes the consents of this order's customer back (C8). */
  'tickets:state': {
    kind: 'query',
    roles: ['customer', ...SIGNED_IN],
    input: z.strictObject({ orderId: OrderId }),
    output: z.object({
      state: z.enum(['none', 'waiting', 'printed', 'failed']),
      withdrawal: z.object({ code: z.string().max(20), qr: z.string().max(200) }).nullable(),
    }),
  },
  /** Prints at once what belongs to no order: the notice in force, or the number of a privacy request (P2). */
  'tickets:paper': {
    kind: 'command',
    roles: ['customer', ...SIGNED_IN],
    input: z.strictObject({ requestId: RequestId, locale: Locale, paper: Paper }),
    output: Done,
  },
} as const satisfies Contract;

export const reports = {
  'reports:dayEnd': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({ day: z.iso.date() }),
    output: z.object({
      day: z.string().max(10),
      orders: z.int(),
      cash: z.int(),
      card: z.int(),
      refunds: z.int(),
      corrected: z.int(),
      open: z.int(),
      uncollectedOver30Days: z.int(),
      abandoned: z.array(z.object({ step: z.string().max(20), count: z.int() })).max(10),
    }),
  },
  /** Written to the exports folder; `till` is the figure read from the fiscal till, in cents. */
  'reports:export': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({
      requestId: RequestId,
      day: z.iso.date(),
      format: z.enum(['csv', 'pdf']),
      till: z.strictObject({ cash: z.int(), card: z.int() }).nullable(),
    }),
    output: z.object({ file: z.string().max(120) }),
  },
} as const satisfies Contract;

export const outputEvents = {
  'jobs-changed': { kind: 'event', roles: SIGNED_IN, payload: z.strictObject({ orderId: OrderId }) },
  'ticket-changed': {
    kind: 'event',
    roles: ['customer', ...SIGNED_IN],
    payload: z.strictObject({ orderId: OrderId }),
  },
} as const satisfies Events;
