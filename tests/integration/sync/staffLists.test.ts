import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { closeOrdersOf } from '../../../electron/core/features/orders/index.ts';
import { takeOverSettings } from '../../../electron/core/features/signedSettings/index.ts';
import { adoptStaffList, isSignedIn } from '../../../electron/core/features/staff/index.ts';
import type { CallInput } from '../../../shared/contract/index.ts';
import type { ListedPerson } from '../../../shared/domain/staffList.ts';
import { readSettings } from '../../../shared/sync/settingsDocument.ts';
import {
  BAIBA,
  EDGARS,
  listedPin,
  OWNER,
  signedStaff,
  somePin,
  staffList,
  STRANGER,
  ZANE,
} from '../../sync/tools/signedSettings.ts';
import { createStaffFeature } from '../../sync/tools/staffFeature.ts';
import { orderFeatures, placeForTest } from '../harness/orders.ts';
import { createTestCore, START, type TestCore, type TestDeps } from '../harness/testCore.ts';
import { enrolWithOwner } from './enrolled.ts';

const features = (deps: TestDeps) => ({
  ...orderFeatures(deps),
  staff: createStaffFeature(),
});
let core: TestCore<ReturnType<typeof features>>;

beforeEach(async () => {
  core = await createTestCore(features);
  core.deps.transact((tx) => enrolWithOwner(tx, OWNER.publicKey));
});
afterEach(() => core.close());

const take = (signed = signedStaff(staffList(1))): void =>
  core.deps.transact((tx) => takeOverSettings(tx, signed));
const takeList = (version: number, ...others: readonly ListedPerson[]): void =>
  take(signedStaff(staffList(version, ...others)));
const told = () => core.get(core.who.manager, 'staff:people', {});
const people = async () =>
  new Map((await told()).people.map(({ staffId, ...person }) => [staffId as string, person]));
const signIn = (person: Pick<ListedPerson, 'staffId'>, pin: string) =>
  core.ask(core.who.nobody, 'staff:signIn', { staffId: person.staffId, pin });
const change = (input: Omit<CallInput<'staff:change'>, 'requestId'>) =>
  core.get(core.who.manager, 'staff:change', input);
const events = (name: string) =>
  core.events.filter((event) => event.name === name).map(({ payload }) => payload);

describe('a staff list that the owner signed', () => {
  it('[ADM-4] [SYN-6] gives everybody in it an account, and leaves those of the terminal as they are', async () => {
    const before = await people();
    takeList(1, EDGARS, ZANE);
    const after = await people();
    for (const [id, person] of before) expect(after.get(id)).toEqual({ ...person, listed: false });
    for (const { staffId, name, role } of [BAIBA, EDGARS, ZANE])
      expect(after.get(staffId)).toMatchObject({ name, role, active: true, listed: true });
    expect((await told()).list).toEqual({ version: 1, by: 'owner', at: Date.UTC(2026, 10, 30, 8) });
    expect(events('staff-changed')).toEqual([{ ended: [] }]);
    const [row] = core.deps.read.all(
      sql`SELECT object_ref AS ref FROM audit WHERE action = 'staff.list-taken'`,
    );
    expect(row).toEqual({
      ref: core.deps.read.get<{ s: string }>(sql`SELECT sha256 AS s FROM staff_list`)?.s,
    });
  });

  it('[ADM-4] [P27] is kept by its hash alone: the text with its names is not', () => {
    takeList(1, EDGARS);
    expect(core.deps.read.all(sql`SELECT id FROM signed_settings`)).toEqual([]);
    expect(core.deps.read.all(sql`SELECT version, adopted_at AS at FROM staff_list`)).toEqual([
      { version: 1, at: START },
    ]);
  });

  it('[SYN-6] is taken once; an older one changes nothing, and another text under its number is refused', async () => {
    takeList(5, EDGARS);
    const held = await people();
    takeList(5, EDGARS);
    takeList(4, ZANE);
    expect(await people()).toEqual(held);
    expect((await told()).list?.version).toBe(5);
    expect(() => takeList(5, ZANE)).toThrow('refused');
    expect(await people()).toEqual(held);
    expect(core.deps.read.all(sql`SELECT version FROM staff_list`)).toEqual([{ version: 5 }]);
  });

  it('[SYN-6] is refused unsigned, altered, of another key, or of another store', async () => {
    const held = await people();
    const signed = signedStaff(staffList(1, EDGARS));
    const wrong = [
      { ...signed, sig: 'A'.repeat(86) },
      { ...signed, text: signed.text.replace('"staff\\"', '"manager\\"') },
      signedStaff(staffList(1, EDGARS), {}, STRANGER),
      signedStaff(staffList(1, EDGARS), { shopId: '02' as never }),
    ];
    expect(wrong[1]?.text).not.toBe(signed.text);
    for (const one of wrong) expect(() => take(one)).toThrow('refused');
    expect(await people()).toEqual(held);
  });

  it('[ADM-4] changes name and role of those it names, also where two exchange their names', async () => {
    takeList(1, EDGARS, ZANE);
    takeList(2, { ...EDGARS, name: 'Zane', role: 'manager' }, { ...ZANE, name: 'Edgars' });
    const after = await people();
    expect(after.get(EDGARS.staffId)).toMatchObject({ name: 'Zane', role: 'manager' });
    expect(after.get(ZANE.staffId)).toMatchObject({ name: 'Edgars', role: 'staff' });
    expect(events('staff-changed').at(-1)).toEqual({ ended: [EDGARS.staffId] });
  });
});

describe('who is in the list no more', () => {
  it('[ADM-3] [ADM-4] is signed in no longer, and what they had open is free', async () => {
    takeList(1, EDGARS);
    const edgars = { ...core.who.staff, staffId: EDGARS.staffId };
    const { orderId } = await placeForTest(core);
    await core.get(edgars, 'orders:open', { orderId });
    expect(await core.get(core.who.staff, 'orders:open', { orderId })).toEqual({ openBy: 'Edgars' });
    expect(isSignedIn(core.deps.read, edgars)).toBe(true);
    takeList(2);
    expect(isSignedIn(core.deps.read, edgars)).toBe(false);
    expect(await core.get(core.who.staff, 'orders:open', { orderId })).toEqual({ openBy: null });
    expect(events('staff-changed').at(-1)).toEqual({ ended: [EDGARS.staffId] });
    expect((await people()).get(EDGARS.staffId)).toMatchObject({ name: 'Edgars', active: false });
    takeList(3, EDGARS);
    expect((await people()).get(EDGARS.staffId)).toMatchObject({ active: true });
  });

  it('[ADM-4] gives up a name that the list gives to another', async () => {
    takeList(1, EDGARS);
    takeList(2, { ...ZANE, name: 'Edgars' });
    expect((await people()).get(EDGARS.staffId)).toMatchObject({ name: 'Edgars (2)', active: false });
    takeList(3, EDGARS);
    const after = await people();
    expect(after.get(EDGARS.staffId)).toMatchObject({ name: 'Edgars', active: true });
    expect(after.get(ZANE.staffId)).toMatchObject({ name: 'Edgars (2)', active: false });
  });

  it('[ADM-3] with another role has to sign in anew', async () => {
    takeList(1, EDGARS);
    const edgars = { ...core.who.staff, staffId: EDGARS.staffId };
    takeList(2, { ...EDGARS, role: 'manager' });
    expect(isSignedIn(core.deps.read, edgars)).toBe(false);
    expect(isSignedIn(core.deps.read, { ...edgars, role: 'manager' })).toBe(true);
  });
});

describe('somebody of the terminal with a listed name', () => {
  it('[ADM-4] is closed under a free name, keeps their badge, and is no longer signed in', async () => {
    const own = core.who.staff.staffId as ListedPerson['staffId'];
    await change({ staffId: own, badge: 'BADGE-0042' });
    await core.get(core.who.manager, 'staff:add', {
      name: 'Līga (2)',
      role: 'staff',
      pin: '2864',
      badge: null,
    });
    takeList(1, { ...EDGARS, name: 'Līga' });
    const after = await people();
    expect(after.get(own)).toMatchObject({ name: 'Līga (3)', active: false, listed: false });
    expect(after.get(EDGARS.staffId)).toMatchObject({ name: 'Līga', active: true });
    expect(isSignedIn(core.deps.read, core.who.staff)).toBe(false);
    expect(events('staff-changed').at(-1)).toEqual({ ended: [own] });
    await change({ staffId: own, active: true });
    expect(await core.get(core.who.nobody, 'staff:signInByBadge', { badge: 'BADGE-0042' })).toMatchObject({
      staffId: own,
    });
  });

  it('[ADM-4] keeps a long name as long as a screen shows', async () => {
    const own = core.who.staff.staffId as ListedPerson['staffId'];
    const name = 'A'.repeat(40);
    await change({ staffId: own, name });
    takeList(1, { ...EDGARS, name });
    expect((await people()).get(own)?.name).toBe(`${'A'.repeat(36)} (2)`);
  });

  it('[ADM-4] [ADM-3] may be the only manager of the terminal: one of the list manages then', async () => {
    takeList(1, { ...EDGARS, name: 'Andris' });
    expect(isSignedIn(core.deps.read, core.who.manager)).toBe(false);
    const managers = (await told()).people.filter(({ role, active }) => role === 'manager' && active);
    expect(managers.map(({ name }) => name)).toEqual(['Baiba']);
  });
});

describe('a list by which nobody could manage people', () => {
  it('[ADM-4] is refused, should one ever be read', () => {
    const list = { version: 1, people: [{ ...EDGARS, name: 'Andris' }] };
    const read = readSettings(signedStaff(staffList(1)), () => true);
    if (typeof read === 'string' || read.kind !== 'staff') throw new Error('no list');
    const adopt = (): void =>
      core.deps.transact((tx) => {
        if (!adoptStaffList(tx, { ...read, list }, { sha256: 'a'.repeat(64), onLeft: closeOrdersOf }))
          throw new Error('refused');
      });
    expect(adopt).toThrow('refused');
    expect(isSignedIn(core.deps.read, core.who.manager)).toBe(true);
  });
});

describe('the PIN of a listed person', () => {
  it('[ADM-2] opens the counter as the list has it', async () => {
    takeList(1, { ...EDGARS, pin: await listedPin('2864') });
    expect(await signIn(EDGARS, '2865')).toMatchObject({ ok: false, code: 'PIN_WRONG' });
    expect(await signIn(EDGARS, '2864')).toMatchObject({ ok: true, value: { name: 'Edgars' } });
  });

  it('[ADM-2] given by a manager of the store stays, until the owner gives another one', async () => {
    const pin = await listedPin('2864');
    takeList(1, { ...EDGARS, pin });
    await change({ staffId: EDGARS.staffId, pin: '9753', badge: 'BADGE-0007' });
    takeList(2, { ...EDGARS, pin }, ZANE);
    takeList(3, { ...EDGARS, pin: null });
    takeList(4, { ...EDGARS, pin });
    expect(await signIn(EDGARS, '9753')).toMatchObject({ ok: true });
    takeList(5, { ...EDGARS, pin: await listedPin('8642') });
    expect(await signIn(EDGARS, '9753')).toMatchObject({ ok: false });
    expect(await signIn(EDGARS, '8642')).toMatchObject({ ok: true });
    expect(await core.get(core.who.nobody, 'staff:signInByBadge', { badge: 'BADGE-0007' })).toMatchObject({
      staffId: EDGARS.staffId,
    });
  });

  it('[ADM-2] that the list does not have is none, until a manager gives one', async () => {
    takeList(1, ZANE);
    expect(await signIn(ZANE, '2864')).toMatchObject({ ok: false, code: 'PIN_WRONG' });
    await change({ staffId: ZANE.staffId, pin: '2864' });
    expect(await signIn(ZANE, '2864')).toMatchObject({ ok: true });
  });

  it('[ADM-2] has to be waited for as before: a list forgives no wrong tries', async () => {
    takeList(1, EDGARS);
    for (const code of ['PIN_WRONG', 'PIN_WRONG', 'PIN_LOCKED'])
      expect(await signIn(EDGARS, '2864')).toMatchObject({ ok: false, code });
    takeList(2, { ...EDGARS, pin: await listedPin('2864') });
    expect(await signIn(EDGARS, '2864')).toMatchObject({ ok: false, code: 'PIN_LOCKED' });
    core.clock.pass(30_000);
    expect(await signIn(EDGARS, '2864')).toMatchObject({ ok: true });
  });

  it('[ADM-2] of an account that was emptied when its time was over is taken anew', async () => {
    const pin = await listedPin('2864');
    takeList(1, { ...EDGARS, pin }, ZANE);
    takeList(2);
    core.deps.transact((tx) =>
      tx.db.run(sql`UPDATE staff SET name = staff_id, pin_salt = x'', pin_hash = x'', listed_pin = NULL
        WHERE active = 0`),
    );
    takeList(3, { ...EDGARS, pin }, ZANE);
    expect(await signIn(EDGARS, '2864')).toMatchObject({ ok: true, value: { name: 'Edgars' } });
    expect(await signIn(ZANE, '2864')).toMatchObject({ ok: false, code: 'PIN_WRONG' });
  });
});

describe('a listed person in the settings', () => {
  it('[ADM-4] is not renamed, given another role, or switched on or off by a manager of the store', async () => {
    takeList(1, EDGARS);
    const { staffId } = EDGARS;
    for (const wanted of [{ name: 'Eduards' }, { role: 'manager' as const }, { active: false }])
      expect(await core.refused(core.who.manager, 'staff:change', { staffId, ...wanted })).toBe(
        'LISTED_PERSON',
      );
    takeList(2);
    expect(await core.refused(core.who.manager, 'staff:change', { staffId, active: true })).toBe(
      'LISTED_PERSON',
    );
  });

  it('[ADM-4] was somebody of the terminal before, where the list has their id', async () => {
    const staffId = core.who.other.staffId as ListedPerson['staffId'];
    takeList(1, { staffId, name: 'Māra B', role: 'staff', pin: somePin(3) });
    expect((await people()).get(staffId)).toMatchObject({ name: 'Māra B', listed: true, active: true });
  });

  it('[ADM-3] switched off or given another role by a manager loses the sign-in as by a list', async () => {
    const staffId = core.who.other.staffId as ListedPerson['staffId'];
    await change({ staffId, name: 'Māra B' });
    await change({ staffId, role: 'manager' });
    await change({ staffId, active: false });
    await change({ staffId, active: true });
    expect(events('staff-changed')).toEqual([
      { ended: [] },
      { ended: [staffId] },
      { ended: [staffId] },
      { ended: [] },
    ]);
  });
});
