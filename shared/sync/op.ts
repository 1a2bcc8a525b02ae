import { z } from '../domain/z.ts';
import { StaffId, StoreCode, SubjectRef, TerminalId } from '../domain/ids.ts';
import { Hash, OpId, OrderId, Random128, Signature, Time } from './primitives.ts';

/** Most bytes of one op's body as UTF-8: an order of 2,000 photos. */
export const MAX_BODY_BYTES = 1_048_576;
/** Most ops and bytes of one push. A single op may fill it. */
export const MAX_BATCH_OPS = 200;
export const MAX_BATCH_BYTES = 1_048_576;

/** What an op changes and a feed tells of. A `subject` is a person by pseudonym, an `erasure` a command of the ledger. `settings` are of no op. */
export const Entity = z.enum(['order', 'subject', 'message', 'erasure', 'settings']);
export type Entity = z.infer<typeof Entity>;

/**
 * Head of one op (sync specification 4.2). Its canonical text (RFC 8785) is hashed, chained and signed; the body is
 * in it only as a salted hash, so that a redacted body breaks neither chain nor signature. No personal data.
 */
export const OpHeader = z.strictObject({
  terminalId: TerminalId,
  epoch: z.int().positive(),
  /** 1, 2, 3 … in each epoch, without a gap. */
  seq: z.int().positive(),
  opId: OpId,
  /** Such as `order.placed`; a type this contract does not know is stored by central until it does. */
  type: z
    .string()
    .regex(/^[a-z]+\.[a-zA-Z]+$/)
    .max(40),
  typeV: z.int().positive(),
  shopId: StoreCode,
  entity: z
    .string()
    .regex(/^[a-z]+$/)
    .max(20),
  entityId: z.string().min(1).max(64),
  /** Central's version of the entity that the change was based on; null for facts and creations. */
  baseVersion: z.int().positive().nullable(),
  /** Pseudonyms and orders it touches, so that an erasure needs no look into bodies. */
  subjects: z.array(SubjectRef).max(1000),
  orders: z.array(OrderId).max(1000),
  /** Pseudonym of the member of staff; null for a customer or the terminal itself. */
  actorRef: StaffId.nullable(),
  role: z.enum(['customer', 'staff', 'manager', 'system', 'nobody']),
  /** The terminal's clock; never used to accept or refuse. */
  wall: Time,
  /** SHA-256 of salt and body bytes. */
  bodySha256: Hash,
  /** `opHash` of the op before; in the first of an epoch the hash of its epoch record. */
  prev: Hash,
});
export type OpHeader = z.infer<typeof OpHeader>;

/**
 * One op as it travels. `header` is the exact canonical text that was signed; `body` the exact text that was hashed
 * behind its salt. A body may be missing only where all it touches is erased.
 */
export const WireOp = z.strictObject({
  header: z.string().max(100_000),
  sig: Signature,
  salt: Random128.nullable(),
  body: z.string().max(MAX_BODY_BYTES).nullable(),
});
export type WireOp = z.infer<typeof WireOp>;

/**
 * What an op came to. `already`: another had done the same. `conflict`: applied but for the fields named in `code`.
 * `deferred`: of a type this central does not know yet. Every status advances the queue.
 */
export const OP_STATUSES = ['applied', 'already', 'conflict', 'rejected', 'deferred'] as const;
export const OpResult = z.strictObject({
  seq: z.int().positive(),
  opId: OpId,
  status: z.enum(OP_STATUSES),
  code: z.string().max(80).nullable(),
  /** Version of the entity after the op; null where there is none. */
  version: z.int().positive().nullable(),
});
export type OpResult = z.infer<typeof OpResult>;

/** Opens a new life of a terminal's queue; its hash is `prev` of the first op. */
export const EpochRecord = z.strictObject({
  terminalId: TerminalId,
  epoch: z.int().positive(),
  reason: z.enum(['enrolled', 'restored', 'fork', 'bad_chain']),
  lastSeq: z.int().min(0),
  lastHash: Hash.nullable(),
});
export type EpochRecord = z.infer<typeof EpochRecord>;
