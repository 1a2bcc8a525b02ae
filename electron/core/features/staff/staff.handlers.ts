import { createHmac } from 'node:crypto';
import type { CallInput } from '../../../../shared/contract/index.ts';
import { MAX_PEOPLE, type staff } from '../../../../shared/contract/staff.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import { hashPin, isWeakPin } from '../../../../shared/sync/pin/pin.ts';
import type { Tx } from '../../call/context.ts';
import { command, type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { assertBadgesOpen, forgetBadgeTries, refuseBadge } from './badgeTries.ts';
import { acceptPin, comparePin } from './checkPin.ts';
import { isEnded } from './isSignedIn.ts';
import { listInForce } from './list/staffList.store.ts';
import { triesLeft, waitLeft } from './lockOut.policy.ts';
import {
  countActiveManagers,
  findByBadge,
  findStaff,
  insertStaff,
  listStaff,
  nameTaken,
  type StaffMember,
  setBadge,
  updateStaff,
} from './staff.store.ts';

export interface StaffDeps {
  /** Keys the stored digest of a badge. */
  readonly badgeKey: Uint8Array;
  /** Published PINs of a demo by staff id, to be shown on its screens; null on a real terminal. */
  readonly demoPins: () => Record<string, string> | null;
  /** Ends what somebody had in hand who signs out or is locked out. */
  readonly onLeft: (tx: Tx, staffId: string) => void;
}

const signedIn = ({ staffId, name, role }: StaffMember) => ({ staffId, name, role });

/** What a list of the owner decides of a person. */
const isOwners = ({ name, role, active }: CallInput<'staff:change'>): boolean =>
  name !== undefined || role !== undefined || active !== undefined;

/** Calls around people and their sign-in. */
export const createStaffHandlers = ({ badgeKey, demoPins, onLeft }: StaffDeps): HandlersFor<typeof staff> => {
  const macOf = (badge: string): Uint8Array => createHmac('sha256', badgeKey).update(badge).digest();
  return {
    'staff:people': query('staff:people', (q) => ({
      people: listStaff(q.db)
        .filter((member) => member.active || q.caller.role === 'manager')
        .slice(0, MAX_PEOPLE)
        .map((member) => ({
          ...signedIn(member),
          active: member.active,
          listed: member.listed,
          triesLeft: triesLeft(member.failures),
          waitMs: waitLeft(member.waitUntil, q.now),
        })),
      demoPins: demoPins(),
      list: listInForce(q.db),
    })),
    'staff:signIn': preparedCommand(
      'staff:signIn',
      (q, input) => comparePin(q.db, input.staffId, input.pin, q.now),
      (tx, input, matched) => {
        const member = acceptPin(tx, input.staffId, matched);
        tx.audit('staff.signed-in', member.staffId);
        return signedIn(member);
      },
    ),
    'staff:signInByBadge': command('staff:signInByBadge', (tx, input) => {
      assertBadgesOpen(tx);
      const member = findByBadge(tx.db, macOf(input.badge));
      if (!member?.active) return refuseBadge(tx);
      if (waitLeft(member.waitUntil, tx.now) > 0) return reject('PIN_LOCKED');
      forgetBadgeTries(tx);
      tx.audit('staff.signed-in-by-badge', member.staffId);
      return signedIn(member);
    }),
    'staff:signOut': command('staff:signOut', (tx, input) => {
      tx.audit(input.why === 'idle' ? 'staff.locked' : 'staff.signed-out', tx.caller.staffId);
      if (tx.caller.staffId !== null) onLeft(tx, tx.caller.staffId);
      return {};
    }),
    'staff:who': query('staff:who', (q) => {
      const member = q.caller.staffId === null ? undefined : findStaff(q.db, q.caller.staffId);
      return { signedIn: member ? signedIn(member) : null };
    }),
    'staff:add': preparedCommand(
      'staff:add',
      async (_q, input) => (isWeakPin(input.pin) ? null : hashPin(input.pin)),
      (tx, input, pin) => {
        if (!can(tx.caller.role, 'staff.manage')) return reject('FORBIDDEN');
        if (!pin) return reject('PIN_WEAK');
        if (nameTaken(tx.db, input.name, null)) return reject('NAME_TAKEN');
        const badgeMac = input.badge === null ? null : macOf(input.badge);
        if (badgeMac && findByBadge(tx.db, badgeMac)) return reject('CONFLICT');
        const staffId = tx.ids.ulid() as StaffMember['staffId'];
        insertStaff(tx.db, { staffId, name: input.name, role: input.role, pin, badgeMac, createdAt: tx.now });
        tx.audit('staff.added', staffId);
        return { staffId };
      },
    ),
    'staff:change': preparedCommand(
      'staff:change',
      async (_q, input) => (input.pin === undefined || isWeakPin(input.pin) ? null : hashPin(input.pin)),
      (tx, input, pin) => {
        if (!can(tx.caller.role, 'staff.manage')) return reject('FORBIDDEN');
        const member = findStaff(tx.db, input.staffId) ?? reject('NOT_FOUND');
        if (member.listed && isOwners(input)) return reject('LISTED_PERSON');
        if (input.pin !== undefined && !pin) return reject('PIN_WEAK');
        const name = input.name ?? member.name;
        if (nameTaken(tx.db, name, member.staffId)) return reject('NAME_TAKEN');
        const changed = {
          ...member,
          name,
          role: input.role ?? member.role,
          active: input.active ?? member.active,
          pin: pin ?? member.pin,
        };
        updateStaff(tx.db, changed);
        const badgeMac = input.badge ? macOf(input.badge) : null;
        const owner = badgeMac && findByBadge(tx.db, badgeMac);
        if (owner && owner.staffId !== member.staffId) return reject('CONFLICT');
        if (input.badge !== undefined) setBadge(tx.db, member.staffId, badgeMac);
        if (countActiveManagers(tx.db) === 0) return reject('LAST_MANAGER');
        tx.audit('staff.changed', member.staffId);
        tx.emit('staff-changed', { ended: isEnded(member, changed) ? [member.staffId] : [] });
        return {};
      },
    ),
  };
};
