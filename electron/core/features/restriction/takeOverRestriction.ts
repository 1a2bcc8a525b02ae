import type { PersonId, SubjectRef } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import { sql } from '../../db/sql.ts';
import { tellOrders } from './restrict.ts';
import { setRestricted, setRestrictedAhead, takeRestrictedAhead } from './restriction.store.ts';

/** Takes over that another terminal restricted a person, or lifted it; whose order is not here yet, it arrives so. */
export const takeOverRestriction = (tx: Tx, subjectRef: SubjectRef, restrictedAt: number | null): void => {
  const person = tx.db.get<{ id: PersonId }>(
    sql`SELECT person_id AS id FROM subject_map WHERE subject_ref = ${subjectRef}`,
  );
  if (!person) return setRestrictedAhead(tx.db, subjectRef, restrictedAt);
  if (setRestricted(tx.db, [person.id], restrictedAt) > 0) tellOrders(tx, [person.id]);
};

/** A person who comes with an order is restricted from the first moment where that was told before. */
export const restrictOnArrival = (
  tx: Tx,
  { personId, subjectRef }: { readonly personId: PersonId; readonly subjectRef: SubjectRef },
): void => {
  const at = takeRestrictedAhead(tx.db, subjectRef);
  if (at !== null) setRestricted(tx.db, [personId], at);
};
