import type { StaffRole } from '../../../../shared/contract/staff.ts';
import type { StaffId } from '../../../../shared/domain/ids.ts';
import type { PinRecord } from '../../../../shared/sync/pin/pin.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

export interface StaffMember {
  readonly staffId: StaffId;
  readonly name: string;
  readonly role: StaffRole;
  readonly pin: PinRecord;
  readonly failures: number;
  readonly waitUntil: number;
  readonly active: boolean;
  /** Came with a list of the owner. */
  readonly listed: boolean;
  /** By what the PIN is known again that a list gave last. */
  readonly listedPin: string | null;
}

interface Row {
  staff_id: string;
  name: string;
  role: StaffRole;
  pin_salt: Uint8Array;
  pin_hash: Uint8Array;
  failures: number;
  wait_until: number;
  active: number;
  listed: number;
  listed_pin: string | null;
}

const COLUMNS = sql`staff_id, name, role, pin_salt, pin_hash, failures, wait_until, active,
  listed, listed_pin`;

const toMember = (row: Row): StaffMember => ({
  staffId: row.staff_id as StaffId,
  name: row.name,
  role: row.role,
  pin: { salt: row.pin_salt, hash: row.pin_hash },
  failures: row.failures,
  waitUntil: row.wait_until,
  active: row.active === 1,
  listed: row.listed === 1,
  listedPin: row.listed_pin,
});

export const listStaff = (db: ReadableDb): readonly StaffMember[] =>
  db.all<Row>(sql`SELECT ${COLUMNS} FROM staff ORDER BY active DESC, name`).map(toMember);

export const findStaff = (db: ReadableDb, staffId: string): StaffMember | undefined => {
  const row = db.get<Row>(sql`SELECT ${COLUMNS} FROM staff WHERE staff_id = ${staffId}`);
  return row && toMember(row);
};

export const findByBadge = (db: ReadableDb, badgeMac: Uint8Array): StaffMember | undefined => {
  const row = db.get<Row>(sql`SELECT ${COLUMNS} FROM staff WHERE badge_mac = ${badgeMac}`);
  return row && toMember(row);
};

export const nameTaken = (db: ReadableDb, name: string, except: string | null): boolean =>
  db.get(sql`SELECT 1 FROM staff WHERE name = ${name} AND staff_id IS NOT ${except}`) !== undefined;

/** Whether a set-up was ever finished here: every database has at least its first manager. */
export const hasStaff = (db: ReadableDb): boolean => db.get(sql`SELECT 1 FROM staff LIMIT 1`) !== undefined;

export const countActiveManagers = (db: ReadableDb): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM staff WHERE role = 'manager' AND active = 1`)?.n ?? 0;

export interface NewStaff {
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly pin: PinRecord;
  readonly badgeMac: Uint8Array | null;
  readonly createdAt: number;
}

export const insertStaff = (db: WritableDb, member: NewStaff): void =>
  void db.run(sql`INSERT INTO staff (staff_id, name, role, pin_salt, pin_hash, badge_mac, created_at)
    VALUES (${member.staffId}, ${member.name}, ${member.role}, ${member.pin.salt}, ${member.pin.hash},
      ${member.badgeMac}, ${member.createdAt})`);

export const setTries = (db: WritableDb, staffId: string, failures: number, waitUntil: number): void =>
  assertChanged(
    db.run(
      sql`UPDATE staff SET failures = ${failures}, wait_until = ${waitUntil} WHERE staff_id = ${staffId}`,
    ),
  );

export const updateStaff = (db: WritableDb, member: StaffMember): void =>
  assertChanged(
    db.run(sql`UPDATE staff SET name = ${member.name}, role = ${member.role}, active = ${member.active ? 1 : 0},
      pin_salt = ${member.pin.salt}, pin_hash = ${member.pin.hash} WHERE staff_id = ${member.staffId}`),
  );

export const setBadge = (db: WritableDb, staffId: string, badgeMac: Uint8Array | null): void =>
  assertChanged(db.run(sql`UPDATE staff SET badge_mac = ${badgeMac} WHERE staff_id = ${staffId}`));
