import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../shared/domain/canonicalJson.ts';
import type {
  ConsentChannel,
  ConsentEventKind,
  ConsentMethod,
  ConsentPurpose,
  WithdrawalMethod,
} from '../../../../shared/domain/consent.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import { type Signer, verifySignature } from '../../keys/signingKey.ts';

/**
 * One consent event, `lete-consent/1` (privacy specification 4.2). No contact, no order number, no free text. The
 * visit is never part of it: the row is written when the visit ends.
 */
export interface ConsentRecord {
  readonly schema: 'lete-consent/1';
  readonly recordId: string;
  readonly event: ConsentEventKind;
  readonly prevRecordId: string | null;
  readonly subjectRef: string;
  readonly channel: ConsentChannel;
  readonly ageGate: '13plus' | 'parent' | 'not_asked';
  readonly purpose: ConsentPurpose;
  readonly textId: string;
  readonly textVersion: string;
  readonly lawfulBasis: '6(1)(a)';
  readonly recipients: readonly string[];
  readonly piiTypes: readonly string[];
  readonly retentionRule: 'consent-proof';
  /** UTC milliseconds; of a given consent only. */
  readonly validUntil: number | null;
  readonly noticeId: string;
  readonly noticeVersion: string;
  readonly noticeSha256: string;
  readonly statementSha256: string;
  readonly uiSnapshotSha256: string | null;
  readonly locale: Locale;
  readonly method: ConsentMethod;
  readonly affirmativeAct: 'box_ticked' | 'said_yes' | 'signed' | null;
  readonly defaultState: false;
  readonly withdrawalMethod: WithdrawalMethod | null;
  readonly terminal: string;
  readonly terminalId: string;
  readonly shopId: string;
  readonly appVersion: string;
  readonly staffRef: string | null;
  readonly occurredAt: number;
  readonly zone: string;
  readonly lamport: number;
  readonly recordedAt: number;
  readonly clockTrust: 'trusted' | 'doubtful';
  readonly controllerSha256: string;
  readonly authority: 'DVI';
  readonly prevHash: string | null;
}

export interface SealedRecord extends ConsentRecord {
  readonly hash: string;
  readonly sig: string;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const hashOf = (record: ConsentRecord): string =>
  createHash('sha256').update(canonicalJson(record)).digest('hex');

/** Hashes a record over its canonical text and signs it, hash included, in the terminal's name. */
export const sealRecord = (record: ConsentRecord, signer: Signer): SealedRecord => {
  const hashed = { ...record, hash: hashOf(record) };
  return { ...hashed, sig: signer.sign(utf8(canonicalJson(hashed))) };
};

/** Whether a record is as it was written by the holder of this key. */
export const isSound = ({ sig, ...hashed }: SealedRecord, publicKey: string): boolean => {
  const { hash, ...record } = hashed;
  return hash === hashOf(record) && verifySignature(publicKey, utf8(canonicalJson(hashed)), sig);
};

/** Whether a record has the hash it bears, whoever wrote it. */
const hasOwnHash = ({ sig: _sig, hash, ...record }: SealedRecord): boolean => hash === hashOf(record);

/** Each terminal's records of a person follow something that is there, and no two of them the same. */
const isChained = (records: readonly SealedRecord[]): boolean => {
  const hashes = new Set(records.map(({ hash }) => hash));
  const places = records.map(({ terminalId, prevHash }) => `${terminalId} ${prevHash}`);
  return (
    new Set(places).size === records.length &&
    records.every(({ prevHash }) => prevHash === null || hashes.has(prevHash))
  );
};

/**
 * Whether the records of one person are as they were written and none is missing in between. Several terminals may have
 * written them: each continues the chain as it knew it, so that it may fork. The signature of this terminal's own ones
 * is checked; of others the key is not here, and central took them in under a signature it checked (ADR 0021).
 */
export const isWhole = (
  records: readonly SealedRecord[],
  own: { readonly keyId: string; readonly publicKey: string },
): boolean =>
  isChained(records) &&
  records.every((record) =>
    record.terminalId === own.keyId ? isSound(record, own.publicKey) : hasOwnHash(record),
  );
