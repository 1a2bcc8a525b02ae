import type { SubjectRef } from '../../../../shared/domain/ids.ts';
import { SHOP_ZONE } from '../../../../shared/domain/time.ts';
import { canonicalJson } from '../../../../shared/domain/canonicalJson.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { keepText } from '../notices/index.ts';
import { highestTimeSeen } from '../terminal/index.ts';
import { headOf, insertRecord, nextLamport } from './consents.store.ts';
import { type ConsentRecord, type SealedRecord, sealRecord } from './record.ts';

export type RecordDeps = Pick<CoreDeps, 'settings' | 'signer'> & { readonly appVersion: string };

/** What differs from record to record; the rest is the terminal's. */
export type NewRecord = Pick<
  ConsentRecord,
  | 'event'
  | 'subjectRef'
  | 'channel'
  | 'ageGate'
  | 'purpose'
  | 'textId'
  | 'textVersion'
  | 'validUntil'
  | 'noticeId'
  | 'noticeVersion'
  | 'noticeSha256'
  | 'statementSha256'
  | 'uiSnapshotSha256'
  | 'locale'
  | 'method'
  | 'affirmativeAct'
  | 'withdrawalMethod'
>;

/** Who answers for the data, kept once by its hash. */
const controllerHash = (deps: RecordDeps, tx: Tx): string => {
  const { controller, store } = deps.settings(tx.db);
  return keepText(tx.db, canonicalJson({ ...controller, contact: store.privacyContact }));
};

/**
 * Adds one signed record to the chain of its person, and its hash to the audit trail. The caller tells central of all
 * that it added for one person.
 */
export const appendRecord = (deps: RecordDeps, tx: Tx, record: NewRecord): SealedRecord => {
  const { signer } = deps;
  const sealed = sealRecord(
    {
      ...record,
      ...headOf(tx.db, record.subjectRef, record.purpose, record.channel),
      schema: 'lete-consent/1',
      recordId: tx.ids.ulid(),
      lawfulBasis: '6(1)(a)',
      recipients: [],
      piiTypes: [record.channel],
      retentionRule: 'consent-proof',
      defaultState: false,
      terminal: tx.caller.terminal,
      terminalId: signer.keyId,
      shopId: deps.settings(tx.db).store.code,
      appVersion: deps.appVersion,
      staffRef: tx.caller.staffId,
      occurredAt: tx.now,
      zone: SHOP_ZONE,
      lamport: nextLamport(tx.db),
      recordedAt: tx.now,
      clockTrust: tx.now >= highestTimeSeen(tx.db) ? 'trusted' : 'doubtful',
      controllerSha256: controllerHash(deps, tx),
      authority: 'DVI',
    },
    signer,
  );
  insertRecord(tx.db, sealed);
  tx.audit(`consent.${record.event}`, sealed.hash, {
    objectType: 'consent',
    subjectRef: record.subjectRef as SubjectRef,
    purpose: record.purpose,
  });
  return sealed;
};
