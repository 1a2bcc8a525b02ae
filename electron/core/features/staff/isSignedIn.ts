import type { Caller } from '../../../../shared/contract/define.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { findStaff, type StaffMember } from './staff.store.ts';

/** Whether a caller is still who the gate bound: a person switched off or given another role is not (ADM-3). */
export const isSignedIn = (db: ReadableDb, { role, staffId }: Pick<Caller, 'role' | 'staffId'>): boolean => {
  if (role !== 'staff' && role !== 'manager') return staffId === null;
  const member = staffId === null ? undefined : findStaff(db, staffId);
  return member?.active === true && member.role === role;
};

/** Whether somebody's sign-in from before holds no longer: they may not sign in any more, or have another role. */
export const isEnded = (before: StaffMember, after: StaffMember | undefined): boolean =>
  before.active && (after?.active !== true || after.role !== before.role);
