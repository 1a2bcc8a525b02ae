import { z } from '../domain/z.ts';
import { Hash, OrderId, Signature, SubjectRef, TerminalId, Time, Ulid } from './primitives.ts';

/**
 * One line of central's erasure ledger, outside every database and backup (privacy specification 4.9): whose erasure
 * was ordered, by pseudonyms and order ids only. Signed with the erasure key over its canonical text without `sig`.
 */
export const CentralLedgerLine = z.strictObject({
  format: z.literal('lete-central-ledger/1'),
  seq: z.int().min(0),
  /** Null in the first line, which says only that there is a ledger. */
  cmdId: Ulid.nullable(),
  requestId: Ulid.nullable(),
  subjectRefs: z.array(SubjectRef).max(10_000),
  orderRefs: z.array(OrderId).max(100_000),
  issuedAt: Time,
  mapVersion: z.int().min(0),
  /** SHA-256 of the text of the line before; zeros in the first. */
  prev: Hash,
  sig: Signature,
});
export type CentralLedgerLine = z.infer<typeof CentralLedgerLine>;

/** How far the ledger goes, attested by central at an instant: how old a terminal's knowledge is. */
export const LedgerHead = z.strictObject({
  seq: z.int().min(0),
  hash: Hash,
  attestedAt: Time,
  /** Over the canonical text of the other three, with the erasure key. */
  sig: Signature,
});
export type LedgerHead = z.infer<typeof LedgerHead>;

/** How far one erasure is on each terminal of all stores that had something of the person: what the certificate names (privacy specification 5.4). */
export const ErasureStanding = z.strictObject({
  cmdId: Ulid,
  requestId: Ulid,
  terminals: z
    .array(
      z.strictObject({
        terminalId: TerminalId,
        state: z.enum(['done', 'running', 'failed', 'pending_offline']),
        since: Time,
        proof: Hash.nullable(),
      }),
    )
    .max(1000),
});
export type ErasureStanding = z.infer<typeof ErasureStanding>;
