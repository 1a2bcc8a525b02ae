import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../shared/domain/canonicalJson.ts';
import { type Signer, verifySignature } from '../../keys/signingKey.ts';

/** One row of the trail as it is stored; what is stored is what is hashed. Times are UTC milliseconds. */
export interface AuditRow {
  readonly seq: number;
  readonly event_id: string;
  readonly chain_id: string;
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly clock_trust: string;
  readonly actor_role: string;
  readonly actor_ref: string | null;
  readonly auth_method: string;
  readonly station: string;
  readonly shop_id: string;
  readonly action: string;
  readonly object_type: string;
  readonly object_ref: string | null;
  readonly subject_ref: string | null;
  readonly purpose: string | null;
  readonly lawful_basis: string | null;
  readonly request_id: string | null;
  readonly outcome: string;
  readonly reason_code: string | null;
  readonly fields_touched: string;
  readonly count: number | null;
  readonly policy_version: string | null;
  readonly app_version: string;
  readonly prev_hash: string;
  readonly entry_hash: string;
  readonly sig: string;
}

/** What a row says before it is hashed and signed. */
export type AuditContent = Omit<AuditRow, 'entry_hash' | 'sig'>;

/** A place in the chain. */
export interface Link {
  readonly seq: number;
  readonly hash: string;
}

/** SHA-256, lower-case hex, over the canonical JSON of a record. */
export const hashOf = (record: object): string =>
  createHash('sha256').update(canonicalJson(record)).digest('hex');

/** The bytes that a signature over a hash covers. */
export const signedBytes = (hash: string): Uint8Array => Buffer.from(hash, 'hex');

/** SHA-256 over everything a row says, its place and the hash before it included (privacy specification 4.6). */
export const entryHash = ({ entry_hash: _hash, sig: _sig, ...content }: AuditRow): string => hashOf(content);

/** What is needed to check what a terminal signed. */
export type Key = Pick<Signer, 'keyId' | 'publicKey'>;

const saysWhatWasHashed = (row: AuditRow): boolean => {
  try {
    return entryHash(row) === row.entry_hash;
  } catch {
    // A number that is not exact has no one text: nobody hashed that.
    return false;
  }
};

/** Whether a row says what this terminal signed; not whether it stands where it belongs. */
export const isSound = (row: AuditRow, key: Key): boolean =>
  row.chain_id === key.keyId &&
  saysWhatWasHashed(row) &&
  verifySignature(key.publicKey, signedBytes(row.entry_hash), row.sig);

/** Where the chain of a terminal begins: no row of another terminal can follow it. */
export const enrolmentOf = (signer: Key): Link => ({
  seq: 0,
  hash: hashOf({ schema: 'lete-enrolment/1', chain_id: signer.keyId, public_key: signer.publicKey }),
});

/** A signed statement that the chain was true up to a row. */
export interface Checkpoint {
  readonly through_seq: number;
  readonly through_hash: string;
  readonly chain_id: string;
  readonly made_at: number;
  readonly sig: string;
}

/** The bytes under a checkpoint's signature. */
export const checkpointBytes = ({ sig: _sig, ...content }: Checkpoint): Uint8Array =>
  signedBytes(hashOf({ schema: 'lete-audit-checkpoint/1', ...content }));
