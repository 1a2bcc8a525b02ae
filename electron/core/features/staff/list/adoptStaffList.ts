import type { ListedPerson } from '../../../../../shared/domain/staffList.ts';
import type { StaffVersion } from '../../../../../shared/sync/settingsDocument.ts';
import type { Tx } from '../../../call/context.ts';
import { isEnded } from '../isSignedIn.ts';
import {
  countActiveManagers,
  insertStaff,
  listStaff,
  type StaffMember,
  updateStaff,
} from '../staff.store.ts';
import { freeName, pinAfter } from './listed.policy.ts';
import { adoptedHash, insertList, listInForce, setListed } from './staffList.store.ts';

export interface AdoptDeps {
  /** SHA-256 of the signed text, in hex. */
  readonly sha256: string;
  /** Ends what somebody had in hand who may not sign in any more. */
  readonly onLeft: (tx: Tx, staffId: string) => void;
}

type People = readonly StaffMember[];

/**
 * Whom the list does not name: those of an earlier list leave, and so does anybody whose name it gives to another, since
 * a name is one person's. Their rows stay, for what they did.
 */
const takeLeave = (
  tx: Tx,
  people: readonly ListedPerson[],
  others: People,
  onLeft: AdoptDeps['onLeft'],
): void => {
  const taken = new Set([...people, ...others].map(({ name }) => name));
  const given = new Set(people.map(({ name }) => name));
  for (const member of others) {
    if (!member.listed && !given.has(member.name)) continue;
    const name = given.has(member.name) ? freeName(member.name, (one) => taken.has(one)) : member.name;
    taken.add(name);
    updateStaff(tx.db, { ...member, name, active: false });
    if (member.active) onLeft(tx, member.staffId);
  }
};

/** No real PIN has this hash: nobody signs in by it until somebody gives one. */
const unusable = ({ ids }: Tx) => ({ salt: ids.bytes(16), hash: ids.bytes(32) });

const put = (tx: Tx, person: ListedPerson, known: StaffMember | undefined): void => {
  const { staffId, name, role } = person;
  const { pin, listedPin } = pinAfter(person.pin, known, () => unusable(tx));
  if (known === undefined)
    insertStaff(tx.db, { staffId, name, role, pin, badgeMac: null, createdAt: tx.now });
  else updateStaff(tx.db, { ...known, name, role, active: true, pin });
  setListed(tx.db, staffId, listedPin);
};

const endedBetween = (before: People, after: People): StaffMember['staffId'][] => {
  const now = new Map(after.map((member) => [member.staffId, member]));
  return before.filter((member) => isEnded(member, now.get(member.staffId))).map(({ staffId }) => staffId);
};

const apply = (tx: Tx, people: readonly ListedPerson[], onLeft: AdoptDeps['onLeft']): boolean => {
  const before = listStaff(tx.db);
  const ids = new Set<string>(people.map(({ staffId }) => staffId));
  const knownOf = new Map<string, StaffMember>();
  const others: StaffMember[] = [];
  for (const member of before)
    if (ids.has(member.staffId)) knownOf.set(member.staffId, member);
    else others.push(member);
  // Their old names are free at once: two may have exchanged them.
  for (const member of knownOf.values()) updateStaff(tx.db, { ...member, name: member.staffId });
  takeLeave(tx, people, others, onLeft);
  for (const person of people) put(tx, person, knownOf.get(person.staffId));
  if (countActiveManagers(tx.db) === 0) return false;
  tx.emit('staff-changed', { ended: endedBetween(before, listStaff(tx.db)) });
  return true;
};

/**
 * Makes the accounts of this terminal those of a list that the owner signed. One that is older than the newest here
 * changes nothing. False where its version is known with another content, or nobody could manage people by it; what was
 * written until then is the caller's to take back.
 */
export const adoptStaffList = (tx: Tx, version: StaffVersion, { sha256, onLeft }: AdoptDeps): boolean => {
  const known = adoptedHash(tx.db, version.ordinal);
  if (known !== undefined) return known === sha256;
  const newest = listInForce(tx.db)?.version ?? 0;
  if (version.ordinal < newest) return true;
  if (!apply(tx, version.list.people, onLeft)) return false;
  insertList(tx.db, version, sha256, tx.now);
  tx.audit('staff.list-taken', sha256);
  return true;
};
