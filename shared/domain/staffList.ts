import { StaffId } from './ids.ts';
import { z } from './z.ts';

/** Most people of one list: with those whom a store adds itself a screen still shows all. */
const MAX_PEOPLE = 60;

/** Most characters of a name, on every screen that shows it. */
export const MAX_STAFF_NAME = 40;

/** A PIN as it is kept, in base64: 16 bytes of salt, 32 of hash. */
const ListedPin = z.strictObject({
  salt: z.string().regex(/^[A-Za-z0-9+/]{21}[AQgw]==$/),
  hash: z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/),
});
export type ListedPin = z.infer<typeof ListedPin>;

const ListedPerson = z.strictObject({
  staffId: StaffId,
  name: z
    .string()
    .max(MAX_STAFF_NAME)
    .regex(/^\S(.*\S)?$/),
  role: z.enum(['staff', 'manager']),
  /** Null: the PIN is given at the counter, or stays as it is there. */
  pin: ListedPin.nullable(),
});
export type ListedPerson = z.infer<typeof ListedPerson>;

const areUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/**
 * Who works in a store, or in all, as the owner says. Somebody in it can always sign in as a manager: only a manager
 * gives others a PIN.
 */
export const StaffList = z
  .strictObject({ version: z.int().positive(), people: z.array(ListedPerson).max(MAX_PEOPLE) })
  .refine(({ people }) => areUnique(people.map(({ staffId }) => staffId)), {
    path: ['people'],
    message: 'two people have one staffId',
  })
  .refine(({ people }) => areUnique(people.map(({ name }) => name)), {
    path: ['people'],
    message: 'two people have one name',
  })
  .refine(({ people }) => people.some(({ role, pin }) => role === 'manager' && pin !== null), {
    path: ['people'],
    message: 'no manager with a PIN',
  });
export type StaffList = z.infer<typeof StaffList>;
