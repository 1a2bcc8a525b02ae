import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../../shared/domain/canonicalJson.ts';
import type { EpochRecord, OpHeader } from '../../../../../shared/sync/op.ts';
import type { Signer } from '../../../keys/signingKey.ts';

/** An op as it was written down, before it has a header. */
export interface UnsealedOp {
  readonly seq: number;
  readonly opId: string;
  readonly type: string;
  readonly typeV: number;
  readonly entity: string;
  readonly entityId: string;
  readonly baseVersion: number | null;
  /** JSON lists. */
  readonly subjects: string;
  readonly orders: string;
  readonly actorRef: string | null;
  readonly role: OpHeader['role'];
  readonly at: number;
  readonly bodySha256: string;
}

/** The exact text that was signed, its hash and the signature. */
export interface Seal {
  readonly header: string;
  readonly opHash: string;
  readonly sig: string;
}

export interface Sealing {
  readonly terminalId: string;
  readonly shopId: string;
  readonly epoch: number;
  readonly signer: Pick<Signer, 'sign'>;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Signs the canonical text of a value. */
export const signText = (signer: Pick<Signer, 'sign'>, text: string): string =>
  signer.sign(Buffer.from(text));

/** Chains and signs one op behind `prev` (sync specification 3). */
export const seal = (op: UnsealedOp, prev: string, { terminalId, shopId, epoch, signer }: Sealing): Seal => {
  // Field by field: a row has more, and nothing of a body may slip into what is kept for years.
  const header = canonicalJson({
    terminalId,
    shopId,
    epoch,
    seq: op.seq,
    opId: op.opId,
    type: op.type,
    typeV: op.typeV,
    entity: op.entity,
    entityId: op.entityId,
    baseVersion: op.baseVersion,
    subjects: JSON.parse(op.subjects),
    orders: JSON.parse(op.orders),
    actorRef: op.actorRef,
    role: op.role,
    wall: op.at,
    bodySha256: op.bodySha256,
    prev,
  } satisfies Record<keyof OpHeader, unknown>);
  return { header, opHash: sha256(header), sig: signText(signer, header) };
};

/** Canonical text and hash of the record that opens an epoch. */
export const epochText = (record: EpochRecord): { readonly text: string; readonly hash: string } => {
  const text = canonicalJson(record);
  return { text, hash: sha256(text) };
};
