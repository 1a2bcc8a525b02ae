import type { PersonId, PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

export type PackageState = 'building' | 'ready' | 'collected' | 'gone';

export interface PackageRecord {
  readonly requestId: PrivacyRequestId;
  readonly state: PackageState;
  readonly code: string | null;
  readonly madeAt: number;
  readonly expiresAt: number;
  readonly collectedAt: number | null;
}

const SELECT = sql`SELECT privacy_request_id AS requestId, state, code, made_at AS madeAt, expires_at AS expiresAt,
  collected_at AS collectedAt FROM access_package`;

export const findPackage = (db: ReadableDb, requestId: string): PackageRecord | undefined =>
  db.get<PackageRecord>(sql`${SELECT} WHERE privacy_request_id = ${requestId}`);

export const packagesIn = (db: ReadableDb, state: PackageState): readonly PackageRecord[] =>
  db.all<PackageRecord>(sql`${SELECT} WHERE state = ${state} ORDER BY made_at LIMIT 100`);

export const peopleIn = (db: ReadableDb, requestId: string): readonly PersonId[] =>
  db
    .all<{ id: PersonId }>(
      sql`SELECT person_id AS id FROM access_package_person WHERE privacy_request_id = ${requestId}`,
    )
    .map(({ id }) => id);

/** Ordered, or ordered anew after it could not be built or has gone. */
export const orderPackage = (
  db: WritableDb,
  order: {
    readonly requestId: PrivacyRequestId;
    readonly people: readonly PersonId[];
    readonly now: number;
    readonly expiresAt: number;
  },
): void => {
  db.run(sql`INSERT INTO access_package (privacy_request_id, state, made_at, expires_at)
    VALUES (${order.requestId}, 'building', ${order.now}, ${order.expiresAt})
    ON CONFLICT (privacy_request_id) DO UPDATE SET state = 'building', code = NULL, sha256 = NULL,
      made_at = excluded.made_at, expires_at = excluded.expires_at, collected_at = NULL`);
  for (const personId of order.people)
    db.run(sql`INSERT INTO access_package_person (privacy_request_id, person_id) VALUES (${order.requestId}, ${personId})
      ON CONFLICT DO NOTHING`);
};

export const markReady = (db: WritableDb, requestId: string, code: string, sha256: string): void =>
  assertChanged(
    db.run(sql`UPDATE access_package SET state = 'ready', code = ${code}, sha256 = ${sha256}
      WHERE privacy_request_id = ${requestId} AND state = 'building'`),
  );

/** False when it was collected before, or is not there. */
export const markCollected = (db: WritableDb, requestId: string, now: number): boolean =>
  db.run(sql`UPDATE access_package SET state = 'collected', collected_at = ${now}
    WHERE privacy_request_id = ${requestId} AND state = 'ready' AND expires_at > ${now}`) === 1;

/** The code goes with the package: it opens nothing any more. */
export const markGone = (db: WritableDb, requestId: string): void =>
  void db.run(
    sql`UPDATE access_package SET state = 'gone', code = NULL WHERE privacy_request_id = ${requestId}`,
  );
