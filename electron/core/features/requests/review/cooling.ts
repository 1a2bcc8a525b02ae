import type { PersonId } from '../../../../../shared/domain/ids.ts';
import type { Tx } from '../../../call/context.ts';
import { sql } from '../../../db/sql.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import type { RequestRecord } from '../store/requests.store.ts';
import { peopleOf } from '../store/sides.store.ts';

/** Restricts the data while an approved erasure waits; who was restricted already is not ours to lift. */
export const beginCooling = (deps: RequestsDeps, tx: Tx, { requestId }: RequestRecord): void => {
  const { restricting } = deps.ports;
  if (!restricting) return;
  const people = peopleOf(tx.db, requestId).filter((personId) => !restricting.isRestricted(tx.db, personId));
  restricting.restrict(tx, people);
  tx.db.run(sql`UPDATE privacy_subject SET restricted = 1 WHERE request_id = ${requestId} AND subject_ref IN (
    SELECT subject_ref FROM subject_map WHERE person_id IN (SELECT value FROM json_each(${JSON.stringify(people)})))`);
};

/** Lifts what the cooling-off alone restricted. */
export const endCooling = (deps: RequestsDeps, tx: Tx, { requestId }: RequestRecord): void => {
  const { restricting } = deps.ports;
  const rows = tx.db.all<{ id: PersonId }>(sql`SELECT m.person_id AS id FROM privacy_subject s
    JOIN subject_map m ON m.subject_ref = s.subject_ref WHERE s.request_id = ${requestId} AND s.restricted = 1`);
  if (!restricting || rows.length === 0) return;
  restricting.lift(
    tx,
    rows.map(({ id }) => id),
  );
  tx.db.run(sql`UPDATE privacy_subject SET restricted = 0 WHERE request_id = ${requestId}`);
};
