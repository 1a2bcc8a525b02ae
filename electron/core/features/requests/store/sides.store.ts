import type { PersonId } from '../../../../../shared/domain/ids.ts';
import type { Locale } from '../../../../../shared/domain/i18n.ts';
import type { LetterKind, LetterWay } from '../../../../../shared/privacy/requestLetters.ts';
import {
  type CorrectableField,
  LEVEL_OF,
  type LawRef,
  type RefusalReason,
  type RequestState,
  type VerificationLevel,
  type VerificationMethod,
} from '../../../../../shared/privacy/requestTypes.ts';
import type { Hold } from '../../../../../shared/contract/requestViews.ts';
import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';

/** Remembers whom a request is about, by pseudonym; after an erasure it points at nobody. */
export const setSubjects = (db: WritableDb, requestId: string, people: readonly PersonId[]): void => {
  db.run(sql`DELETE FROM privacy_subject WHERE request_id = ${requestId}`);
  db.run(sql`INSERT INTO privacy_subject (request_id, subject_ref) SELECT ${requestId}, subject_ref FROM subject_map
    WHERE person_id IN (SELECT value FROM json_each(${JSON.stringify(people)}))`);
};

/** The people of a request that are still there. */
export const peopleOf = (db: ReadableDb, requestId: string): readonly PersonId[] =>
  db
    .all<{ id: PersonId }>(sql`SELECT m.person_id AS id FROM privacy_subject s
      JOIN subject_map m ON m.subject_ref = s.subject_ref WHERE s.request_id = ${requestId} ORDER BY 1`)
    .map(({ id }) => id);

export interface Verification {
  readonly method: VerificationMethod;
  readonly level: VerificationLevel;
  readonly at: number;
  readonly by: string | null;
}

export const addVerification = (
  db: WritableDb,
  requestId: string,
  { method, at, by }: Omit<Verification, 'level'>,
): void =>
  void db.run(sql`INSERT INTO privacy_verification (request_id, method, level, at, staff_id)
    VALUES (${requestId}, ${method}, ${LEVEL_OF[method]}, ${at}, ${by})`);

export const verificationOf = (db: ReadableDb, requestId: string): Verification | undefined =>
  db.get<Verification>(sql`SELECT method, level, at, staff_id AS by FROM privacy_verification
    WHERE request_id = ${requestId} ORDER BY verification_id DESC LIMIT 1`);

export interface Decision {
  readonly code: 'approve' | 'partial' | 'refuse' | 'clarify';
  readonly reason: RefusalReason | null;
  readonly lawRefs: readonly LawRef[];
  readonly at: number;
  readonly by: string;
}

export const addDecision = (db: WritableDb, requestId: string, d: Decision): void =>
  void db.run(sql`INSERT INTO privacy_decision (request_id, code, reason, law_refs, at, staff_id)
    VALUES (${requestId}, ${d.code}, ${d.reason}, ${JSON.stringify(d.lawRefs)}, ${d.at}, ${d.by})`);

export const decisionOf = (db: ReadableDb, requestId: string): Decision | undefined => {
  const row = db.get<
    Omit<Decision, 'lawRefs'> & { lawRefs: string }
  >(sql`SELECT code, reason, law_refs AS lawRefs, at,
    staff_id AS by FROM privacy_decision WHERE request_id = ${requestId} ORDER BY decision_id DESC LIMIT 1`);
  return row && { ...row, lawRefs: JSON.parse(row.lawRefs) as readonly LawRef[] };
};

export const setHolds = (db: WritableDb, requestId: string, holds: readonly Hold[]): void => {
  db.run(sql`DELETE FROM privacy_hold WHERE request_id = ${requestId}`);
  for (const { field, law, until } of holds)
    db.run(sql`INSERT INTO privacy_hold (request_id, field, law, until)
      VALUES (${requestId}, ${field}, ${law}, ${until}) ON CONFLICT DO NOTHING`);
};

export const holdsOf = (db: ReadableDb, requestId: string): Hold[] => [
  ...db.all<Hold>(sql`SELECT field, law, until FROM privacy_hold WHERE request_id = ${requestId}
    ORDER BY field, law LIMIT 1000`),
];

export interface LetterRow {
  readonly kind: LetterKind;
  readonly way: LetterWay;
  readonly at: number;
  readonly by: string | null;
  /** The message it went out as; null for paper and the company's own mail. */
  readonly messageId: string | null;
}

export const addLetter = (db: WritableDb, requestId: string, letter: LetterRow & { locale: Locale }): void =>
  void db.run(sql`INSERT INTO privacy_letter (request_id, kind, way, locale, at, staff_id, message_id)
    VALUES (${requestId}, ${letter.kind}, ${letter.way}, ${letter.locale}, ${letter.at}, ${letter.by},
      ${letter.messageId})`);

export const lettersOf = (db: ReadableDb, requestId: string): readonly LetterRow[] =>
  db.all<LetterRow>(sql`SELECT kind, way, at, staff_id AS by, message_id AS messageId FROM privacy_letter
    WHERE request_id = ${requestId} ORDER BY letter_id LIMIT 200`);

export interface StepRow {
  readonly at: number;
  readonly by: string | null;
  readonly from: RequestState | null;
  readonly to: RequestState;
  readonly code: string | null;
}

export const addStep = (db: WritableDb, requestId: string, step: StepRow): void =>
  void db.run(sql`INSERT INTO privacy_step (request_id, at, staff_id, from_state, to_state, code)
    VALUES (${requestId}, ${step.at}, ${step.by}, ${step.from}, ${step.to}, ${step.code})`);

export const stepsOf = (db: ReadableDb, requestId: string): readonly StepRow[] =>
  db.all<StepRow>(sql`SELECT at, staff_id AS by, from_state AS "from", to_state AS "to", code FROM privacy_step
    WHERE request_id = ${requestId} ORDER BY step_id LIMIT 500`);

export interface SealedCorrection {
  readonly field: CorrectableField;
  readonly valueEnc: Uint8Array;
}

export const addCorrection = (db: WritableDb, requestId: string, c: SealedCorrection): void =>
  void db.run(sql`INSERT INTO privacy_correction (request_id, field, value_enc)
    VALUES (${requestId}, ${c.field}, ${c.valueEnc})
    ON CONFLICT (request_id, field) DO UPDATE SET value_enc = excluded.value_enc`);

export const correctionsOf = (db: ReadableDb, requestId: string): readonly SealedCorrection[] =>
  db.all<SealedCorrection>(sql`SELECT field, value_enc AS valueEnc FROM privacy_correction
    WHERE request_id = ${requestId} ORDER BY field`);

export interface TargetRow {
  readonly target: string;
  readonly sentAt: number | null;
  readonly ackAt: number | null;
}

export const targetsOf = (db: ReadableDb, requestId: string): readonly TargetRow[] =>
  db.all<TargetRow>(sql`SELECT target, sent_at AS sentAt, ack_at AS ackAt FROM privacy_target
    WHERE request_id = ${requestId} ORDER BY target LIMIT 200`);

/** Lets go of all that says how to reach the person; the caller clears the contact itself. */
export const purgeContact = (db: WritableDb, requestId: string): void => {
  db.run(sql`DELETE FROM privacy_code WHERE request_id = ${requestId}`);
  db.run(sql`DELETE FROM privacy_correction WHERE request_id = ${requestId}`);
};
