import { z } from '../domain/z.ts';
import { EventId, RequestId, StaffId } from '../domain/ids.ts';
import { ShopDay } from '../domain/time.ts';
import { AUDIT_ACTIONS, AUDIT_REASONS } from '../privacy/auditActions.ts';
import { AUDIT_BREAKS } from '../privacy/auditBreaks.ts';
import { PURPOSES } from '../privacy/purposes.ts';
import { type Contract, MANAGER, SIGNED_IN } from './define.ts';

const hash = z.string().length(64);

/** One act of the trail: ids, codes and numbers. Times are UTC milliseconds. */
export const AuditEntryView = z.object({
  seq: z.int().positive(),
  eventId: EventId,
  at: z.int(),
  clockTrusted: z.boolean(),
  role: z.enum(['nobody', 'customer', 'staff', 'manager', 'system']),
  actor: StaffId.nullable(),
  station: z.enum(['kiosk', 'counter', 'setup']),
  action: z.enum(AUDIT_ACTIONS),
  objectType: z.string().max(40),
  objectRef: z.string().max(64).nullable(),
  subjectRef: z.string().length(32).nullable(),
  purpose: z.enum(PURPOSES).nullable(),
  requestId: z.string().length(26).nullable(),
  outcome: z.enum(['done', 'refused']),
  reason: z.enum(AUDIT_REASONS).nullable(),
  fields: z.array(z.string().max(60)).max(50),
  count: z.int().nullable(),
});

/** A break that a manager has accepted; `entry` is the row of the trail that says so, `seq` where the break is. */
export const AcceptedBreak = z.object({
  entry: z.int(),
  at: z.int(),
  by: StaffId.nullable(),
  seq: z.int(),
  how: z.enum(AUDIT_BREAKS),
});
export type AcceptedBreak = z.infer<typeof AcceptedBreak>;

export const audit = {
  /**
   * The newest acts first; staff get their own, whoever they ask for. No actions are all of them; a day is a Riga day by
   * the clock that never goes back. `before` is a `seq` (paging).
   */
  'audit:list': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({
      actor: StaffId.nullable(),
      actions: z.array(z.enum(AUDIT_ACTIONS)).max(200),
      day: ShopDay.nullable(),
      before: z.int().positive().nullable(),
      limit: z.int().min(1).max(200),
    }),
    output: z.object({ entries: z.array(AuditEntryView).max(200) }),
  },
  /**
   * Checks the whole trail now. `seq` is the first row that is not as it was written and that nobody accepted; nothing
   * is ever repaired. `accepted`: the newest first. `anchoredAt`: when the last act was done that is noted outside the
   * database; null where that note is gone or names a row that is. `countersignedAt`: when central was told last how far
   * the trail goes; null where it never was.
   */
  'audit:verify': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({}),
    output: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('sound'),
        rows: z.int(),
        head: z.object({ seq: z.int(), hash }),
        accepted: z.array(AcceptedBreak).max(200),
        anchoredAt: z.int().nullable(),
        countersignedAt: z.int().nullable(),
      }),
      z.object({
        kind: z.literal('broken'),
        rows: z.int(),
        seq: z.int(),
        how: z.enum(AUDIT_BREAKS),
        anchoredAt: z.int().nullable(),
        countersignedAt: z.int().nullable(),
      }),
    ]),
  },
  /**
   * A manager answers for what the last check found and showed as `how` and `seq`, with everything else it found: it
   * stands in the trail by kind and place, and the alarm is quiet until something new is found. `CONFLICT` when the last
   * check found something else. Answers how many breaks were accepted.
   */
  'audit:accept': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId, how: z.enum(AUDIT_BREAKS), seq: z.int().min(0) }),
    output: z.object({ accepted: z.int().positive() }),
  },
} as const satisfies Contract;
