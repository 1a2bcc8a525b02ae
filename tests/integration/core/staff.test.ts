import { describe, expect, it } from 'vitest';
import { waitAfter, waitLeft } from '../../../electron/core/features/staff/lockOut.policy.ts';
import { hashPin, isWeakPin, matchesPin } from '../../../shared/sync/pin/pin.ts';
import { CUSTOMER, NOBODY, readyTerminal, signInManager, signInStaff, type Terminal } from './terminal.ts';

const MINUTE = 60_000;
const asStaffId = (id: string | null) => id as never;

describe('a PIN', () => {
  it('[ADM-2] is kept as a slow hash with a salt of its own', async () => {
    const [one, two] = [await hashPin('2864'), await hashPin('2864')];
    expect(one.hash).toHaveLength(32);
    expect(Buffer.from(one.hash).equals(Buffer.from(two.hash))).toBe(false);
    expect([await matchesPin('2864', one), await matchesPin('2865', one)]).toEqual([true, false]);
  });

  it.each([
    '0000',
    '9999',
    '1234',
    '4321',
    '8901',
    '3210',
    '12345678',
    '123',
    '123456789',
    '12a4',
    '',
    ' 1357',
  ])('%j is too simple', (pin) => {
    expect(isWeakPin(pin)).toBe(true);
  });

  it.each(['1357', '2864', '1212', '90210'])('%s will do', (pin) => expect(isWeakPin(pin)).toBe(false));
});

describe('the wait after wrong tries', () => {
  it('[ADM-2] grows from half a minute to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 99].map((failures) => waitAfter(failures) / 1000)).toEqual([
      0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900,
    ]);
  });

  it('[ADM-2] is never longer than its longest, wherever the clock is set', () => {
    expect([waitLeft(1_000, 400), waitLeft(1_000, 2_000), waitLeft(10 * 86_400_000, 0)]).toEqual([
      600,
      0,
      15 * MINUTE,
    ]);
  });
});

describe('signing in', () => {
  const wrong = (terminal: Terminal, staffId: string | null) =>
    terminal.refused(NOBODY, 'staff:signIn', { staffId: asStaffId(staffId), pin: '9753' });
  const right = (terminal: Terminal, staffId: string | null) =>
    terminal.ask(NOBODY, 'staff:signIn', { staffId: asStaffId(staffId), pin: '2864' });

  it('[ADM-2] is slowed by wrong tries, also with the right PIN and after a restart, and forgets them when it succeeds', async () => {
    const terminal = await readyTerminal();
    const { staffId } = await signInStaff(terminal, await signInManager(terminal));
    const shown = async (of: Terminal) => {
      const { people } = await of.get(NOBODY, 'staff:people', {});
      const person = people.find((member) => member.staffId === staffId);
      return [person?.triesLeft, person?.waitMs];
    };
    expect([await wrong(terminal, staffId), await wrong(terminal, staffId)]).toEqual([
      'PIN_WRONG',
      'PIN_WRONG',
    ]);
    expect(await shown(terminal)).toEqual([1, 0]);
    expect(await wrong(terminal, staffId)).toBe('PIN_LOCKED');
    expect(await shown(terminal)).toEqual([0, 30_000]);

    const next = await terminal.restart();
    expect(await right(next, staffId)).toMatchObject({ ok: false, code: 'PIN_LOCKED' });
    next.clock.ms += 29_000;
    expect(await right(next, staffId)).toMatchObject({ ok: false, code: 'PIN_LOCKED' });
    next.clock.ms += 1_000;
    expect(await wrong(next, staffId)).toBe('PIN_LOCKED');
    expect(await shown(next)).toEqual([0, 60_000]);

    // A clock that was set back by a day does not lock a person out for a day.
    next.clock.ms -= 86_400_000;
    expect(await shown(next)).toEqual([0, 15 * MINUTE]);
    next.clock.ms += 86_400_000 + 60_000;
    expect(await right(next, staffId)).toMatchObject({ ok: true });
    expect(await shown(next)).toEqual([3, 0]);
  });

  it('[ADM-2] many tries at once give no more tries than one after the other', async () => {
    const terminal = await readyTerminal();
    const { staffId } = await signInStaff(terminal, await signInManager(terminal));
    const codes = await Promise.all(Array.from({ length: 8 }, () => wrong(terminal, staffId)));
    expect(codes.filter((code) => code === 'PIN_WRONG')).toHaveLength(2);
    expect(await right(terminal, staffId)).toMatchObject({ ok: false, code: 'PIN_LOCKED' });
  });

  it('[ADM-2] of one person is not slowed by the wrong tries of another', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const { staffId } = await signInStaff(terminal, manager);
    const other = await signInStaff(terminal, manager, 'Māra');
    for (let tries = 0; tries < 3; tries += 1) await wrong(terminal, staffId);
    expect(await right(terminal, other.staffId)).toMatchObject({
      ok: true,
      value: { name: 'Māra', role: 'staff' },
    });
  });

  it('[ADM-2] works by badge, of which only a keyed digest is kept, and not by an unknown one', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const { staffId } = await terminal.get(manager, 'staff:add', {
      name: 'Līga',
      role: 'staff',
      pin: '2864',
      badge: 'BADGE-0042',
    });
    expect(await terminal.get(NOBODY, 'staff:signInByBadge', { badge: 'BADGE-0042' })).toEqual({
      staffId,
      name: 'Līga',
      role: 'staff',
    });
    expect(await terminal.refused(NOBODY, 'staff:signInByBadge', { badge: 'BADGE-0043' })).toBe('PIN_WRONG');
    expect(
      await terminal.refused(manager, 'staff:add', {
        name: 'Māra',
        role: 'staff',
        pin: '2864',
        badge: 'BADGE-0042',
      }),
    ).toBe('CONFLICT');
    for (let tries = 0; tries < 3; tries += 1) await wrong(terminal, staffId);
    expect(await terminal.refused(NOBODY, 'staff:signInByBadge', { badge: 'BADGE-0042' })).toBe('PIN_LOCKED');
  });

  it('[ADM-2] by badge is slowed by unknown badges, also after a restart, and PINs are not', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const { staffId } = await terminal.get(manager, 'staff:add', {
      name: 'Līga',
      role: 'staff',
      pin: '2864',
      badge: 'BADGE-0042',
    });
    const scan = (of: Terminal, badge: string) => of.refused(NOBODY, 'staff:signInByBadge', { badge });
    const known = { badge: 'BADGE-0042' };
    expect([await scan(terminal, 'BADGE-0001'), await scan(terminal, 'BADGE-0002')]).toEqual([
      'PIN_WRONG',
      'PIN_WRONG',
    ]);
    // A known badge in between forgets what was before it.
    await terminal.get(NOBODY, 'staff:signInByBadge', known);
    const codes = [
      await scan(terminal, 'BADGE-0003'),
      await scan(terminal, 'BADGE-0004'),
      await scan(terminal, 'BADGE-0005'),
    ];
    expect(codes).toEqual(['PIN_WRONG', 'PIN_WRONG', 'PIN_LOCKED']);

    const next = await terminal.restart();
    next.clock.ms += 29_000;
    expect(await scan(next, 'BADGE-0042')).toBe('PIN_LOCKED');
    await next.get(NOBODY, 'staff:signIn', { staffId, pin: '2864' });
    next.clock.ms += 1_000;
    expect(await next.get(NOBODY, 'staff:signInByBadge', known)).toMatchObject({ staffId });
  });

  it('[ADM-2] no badge belongs to two people, however it came to them', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const person = { role: 'staff', pin: '2864' } as const;
    const first = await terminal.get(manager, 'staff:add', { ...person, name: 'Līga', badge: 'BADGE-0042' });
    const second = await terminal.get(manager, 'staff:add', { ...person, name: 'Māra', badge: null });
    const taken = { staffId: second.staffId, badge: 'BADGE-0042' };
    expect(await terminal.refused(manager, 'staff:change', taken)).toBe('CONFLICT');
    await terminal.get(manager, 'staff:change', { staffId: first.staffId, badge: 'BADGE-0042' });
  });

  it('[ADM-2] a person who is not there, or was switched off, cannot', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const { staffId } = await terminal.get(manager, 'staff:add', {
      name: 'Līga',
      role: 'staff',
      pin: '2864',
      badge: 'BADGE-0042',
    });
    await terminal.get(manager, 'staff:change', { staffId, active: false });
    expect(await right(terminal, staffId)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(await terminal.refused(NOBODY, 'staff:signInByBadge', { badge: 'BADGE-0042' })).toBe('PIN_WRONG');
    expect((await terminal.get(NOBODY, 'staff:people', {})).people.map(({ name }) => name)).toEqual([
      'Andris',
    ]);
    expect((await terminal.get(manager, 'staff:people', {})).people.map(({ name }) => name)).toEqual([
      'Andris',
      'Līga',
    ]);
  });

  it('half-made work survives the lock and the switch of user', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const staff = await signInStaff(terminal, manager);
    const { draftId } = await terminal.get(staff, 'drafts:startAtCounter', { locale: 'lv' });
    await terminal.get(staff, 'drafts:setStep', { draftId, step: 'details' });
    await terminal.get(staff, 'staff:signOut', { why: 'idle' });
    expect((await terminal.get(manager, 'drafts:mine', {})).drafts).toMatchObject([{ draftId }]);
    expect(await terminal.get(manager, 'drafts:get', { draftId })).toMatchObject({ step: 'details' });
  });
});

describe('rights', () => {
  it('[ADM-3] of a signed-in person end when a manager takes them away, at the next call', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const staff = await signInStaff(terminal, manager);
    expect(await terminal.get(staff, 'drafts:mine', {})).toEqual({ drafts: [] });
    await terminal.get(manager, 'staff:change', { staffId: asStaffId(staff.staffId), active: false });
    expect(await terminal.refused(staff, 'drafts:mine', {})).toBe('FORBIDDEN');
    await terminal.get(manager, 'staff:change', {
      staffId: asStaffId(staff.staffId),
      active: true,
      role: 'manager',
    });
    expect(await terminal.refused(staff, 'drafts:mine', {})).toBe('FORBIDDEN');
    expect(await terminal.refused({ ...staff, role: 'manager', staffId: null }, 'drafts:mine', {})).toBe(
      'FORBIDDEN',
    );
    expect(await terminal.refused({ ...CUSTOMER, staffId: staff.staffId }, 'visit:touch', {})).toBe(
      'FORBIDDEN',
    );
  });

  it("[ADM-3] to people and settings are a manager's", async () => {
    const terminal = await readyTerminal();
    const staff = await signInStaff(terminal, await signInManager(terminal));
    const add = { name: 'Pēteris', role: 'manager', pin: '2864', badge: null } as const;
    expect(await terminal.refused(staff, 'staff:add', add)).toBe('FORBIDDEN');
    expect(await terminal.refused(staff, 'settings:change', { change: {} })).toBe('FORBIDDEN');
    expect(
      await terminal.refused(staff, 'reports:export', { day: '2026-11-22' as never, format: 'csv' } as never),
    ).toBe('FORBIDDEN');
  });

  it('the last manager stays one, and names and PINs are checked', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const staffId = asStaffId(manager.staffId);
    for (const change of [{ active: false }, { role: 'staff' as const }])
      expect(await terminal.refused(manager, 'staff:change', { staffId, ...change })).toBe('LAST_MANAGER');
    expect((await terminal.get(NOBODY, 'staff:people', {})).people).toMatchObject([
      { role: 'manager', active: true },
    ]);
    const add = { name: 'Līga', role: 'staff', pin: '2864', badge: null } as const;
    await terminal.get(manager, 'staff:add', add);
    expect(await terminal.refused(manager, 'staff:add', add)).toBe('NAME_TAKEN');
    expect(await terminal.refused(manager, 'staff:add', { ...add, name: 'Māra', pin: '1111' })).toBe(
      'PIN_WEAK',
    );
    expect(await terminal.refused(manager, 'staff:change', { staffId, name: 'Līga' })).toBe('NAME_TAKEN');
    expect(await terminal.refused(manager, 'staff:change', { staffId, pin: '4567' })).toBe('PIN_WEAK');
  });

  it('[ADM-2] a changed PIN counts from the next sign-in', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const staffId = asStaffId(manager.staffId);
    await terminal.get(manager, 'staff:change', { staffId, pin: '8642' });
    expect(await terminal.refused(NOBODY, 'staff:signIn', { staffId, pin: '1359' })).toBe('PIN_WRONG');
    expect(await terminal.get(NOBODY, 'staff:signIn', { staffId, pin: '8642' })).toMatchObject({
      role: 'manager',
    });
  });
});

describe('the staff way out of the kiosk', () => {
  it('[KIO-6] needs a PIN, counts wrong ones, and then does what was asked', async () => {
    const terminal = await readyTerminal();
    const { staffId } = await signInStaff(terminal, await signInManager(terminal));
    const leave = (pin: string, action: 'exit' | 'restart') =>
      terminal.ask(CUSTOMER, 'terminal:leaveKiosk', { staffId: asStaffId(staffId), pin, action });
    expect(await leave('9753', 'exit')).toMatchObject({ ok: false, code: 'PIN_WRONG' });
    expect(terminal.shell).toEqual([]);
    expect(await leave('2864', 'exit')).toMatchObject({ ok: true });
    expect(await leave('2864', 'restart')).toMatchObject({ ok: true });
    expect(terminal.shell).toEqual(['quit', 'restart']);
    for (const code of ['PIN_WRONG', 'PIN_WRONG', 'PIN_LOCKED'])
      expect(await leave('9753', 'exit')).toMatchObject({ code });
    expect(await leave('2864', 'exit')).toMatchObject({ code: 'PIN_LOCKED' });
    expect(terminal.shell).toHaveLength(2);
  });
});
