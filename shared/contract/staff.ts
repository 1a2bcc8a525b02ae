import { MAX_STAFF_NAME } from '../domain/staffList.ts';
import { z } from '../domain/z.ts';
import { RequestId, StaffId } from '../domain/ids.ts';
import { type Contract, EVERYONE, type Events, MANAGER, SIGNED_IN } from './define.ts';

export const StaffRole = z.enum(['staff', 'manager']);
export type StaffRole = z.infer<typeof StaffRole>;

/** 4 to 8 digits. What is too simple is refused by core with PIN_WEAK. */
export const Pin = z.string().regex(/^\d{4,8}$/);

/** Most people that are told; who may sign in comes first. */
export const MAX_PEOPLE = 100;

export const Person = z.object({
  staffId: StaffId,
  name: z.string().max(MAX_STAFF_NAME),
  role: StaffRole,
  active: z.boolean(),
  /** The owner's list decides name, role and whether they may sign in. */
  listed: z.boolean(),
  triesLeft: z.int(),
  waitMs: z.int(),
});
export type Person = z.infer<typeof Person>;

/** The list of the owner that holds: the role of who signed it, and when (UTC ms). */
export const StaffListInForce = z.object({ version: z.int(), by: z.string().max(20), at: z.int() });
export type StaffListInForce = z.infer<typeof StaffListInForce>;

export const SignedIn = z.object({ staffId: StaffId, name: z.string().max(MAX_STAFF_NAME), role: StaffRole });
export type SignedIn = z.infer<typeof SignedIn>;

const newName = z.string().trim().min(1).max(MAX_STAFF_NAME);

export const staff = {
  'staff:people': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({}),
    output: z.object({
      people: z.array(Person).max(MAX_PEOPLE),
      demoPins: z.record(StaffId, z.string().max(8)).nullable(),
      list: StaffListInForce.nullable(),
    }),
  },
  /** The gate binds the window to the person after this answer. */
  'staff:signIn': {
    kind: 'command',
    roles: ['nobody', ...SIGNED_IN],
    input: z.strictObject({ requestId: RequestId, staffId: StaffId, pin: z.string().max(12) }),
    output: SignedIn,
  },
  'staff:signInByBadge': {
    kind: 'command',
    roles: ['nobody', ...SIGNED_IN],
    input: z.strictObject({ requestId: RequestId, badge: z.string().min(4).max(64) }),
    output: SignedIn,
  },
  'staff:signOut': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, why: z.enum(['asked', 'idle']) }),
    output: z.object({}),
  },
  'staff:who': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({}),
    output: z.object({ signedIn: SignedIn.nullable() }),
  },
  'staff:add': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({
      requestId: RequestId,
      name: newName,
      role: StaffRole,
      pin: Pin,
      badge: z.string().min(4).max(64).nullable(),
    }),
    output: z.object({ staffId: StaffId }),
  },
  'staff:change': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({
      requestId: RequestId,
      staffId: StaffId,
      name: newName.optional(),
      role: StaffRole.optional(),
      active: z.boolean().optional(),
      pin: Pin.optional(),
      badge: z.string().min(4).max(64).nullable().optional(),
    }),
    output: z.object({}),
  },
} as const satisfies Contract;

export const staffEvents = {
  'signed-out': { kind: 'event', roles: EVERYONE, payload: z.strictObject({}) },
  /** Accounts are others now. `ended`: whose sign-in holds no longer. */
  'staff-changed': {
    kind: 'event',
    roles: EVERYONE,
    payload: z.strictObject({ ended: z.array(StaffId).max(1000) }),
  },
} as const satisfies Events;
