import type { SubjectRef } from '../../../../shared/domain/ids.ts';
import { ConsentRecordDocument, type ShownText } from '../../../../shared/sync/consentDocument.ts';
import type { Tx } from '../../call/context.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { findText } from '../notices/index.ts';
import { recordOp } from '../sync/index.ts';
import { recordsOf } from './consents.store.ts';
import type { SealedRecord } from './record.ts';

/** Each text that the records name, once: who takes them over must be able to show what was answered. */
const textsOf = (db: ReadableDb, records: readonly SealedRecord[]): ShownText[] => {
  const named = records.flatMap(({ statementSha256, uiSnapshotSha256, controllerSha256, noticeSha256 }) => [
    statementSha256,
    controllerSha256,
    noticeSha256,
    ...(uiSnapshotSha256 === null ? [] : [uiSnapshotSha256]),
  ]);
  return [...new Set(named)].flatMap((sha256) => {
    const body = findText(db, sha256);
    return body === null ? [] : [{ sha256, body }];
  });
};

/** Puts consent records of one person on their way to central, in the transaction that wrote them. */
export const tellConsents = (tx: Tx, subjectRef: SubjectRef, records: readonly SealedRecord[]): void => {
  if (records.length === 0) return;
  recordOp(tx, {
    key: 'consents.recorded@1',
    entity: 'subject',
    entityId: subjectRef,
    subjects: [subjectRef],
    orders: [],
    body: {
      records: records.map((record) => ConsentRecordDocument.parse(record)),
      texts: textsOf(tx.db, records),
    },
  });
};

const AT_ONCE = 100;

/** The same for all that is known of a person, when the terminal is enrolled. */
export const pushConsents = (tx: Tx, subjectRef: SubjectRef): void => {
  const records = recordsOf(tx.db, subjectRef);
  for (let from = 0; from < records.length; from += AT_ONCE)
    tellConsents(tx, subjectRef, records.slice(from, from + AT_ONCE));
};
