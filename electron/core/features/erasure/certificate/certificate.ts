import { Buffer } from 'node:buffer';
import { canonicalJson } from '../../../../../shared/domain/canonicalJson.ts';
import {
  Certificate,
  CERTIFICATE_LIMITS,
  type CertificateStore,
} from '../../../../../shared/privacy/certificate.ts';
import { MAP_VERSION } from '../../../../../shared/privacy/dataMap.ts';
import type { DryRunItem } from '../../../../../shared/privacy/dryRun.ts';
import type { Signer } from '../../../keys/signingKey.ts';
import type { Counts } from '../job/job.policy.ts';
import { STORES, type StoreId } from '../scan/scanWork.ts';

export interface CertificateFacts {
  readonly certificateId: string;
  readonly requestId: string;
  /** UTC ms. */
  readonly now: number;
  readonly counts: Counts;
  readonly holds: readonly DryRunItem[];
  /** Backups made before the erasure, with the UTC ms at which they expire. */
  readonly backups: readonly { readonly id: string; readonly expiresAt: number }[];
  readonly terminal: string;
  readonly recipients: Certificate['recipients'];
  readonly appVersion: string;
  readonly dbVersion: number;
}

const METHOD: Readonly<Partial<Record<StoreId, CertificateStore['method']>>> = {
  database: 'rewritten-and-scanned',
  'database-log': 'rewritten-and-scanned',
  'key-files': 'overwritten',
  originals: 'removed',
  production: 'removed',
  tickets: 'removed',
  scratch: 'removed',
};

const storeOf = (id: StoreId, { before, after, rows, files, keys }: Counts): CertificateStore => ({
  id,
  method: METHOD[id] ?? 'scanned',
  rows: id === 'database' ? rows : 0,
  files: files[id] ?? 0,
  keys_destroyed: id === 'key-files' ? keys : 0,
  scan_before: before[id] ?? 0,
  scan_after: after[id] ?? 0,
  unexplained: 0,
});

/** Fields that share law and end are one line: the certificate names classes, not columns. */
const holdsOf = (items: readonly DryRunItem[]): Certificate['holds'] => {
  const holds = new Map<string, Certificate['holds'][number]>();
  for (const { at, law, until } of items) {
    const field_class = at.slice(0, at.indexOf('.'));
    holds.set(`${field_class} ${law} ${until}`, { field_class, law: law ?? '', until });
  }
  return [...holds.values()];
};

/** The signed text of a certificate (privacy specification 4.9): canonical JSON, one line. */
export const signCertificate = (facts: CertificateFacts, signer: Signer): string => {
  const unsigned: Omit<Certificate, 'sig'> = {
    format: 'lete-erasure-certificate',
    version: 1,
    certificate_id: facts.certificateId,
    request_id: facts.requestId,
    completed_at: facts.now,
    stores: STORES.map((id) => storeOf(id, facts.counts)),
    terminals: [{ id: facts.terminal, ack_at: facts.now, pending_offline: false }],
    backups: facts.backups.map(({ id, expiresAt }) => ({ id, expires_at: expiresAt })),
    recipients: facts.recipients,
    holds: holdsOf(facts.holds),
    app_version: facts.appVersion,
    db_version: facts.dbVersion,
    map_version: MAP_VERSION,
    limits: [...CERTIFICATE_LIMITS],
    key_id: signer.keyId,
    public_key: signer.publicKey,
  };
  return signed(unsigned, signer);
};

/** Canonical text of a certificate with its signature. */
export const signed = (unsigned: Omit<Certificate, 'sig'>, signer: Signer): string => {
  const sig = signer.sign(Buffer.from(canonicalJson(unsigned)));
  return canonicalJson(Certificate.parse({ ...unsigned, sig }));
};
