import type { PersonId, SubjectRef } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import { sql } from '../../db/sql.ts';
import { recordOp } from '../sync/index.ts';

interface Standing {
  readonly subjectRef: SubjectRef;
  readonly restrictedAt: number | null;
}

/** Puts on its way to central how a person's restriction stands, in the transaction that changed it. */
export const tellRestriction = (tx: Tx, personId: PersonId): void => {
  const person = tx.db.get<Standing>(sql`SELECT m.subject_ref AS subjectRef, p.restricted_at AS restrictedAt
    FROM person p JOIN subject_map m ON m.person_id = p.person_id WHERE p.person_id = ${personId}`);
  if (!person) return;
  const { subjectRef, restrictedAt } = person;
  recordOp(tx, {
    key: 'subject.restricted@1',
    entity: 'subject',
    entityId: subjectRef,
    subjects: [subjectRef],
    orders: [],
    body: { restrictedAt },
  });
};

/** The same when the terminal is enrolled: only who is restricted is news. */
export const pushRestriction = (tx: Tx, subjectRef: SubjectRef): void => {
  const person = tx.db.get<{ id: PersonId }>(sql`SELECT p.person_id AS id FROM person p
    JOIN subject_map m ON m.person_id = p.person_id
    WHERE m.subject_ref = ${subjectRef} AND p.restricted_at IS NOT NULL`);
  if (person) tellRestriction(tx, person.id);
};
