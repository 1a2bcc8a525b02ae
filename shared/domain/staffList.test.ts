import { describe, expect, it } from 'vitest';
import { BAIBA, EDGARS, listedPin, somePin, staffList, ZANE } from '../../tests/sync/tools/signedSettings.ts';
import { type ListedPerson, StaffList } from './staffList.ts';

const withPeople = (...people: readonly object[]): unknown => ({ version: 1, people });

describe('a staff list', () => {
  it('[ADM-4] names people by id, with a role, and a PIN or none', async () => {
    const list = staffList(3, EDGARS, ZANE);
    expect(StaffList.parse(list)).toEqual(list);
    const real = { ...BAIBA, pin: await listedPin('2864') };
    expect(StaffList.safeParse(withPeople(real)).success).toBe(true);
  });

  it.each<[string, readonly object[]]>([
    ['two people of one id', [BAIBA, { ...EDGARS, staffId: BAIBA.staffId }]],
    ['two people of one name', [BAIBA, { ...EDGARS, name: BAIBA.name }]],
    ['no manager', [EDGARS]],
    ['nobody', []],
    ['no manager who could sign in', [{ ...BAIBA, pin: null }, EDGARS]],
    ['a name with a space at its end', [BAIBA, { ...EDGARS, name: 'Edgars ' }]],
    ['an empty name', [BAIBA, { ...EDGARS, name: '' }]],
    ['a name that no screen shows whole', [BAIBA, { ...EDGARS, name: 'E'.repeat(41) }]],
    ['another role', [BAIBA, { ...EDGARS, role: 'owner' }]],
    ['a PIN in clear', [BAIBA, { ...EDGARS, pin: '2864' }]],
    ['a salt that is too short', [BAIBA, { ...EDGARS, pin: { ...somePin(1), salt: 'AAAA' } }]],
    ['a hash of another size', [BAIBA, { ...EDGARS, pin: { ...somePin(1), hash: somePin(1).salt } }]],
    ['more than is agreed', [{ ...BAIBA, phone: '20000000' }]],
  ])('[ADM-2] [ADM-4] does not have %s', (_what, people) => {
    expect(StaffList.safeParse(withPeople(...people)).success).toBe(false);
  });

  it('[ADM-4] has a version from 1 on, and no more people than a screen shows', () => {
    expect(StaffList.safeParse(staffList(0)).success).toBe(false);
    const crowd = (n: number): readonly ListedPerson[] =>
      Array.from({ length: n }, (_, i) => {
        const end = String(i).padStart(2, '0');
        return { ...EDGARS, staffId: `01JDZS00000000000000000A${end}` as never, name: `Edgars ${end}` };
      });
    expect(StaffList.safeParse(staffList(1, ...crowd(59))).success).toBe(true);
    expect(StaffList.safeParse(staffList(1, ...crowd(60))).success).toBe(false);
  });
});
