import { z } from '../domain/z.ts';
import { OrderId, RequestId } from '../domain/ids.ts';
import { OP_STATUSES } from '../sync/op.ts';
import { EnrolmentCode, OpId, TerminalRole } from '../sync/primitives.ts';
import { type Contract, Done, type Events, MANAGER, SIGNED_IN } from './define.ts';

/**
 * What the line to central is at. `attention`: an answer needs somebody. `locked`: away so long that records of before
 * are closed until central is heard. `revoked`: central takes nothing from this terminal any more.
 */
export const SYNC_STATES = [
  'not_enrolled',
  'idle',
  'sending',
  'offline',
  'attention',
  'locked',
  'revoked',
] as const;

/** Times in UTC ms. */
export const SyncStatus = z.object({
  state: z.enum(SYNC_STATES),
  /** What has not reached central: changes, photo files and their bytes, and since when the oldest change waits. */
  waiting: z.object({
    ops: z.int(),
    files: z.int(),
    bytes: z.int(),
    oldestAt: z.int().nullable(),
  }),
  offlineSince: z.int().nullable(),
  lastContactAt: z.int().nullable(),
  /** Code of what the last attempt came to, if it failed. */
  lastError: z.string().max(40).nullable(),
  /** Answers that need somebody, and what is held back. */
  deadLetters: z.int(),
  /** Host of central's address. */
  host: z.string().max(255).nullable(),
  terminalId: z.string().max(26).nullable(),
  role: TerminalRole.nullable(),
  letter: z.string().max(1).nullable(),
  /** When central last attested how far its ledger of erasures goes. */
  ledgerAt: z.int().nullable(),
  /** The store's hub on its own network, on both its sides. */
  hub: z.object({
    /** Whether this terminal serves as one. `no_network`: it has no address there; `failed`: the port cannot be had. */
    serves: z.enum(['off', 'open', 'no_network', 'failed']),
    /** Where it is reached. */
    address: z.string().max(60).nullable(),
    /** Changes of others that wait here for central, and those that belong to a terminal or a queue that was ended. */
    waiting: z.int(),
    stranded: z.int(),
    /** The hub this terminal sends to, and when that answered last. */
    used: z.string().max(60).nullable(),
    heardAt: z.int().nullable(),
    /** What was taken over from it and central has not said yet. */
    provisional: z.int(),
  }),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

/** One change that central has not answered. */
const WaitingOp = z.object({
  opId: OpId,
  /** Such as `order.placed`. */
  kind: z.string().max(40),
  orderId: OrderId.nullable(),
  /** Number of its order, as people say it. */
  number: z.string().max(8).nullable(),
  since: z.int(),
  attempts: z.int(),
  lastError: z.string().max(40).nullable(),
});

/** One answer that needs somebody. `code` says why, or which parts of the order another terminal changed first. */
const DeadLetter = z.object({
  opId: OpId,
  kind: z.string().max(40),
  orderId: OrderId.nullable(),
  number: z.string().max(8).nullable(),
  at: z.int(),
  answeredAt: z.int(),
  by: z.string().max(40).nullable(),
  status: z.enum(OP_STATUSES),
  code: z.string().max(80).nullable(),
  /** Whether what it said is still there to be sent again. */
  canResend: z.boolean(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** What came from central and could not be taken in here, or photos that went bad here before central had them. */
const HeldBack = z.object({
  what: z.enum(['order', 'subject', 'settings', 'photos', 'other']),
  /** Null where the order is not here. */
  orderId: OrderId.nullable(),
  number: z.string().max(8).nullable(),
  since: z.int(),
  /**
   * `unread`: of a shape that a newer Lete knows; `failed`: it does not fit; `damaged`: not what was taken in; `refused`:
   * not what the owner signed for this store; `no_key`: the owner's key is not known here.
   */
  code: z.enum(['unread', 'failed', 'damaged', 'refused', 'no_key']),
  photos: z.int(),
});
export type HeldBack = z.infer<typeof HeldBack>;

/** A terminal of the store as central knows it. */
const StoreTerminal = z.object({
  terminalId: z.string().max(26),
  role: TerminalRole,
  letter: z.string().max(1),
  lastSeenAt: z.int().nullable(),
  unsent: z.int(),
  bytesLeft: z.int(),
  ledgerSeq: z.int().nullable(),
  appVersion: z.string().max(20),
  revoked: z.boolean(),
});

/** Counts and times, of nobody: a counter that is locked may be closed as well, and warns of what is unsent (REC-7). */
const WHOEVER_CLOSES = ['nobody', ...SIGNED_IN] as const;

export const sync = {
  'sync:status': { kind: 'query', roles: WHOEVER_CLOSES, input: z.strictObject({}), output: SyncStatus },
  /** What waits and why, oldest first. */
  'sync:waiting': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({ ops: z.array(WaitingOp).max(200) }),
  },
  /** Tries at once, whatever pause is running. */
  'sync:sendNow': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId }),
    output: Done,
  },
  /** Takes over anew what of central is not here, and reads damaged photos once more. */
  'sync:retry': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId }),
    output: Done,
  },
  /** Joins this terminal to central by a one-time code: `https`, or plain `http` on this very machine. */
  'sync:enrol': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId, url: z.string().max(255), code: EnrolmentCode }),
    output: z.object({ letter: z.string().max(1) }),
  },
  'sync:deadLetters': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({ letters: z.array(DeadLetter).max(200), held: z.array(HeldBack).max(200) }),
  },
  /**
   * Settles a dead letter: `accept` central's value, `resend` what was meant as a new change, or `discard` it, which
   * takes a manager and a reason.
   */
  'sync:resolve': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({
      requestId: RequestId,
      opId: OpId,
      action: z.enum(['accept', 'discard', 'resend']),
      reason: z.string().trim().max(200).nullable(),
    }),
    output: Done,
  },
  /** The store's terminals, asked of central. */
  'sync:terminals': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({}),
    output: z.object({ terminals: z.array(StoreTerminal).max(500) }),
  },
  /** A one-time code for one more terminal of this store, made by central. */
  'sync:createCode': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId, role: TerminalRole }),
    output: z.object({ code: EnrolmentCode, expiresAt: z.int() }),
  },
} as const satisfies Contract;

export const syncEvents = {
  /** Something was put on its way to central, came back from it, or the line changed. */
  'sync-changed': { kind: 'event', roles: WHOEVER_CLOSES, payload: z.strictObject({}) },
} as const satisfies Events;
