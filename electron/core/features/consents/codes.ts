import { createHmac } from 'node:crypto';
import type { SubjectRef } from '../../../../shared/domain/ids.ts';
import { type WithdrawalCode, withdrawalCode } from '../../../../shared/domain/orderNumber.ts';
import type { Tx } from '../../call/context.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

/** Codes that take consents back. The database holds hashes only; a ticket printed again shows the same code. */
export interface WithdrawalCodes {
  readonly issue: (tx: Tx, subjectRef: SubjectRef) => void;
  readonly revoke: (tx: Tx, subjectRef: SubjectRef) => void;
  /** The code in use of a person, or null. */
  readonly of: (db: ReadableDb, subjectRef: string) => WithdrawalCode | null;
  readonly subjectOf: (db: ReadableDb, code: WithdrawalCode) => SubjectRef | null;
}

/** `key` makes the code of a person's random pseudonym: whoever lacks it cannot tell the code from a random one. */
export const createWithdrawalCodes = (key: Uint8Array): WithdrawalCodes => {
  const codeOf = (subjectRef: string): WithdrawalCode =>
    withdrawalCode(createHmac('sha512', key).update(`code ${subjectRef}`).digest());
  const hashOf = (code: WithdrawalCode): string =>
    createHmac('sha256', key).update(`hash ${code}`).digest('hex');
  return {
    issue: (tx, subjectRef) =>
      void tx.db.run(sql`INSERT INTO consent_code (code_hash, subject_ref, issued_at)
        VALUES (${hashOf(codeOf(subjectRef))}, ${subjectRef}, ${tx.now}) ON CONFLICT (subject_ref) DO NOTHING`),
    revoke: (tx, subjectRef) =>
      void tx.db.run(sql`UPDATE consent_code SET revoked_at = ${tx.now}
        WHERE subject_ref = ${subjectRef} AND revoked_at IS NULL`),
    of: (db, subjectRef) => {
      const inUse = db.get(
        sql`SELECT 1 FROM consent_code WHERE subject_ref = ${subjectRef} AND revoked_at IS NULL`,
      );
      return inUse === undefined ? null : codeOf(subjectRef);
    },
    subjectOf: (db, code) =>
      db.get<{ subject_ref: SubjectRef }>(
        sql`SELECT subject_ref FROM consent_code WHERE code_hash = ${hashOf(code)} AND revoked_at IS NULL`,
      )?.subject_ref ?? null,
  };
};
