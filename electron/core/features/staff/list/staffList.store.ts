import type { StaffVersion } from '../../../../../shared/sync/settingsDocument.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';

/** Hash of the text of a list that was taken over. */
export const adoptedHash = (db: ReadableDb, version: number): string | undefined =>
  db.get<{ sha256: string }>(sql`SELECT sha256 FROM staff_list WHERE version = ${version}`)?.sha256;

export interface ListInForce {
  readonly version: number;
  readonly by: string;
  readonly at: number;
}

/** The newest list that was taken over; null where there is none. */
export const listInForce = (db: ReadableDb): ListInForce | null =>
  db.get<ListInForce>(
    sql`SELECT version, signed_by AS by, signed_at AS at FROM staff_list ORDER BY version DESC LIMIT 1`,
  ) ?? null;

export const insertList = (
  db: WritableDb,
  { ordinal, signedBy, signedAt }: StaffVersion,
  sha256: string,
  now: number,
): void =>
  void db.run(sql`INSERT INTO staff_list (version, sha256, signed_by, signed_at, adopted_at)
    VALUES (${ordinal}, ${sha256}, ${signedBy}, ${signedAt}, ${now})`);

/** Notes that a person is the owner's, and which PIN of a list they had last. */
export const setListed = (db: WritableDb, staffId: string, listedPin: string | null): void =>
  assertChanged(
    db.run(sql`UPDATE staff SET listed = 1, listed_pin = ${listedPin} WHERE staff_id = ${staffId}`),
  );
