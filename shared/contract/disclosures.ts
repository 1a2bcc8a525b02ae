import { z } from '../domain/z.ts';
import { DisclosureId, OrderId, RequestId } from '../domain/ids.ts';
import {
  DisclosedField,
  DisclosureChannel,
  DisclosureDocument,
  DisclosureGround,
  Proportionality,
  Recipient,
} from '../privacy/disclosure.ts';
import { ShopDay } from '../domain/time.ts';
import { type Contract, Done, MANAGER, SIGNED_IN } from './define.ts';

const STATES = ['arrived', 'proposed', 'approved', 'refused'] as const;

/** One row of the disclosure log (privacy specification 4.8): who got which fields on what ground, never the values. */
export const DisclosureRow = z.object({
  disclosureId: DisclosureId,
  at: z.int(),
  state: z.enum(STATES),
  ground: DisclosureGround,
  recipientId: z.string().max(31),
  fields: z.array(DisclosedField).max(20),
  subjects: z.int(),
  files: z.int(),
  document: DisclosureDocument.nullable(),
  proportionality: Proportionality.nullable(),
  mayBeTold: z.boolean(),
  /** Only another manager may give the second approval (policy P25). */
  awaitsSecond: z.boolean(),
  /** An arrival for which a manager has proposed what is given. */
  answered: z.boolean(),
});

/** What a recipient is to be told after a correction, erasure or restriction (GDPR 19). */
const RecipientTask = z.object({
  taskId: z.string().max(26),
  disclosureId: DisclosureId,
  recipientId: z.string().max(31),
  kind: z.enum(['rectified', 'erased', 'restricted']),
  dueAt: z.int(),
  sentAt: z.int().nullable(),
  acknowledgedAt: z.int().nullable(),
});

export const disclosures = {
  'disclosures:recipients': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({ sample: z.boolean(), recipients: z.array(Recipient).max(100) }),
  },
  /** Staff note that an authority's paper came in; a manager decides. */
  'disclosures:logArrival': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({
      requestId: RequestId,
      recipientId: z.string().max(31),
      document: DisclosureDocument,
    }),
    output: z.object({ disclosureId: DisclosureId }),
  },
  /** A disclosure with its ground. Complete for one manager at once; on suspicion (P25) a second one must approve. */
  'disclosures:propose': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({
      requestId: RequestId,
      /** An arrival this answers; its paper is then the document. */
      arrivalId: DisclosureId.nullable(),
      ground: DisclosureGround,
      recipientId: z.string().max(31),
      orderIds: z.array(OrderId).min(1).max(50),
      fields: z.array(DisclosedField).min(1).max(20),
      document: DisclosureDocument.nullable(),
      proportionality: Proportionality.nullable(),
      channel: DisclosureChannel,
      /** Whether all that was asked for is given, or less. */
      given: z.enum(['all', 'part']),
      mayBeTold: z.boolean(),
      tellNotBefore: ShopDay.nullable(),
    }),
    output: z.object({ disclosureId: DisclosureId, state: z.enum(STATES) }),
  },
  'disclosures:approve': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId, disclosureId: DisclosureId }),
    output: Done,
  },
  'disclosures:refuse': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId, disclosureId: DisclosureId }),
    output: Done,
  },
  'disclosures:list': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({ offset: z.int().min(0).max(100_000), limit: z.int().min(1).max(100) }),
    output: z.object({ total: z.int(), rows: z.array(DisclosureRow).max(100) }),
  },
  /** Writes exactly the approved fields as an encrypted archive into the exports folder; answers its name and its code. */
  'disclosures:export': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId, disclosureId: DisclosureId }),
    output: z.object({ file: z.string().max(120) }),
  },
  /** The code that opens the archive; goes to the recipient by another way than the archive. */
  'disclosures:code': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({ disclosureId: DisclosureId }),
    output: z.object({ code: z.string().max(40) }),
  },
  'disclosures:tasks': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({}),
    output: z.object({ tasks: z.array(RecipientTask).max(500) }),
  },
  'disclosures:settleTask': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({
      requestId: RequestId,
      taskId: z.string().max(26),
      what: z.enum(['sent', 'acknowledged']),
    }),
    output: Done,
  },
} as const satisfies Contract;
