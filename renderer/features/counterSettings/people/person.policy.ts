import type { Asked } from '../../../app/api.ts';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { Person, StaffRole } from '../../../../shared/contract/staff.ts';
import type { StaffId } from '../../../../shared/domain/ids.ts';

/** Typed text of the one form for people. Whether someone has a badge is not told, hence the three ways. */
export interface PersonForm {
  /** null = someone new. */
  readonly staffId: StaffId | null;
  /** The owner's list decides name, role and sign-in: they are shown, not asked for. */
  readonly listed: boolean;
  readonly name: string;
  readonly role: StaffRole;
  readonly active: boolean;
  readonly pin: string;
  readonly pinAgain: string;
  readonly badgeWay: 'keep' | 'set' | 'remove';
  readonly badge: string;
}

export type PersonField = 'name' | 'role' | 'active' | 'pin' | 'pinAgain' | 'badge';
export type PersonProblem = 'empty' | 'pin' | 'pinAgain' | 'badge' | 'badgeTaken' | ErrorCode;
export type PersonProblems = Readonly<Partial<Record<PersonField, PersonProblem>>>;

export const NEW_PERSON: PersonForm = {
  staffId: null,
  listed: false,
  name: '',
  role: 'staff',
  active: true,
  pin: '',
  pinAgain: '',
  badgeWay: 'keep',
  badge: '',
};

export const formOf = ({ staffId, listed, name, role, active }: Person): PersonForm => ({
  ...NEW_PERSON,
  staffId,
  listed,
  name,
  role,
  active,
});

const PIN = /^\d{4,8}$/;
const BADGE = { min: 4, max: 64 } as const;

/** What can be seen wrong before core is asked. A PIN left empty stays as it is, except for someone new. */
export function problemsOf(form: PersonForm): PersonProblems {
  const { staffId, name, pin, pinAgain, badgeWay } = form;
  const badge = form.badge.trim();
  const pinWanted = staffId === null || pin !== '';
  const badBadge = badgeWay === 'set' && (badge.length < BADGE.min || badge.length > BADGE.max);
  return {
    ...(name.trim() === '' ? { name: 'empty' } : {}),
    ...(pinWanted && !PIN.test(pin) ? { pin: 'pin' } : {}),
    ...(pin !== pinAgain ? { pinAgain: 'pinAgain' } : {}),
    ...(badBadge ? { badge: 'badge' } : {}),
  };
}

/** The field a refusal of core belongs to; null = it belongs to none. */
export function problemOfRefusal(
  code: ErrorCode,
  form: PersonForm,
  before: Person | null,
): PersonProblems | null {
  switch (code) {
    case 'NAME_TAKEN':
      return { name: code };
    case 'PIN_WEAK':
      return { pin: code };
    case 'LAST_MANAGER':
      return before !== null && before.role !== form.role ? { role: code } : { active: code };
    case 'CONFLICT':
      return { badge: 'badgeTaken' };
    default:
      return null;
  }
}

export const additionOf = ({ name, role, pin, badgeWay, badge }: PersonForm): Asked<'staff:add'> => ({
  name: name.trim(),
  role,
  pin,
  badge: badgeWay === 'set' ? badge.trim() : null,
});

/** Only what differs; null when nothing does. */
export function changeOf(form: PersonForm, before: Person): Asked<'staff:change'> | null {
  const name = form.name.trim();
  const change = {
    ...(name === before.name ? {} : { name }),
    ...(form.role === before.role ? {} : { role: form.role }),
    ...(form.active === before.active ? {} : { active: form.active }),
    ...(form.pin === '' ? {} : { pin: form.pin }),
    ...(form.badgeWay === 'keep' ? {} : { badge: form.badgeWay === 'set' ? form.badge.trim() : null }),
  };
  return Object.keys(change).length === 0 ? null : { staffId: before.staffId, ...change };
}
