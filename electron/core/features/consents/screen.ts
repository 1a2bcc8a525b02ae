import type { CallOutput } from '../../../../shared/contract/index.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { Signer } from '../../keys/signingKey.ts';
import { findText } from '../notices/index.ts';
import { findRecord, recordsOf } from './consents.store.ts';
import { isWhole, type SealedRecord } from './record.ts';

/** What ends a consent was answered on no screen of its own: the one before it counts. */
const snapshotOf = (db: ReadableDb, record: SealedRecord): string | null => {
  if (record.uiSnapshotSha256 !== null || record.prevRecordId === null) return record.uiSnapshotSha256;
  const before = findRecord(db, record.prevRecordId);
  return before ? snapshotOf(db, before) : null;
};

/**
 * The very screen that a record was answered on, from the text kept under the hash in the record. The text is found by
 * that hash and checked against it, so a screen that was changed afterwards cannot be shown.
 */
export const screenOf = (db: ReadableDb, recordId: string, signer: Signer): CallOutput<'consents:screen'> => {
  const record = findRecord(db, recordId) ?? reject('NOT_FOUND');
  const sha256 = snapshotOf(db, record) ?? reject('NOT_FOUND');
  const text = findText(db, sha256) ?? reject('NOT_FOUND');
  const sound = isWhole(recordsOf(db, record.subjectRef), signer);
  const elsewhere = record.terminalId !== signer.keyId;
  return { sound, elsewhere, sha256, screen: JSON.parse(text) as CallOutput<'consents:screen'>['screen'] };
};
