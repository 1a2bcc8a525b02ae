import { describe, expect, it } from 'vitest';
import { createLog } from '../../../electron/core/log/log.ts';
import { bindFrom, hearCore } from '../../../electron/main/ipc/bindings.ts';
import { createGate, type Sender } from '../../../electron/main/ipc/decide.ts';
import { fanOut } from '../../../electron/main/ipc/fanOut.ts';
import { createWindowRegistry } from '../../../electron/main/windows/registry.ts';
import { SURFACES, type WindowKind } from '../../../electron/main/windows/surface.ts';
import type { Answer } from '../../../shared/contract/answer.ts';
import { type Caller, ROLES, type Role } from '../../../shared/contract/define.ts';
import { type CallName, contract, type EventName, events } from '../../../shared/contract/index.ts';
import { ulid } from '../../../shared/domain/ids.ts';

const WINDOWS = { setup: 1, kiosk: 2, counter: 3 } as const satisfies Record<WindowKind, number>;
const KINDS = Object.keys(WINDOWS) as readonly WindowKind[];
const CALLS = Object.keys(contract) as readonly CallName[];
const STAFF_ID = ulid(1, new Uint8Array(10));
const requestId = ulid(2, new Uint8Array(10));
const DRAFT = ulid(3, new Uint8Array(10));
const at = (kind: WindowKind, more: Partial<Sender> = {}): Sender => ({
  url: `app://lete/${kind}.html`,
  isMainFrame: true,
  windowId: WINDOWS[kind],
  ...more,
});

/** The gate with three windows; what stands behind it is the test's. */
const gateWith = (
  behind: (name: CallName) => Answer<unknown> | Promise<Answer<unknown>> = () => ({ ok: true, value: {} }),
) => {
  const registry = createWindowRegistry();
  const sent: { kind: WindowKind; channel: string; payload: unknown }[] = [];
  for (const kind of KINDS)
    registry.add({
      windowId: WINDOWS[kind],
      kind,
      send: (channel, payload) => void sent.push({ kind, channel, payload }),
    });
  const forwarded: { name: CallName; input: unknown; caller: Caller }[] = [];
  const log: string[] = [];
  const gate = createGate({
    registry,
    forward: async (name, input, caller) => {
      forwarded.push({ name, input, caller });
      return behind(name);
    },
    bindFrom: bindFrom(registry),
    log: createLog(
      () => 0,
      (line) => log.push(line),
    ),
    newRef: () => 'ab12',
    now: () => 0,
  });
  const bind = (kind: WindowKind, role: Role): void =>
    registry.bind(WINDOWS[kind], role, role === 'staff' || role === 'manager' ? STAFF_ID : null);
  return { registry, gate, forwarded, log, sent, bind };
};

const refused = (code: string) => ({ ok: false, code, ref: 'ab12' });

describe('every call, in every role, in every window', () => {
  const rows = CALLS.flatMap((name) => KINDS.flatMap((kind) => ROLES.map((role) => ({ name, kind, role }))));

  it('[ADM-3] passes only where the contract and the window allow it, and a wrong input never passes', async () => {
    for (const { name, kind, role } of rows) {
      const { gate, forwarded, bind } = gateWith();
      bind(kind, role);
      const roles: readonly string[] = contract[name].roles;
      const allowed = roles.includes(role) && SURFACES[kind].calls.includes(name);
      const answer = await gate(at(kind), name, { notAKey: true });
      expect([name, kind, role, answer]).toEqual([
        name,
        kind,
        role,
        refused(allowed ? 'INVALID_INPUT' : 'FORBIDDEN'),
      ]);
      expect(forwarded).toEqual([]);
    }
    expect(rows.length).toBe(CALLS.length * 12);
  });

  it('[ADM-3] a window where nobody signed in has these calls and no others', async () => {
    const open = async (kind: WindowKind) => {
      const { gate } = gateWith();
      const answers = await Promise.all(
        CALLS.map(async (name) => [name, await gate(at(kind), name, { notAKey: 1 })] as const),
      );
      return answers
        .filter(([, answer]) => !answer.ok && answer.code === 'INVALID_INPUT')
        .map(([name]) => name);
    };
    const everywhere = [
      'terminal:state',
      'terminal:health',
      'settings:get',
      'catalogue:current',
      'notices:current',
      'log:write',
    ];
    expect((await open('setup')).toSorted()).toEqual(
      [...everywhere, 'terminal:setUp', 'terminal:unlock', 'terminal:quit'].toSorted(),
    );
    expect((await open('kiosk')).toSorted()).toEqual(
      [
        ...everywhere,
        'products:out',
        'terminal:leaveKiosk',
        'staff:people',
        'media:sources',
        'visit:start',
        'visit:current',
        'visit:callStaff',
        'consents:byCode',
        'consents:withdrawByCode',
      ].toSorted(),
    );
    expect((await open('counter')).toSorted()).toEqual(
      [
        ...everywhere,
        'products:out',
        'terminal:quit',
        'staff:people',
        'staff:signIn',
        'staff:signInByBadge',
        'staff:who',
        // Whoever closes a locked counter is told how much is unsent (REC-7).
        'sync:status',
        'media:sources',
        'consents:byCode',
        'consents:withdrawByCode',
      ].toSorted(),
    );
  });

  it('[KIO-6] a kiosk window has no call of the counter, in any role', async () => {
    for (const role of ROLES) {
      const { gate, bind, forwarded } = gateWith();
      bind('kiosk', role);
      for (const name of [
        'orders:list',
        'orders:get',
        'settings:change',
        'staff:signIn',
        'terminal:quit',
        'terminal:setUp',
        'reports:export',
      ] as const)
        expect(await gate(at('kiosk'), name, {})).toEqual(refused('FORBIDDEN'));
      expect(forwarded).toEqual([]);
    }
  });
});

describe('the sender', () => {
  it.each([
    ['no frame', null],
    ['a frame inside the page', at('counter', { isMainFrame: false })],
    ['a window that is not registered', at('counter', { windowId: 99 })],
    ['a page of the web', at('counter', { url: 'https://lete/counter.html' })],
    ['a file', at('counter', { url: 'file:///app/lete/counter.html' })],
    ['an empty address', at('counter', { url: '' })],
    ['a host that begins like ours', at('counter', { url: 'app://lete.example.org/counter.html' })],
    ['a host that goes on like ours', at('counter', { url: 'app://lete-next-one/counter.html' })],
    ['a host that ends like ours', at('counter', { url: 'app://not-lete/counter.html' })],
    ['our name as a user', at('counter', { url: 'app://lete@example.org/counter.html' })],
    ['our host with a port', at('counter', { url: 'app://lete:1/counter.html' })],
    ['our name in a path', at('counter', { url: 'app://x/lete/counter.html' })],
    ['a protocol that begins like ours', at('counter', { url: 'apps://lete/counter.html' })],
    ['a data address', at('counter', { url: 'data:text/html,app://lete/' })],
    ['a blob of ours', at('counter', { url: 'blob:app://lete/1' })],
  ])('%s is FORBIDDEN', async (_what, sender) => {
    const { gate, forwarded, bind } = gateWith();
    bind('counter', 'manager');
    expect(await gate(sender, 'staff:who', {})).toEqual(refused('FORBIDDEN'));
    expect(forwarded).toEqual([]);
  });

  it.each([['drafts:burn'], ['toString'], ['__proto__'], [''], [null], [{}], [['staff:who']]])(
    'the name %j is FORBIDDEN',
    async (name) => {
      const { gate, forwarded, bind } = gateWith();
      bind('counter', 'manager');
      expect(await gate(at('counter'), name, {})).toEqual(refused('FORBIDDEN'));
      expect(forwarded).toEqual([]);
    },
  );

  it('never says who it is: main does', async () => {
    const { gate, forwarded, bind } = gateWith();
    bind('counter', 'staff');
    await gate(at('counter'), 'drafts:mine', {});
    expect(await gate(at('counter'), 'drafts:mine', { caller: { role: 'manager' } })).toEqual(
      refused('INVALID_INPUT'),
    );
    expect(forwarded.map(({ caller }) => caller)).toEqual([
      { windowId: WINDOWS.counter, terminal: 'counter', role: 'staff', staffId: STAFF_ID },
    ]);
  });
});

describe('the answer', () => {
  it('loses what the contract does not name', async () => {
    const { gate, bind } = gateWith(() => ({ ok: true, value: { signedIn: null, pinHash: 'secret' } }));
    bind('counter', 'staff');
    expect(await gate(at('counter'), 'staff:who', {})).toEqual({ ok: true, value: { signedIn: null } });
  });

  it.each([
    ['of another form', () => ({ ok: true, value: { signedIn: 'Anna Bērziņa' } }) as const],
    ['that does not come', () => Promise.reject(new Error('Anna Bērziņa: SELECT * FROM person'))],
  ])('%s is INTERNAL, with its reference in the log and nothing else', async (_what, behind) => {
    const { gate, bind, log } = gateWith(behind);
    bind('counter', 'staff');
    expect(await gate(at('counter'), 'staff:who', {})).toEqual(refused('INTERNAL'));
    const lines = log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ level: 'error', event: 'gate-failed', call: 'staff:who', ref: 'ab12' });
    expect(log.join()).not.toMatch(/Anna|SELECT/);
  });

  it('of every admitted call has one line in the log: name, code, reference, milliseconds', async () => {
    const { gate, bind, log } = gateWith((name) =>
      name === 'staff:who'
        ? { ok: true, value: { signedIn: null } }
        : (refused('NOT_FOUND') as Answer<never>),
    );
    bind('counter', 'staff');
    await gate(at('counter'), 'staff:who', {});
    await gate(at('counter'), 'drafts:get', { draftId: DRAFT });
    await gate(at('counter'), 'orders:search', { text: 'Anna Bērziņa', secret: 'x' });
    expect(log.map((line) => JSON.parse(line))).toEqual([
      { time: 0, level: 'info', event: 'call', call: 'staff:who', ref: 'ab12', ms: 0 },
      {
        time: 0,
        level: 'info',
        event: 'call-refused',
        call: 'drafts:get',
        ref: 'ab12',
        ms: 0,
        errorCode: 'NOT_FOUND',
      },
      expect.objectContaining({ event: 'input-refused', call: 'orders:search' }),
      expect.objectContaining({ event: 'call-refused', errorCode: 'INVALID_INPUT' }),
    ]);
    expect(log.join()).not.toContain('Anna');
  });
});

describe('who is bound to a window', () => {
  const signedIn = { ok: true, value: { staffId: STAFF_ID, name: 'Līga', role: 'staff' } } as const;

  it('[ADM-2] is who core accepted, until signing out', async () => {
    const { gate, registry } = gateWith((name) =>
      name === 'staff:signIn' ? signedIn : { ok: true, value: {} },
    );
    const who = () => registry.callerOf(WINDOWS.counter)?.role;
    expect(who()).toBe('nobody');
    await gate(at('counter'), 'staff:signIn', { requestId, staffId: STAFF_ID, pin: '2864' });
    expect(registry.callerOf(WINDOWS.counter)).toEqual({
      windowId: 3,
      terminal: 'counter',
      role: 'staff',
      staffId: STAFF_ID,
    });
    expect(registry.callerOf(WINDOWS.kiosk)?.role).toBe('nobody');
    await gate(at('counter'), 'staff:signOut', { requestId, why: 'idle' });
    expect(who()).toBe('nobody');
  });

  it('[ADM-2] is nobody after a refusal', async () => {
    const { gate, registry } = gateWith(() => refused('PIN_WRONG') as Answer<never>);
    await gate(at('counter'), 'staff:signIn', { requestId, staffId: STAFF_ID, pin: '2864' });
    expect(registry.callerOf(WINDOWS.counter)?.role).toBe('nobody');
  });

  it('is a customer from the beginning of a visit to its end, however it ends', async () => {
    const { gate, registry } = gateWith((name) => ({
      ok: true,
      value: name === 'visit:start' ? { draftId: DRAFT } : {},
    }));
    const role = () => registry.callerOf(WINDOWS.kiosk)?.role;
    const start = () => gate(at('kiosk'), 'visit:start', { requestId, locale: 'lv' });
    await start();
    expect(role()).toBe('customer');
    await gate(at('kiosk'), 'visit:end', { requestId, why: 'idle' });
    expect(role()).toBe('nobody');
    await start();
    let forgotten = 0;
    const heard = hearCore(
      registry,
      () => {},
      () => {},
      () => void (forgotten += 1),
    );
    heard.onEvent('kiosk-changed', {});
    expect([role(), forgotten]).toEqual(['customer', 0]);
    heard.onEvent('visit-ended', {});
    expect([role(), forgotten]).toEqual(['nobody', 1]);
  });

  it('[ADM-3] is nobody when the person may not sign in any more, and nobody else is', () => {
    const { registry, bind } = gateWith();
    bind('counter', 'manager');
    bind('kiosk', 'customer');
    const { onEvent } = hearCore(
      registry,
      () => {},
      () => {},
      () => {},
    );
    const roles = () => [WINDOWS.counter, WINDOWS.kiosk].map((id) => registry.callerOf(id)?.role);
    onEvent('staff-changed', { ended: ['01JDZS0000000000000000000B'] });
    expect(roles()).toEqual(['manager', 'customer']);
    onEvent('staff-changed', { ended: [registry.callerOf(WINDOWS.counter)?.staffId] });
    expect(roles()).toEqual(['nobody', 'customer']);
  });

  it('is nobody when core was lost or the window is gone', () => {
    const { registry, bind, sent } = gateWith();
    bind('counter', 'manager');
    bind('kiosk', 'customer');
    hearCore(
      registry,
      fanOut(registry),
      () => {},
      () => {},
    ).onLost();
    expect(KINDS.map((kind) => registry.callerOf(WINDOWS[kind])?.role)).toEqual([
      'nobody',
      'nobody',
      'nobody',
    ]);
    expect(sent.map(({ kind, channel }) => [kind, channel])).toEqual([['counter', 'lete:event:signed-out']]);
    bind('counter', 'manager');
    registry.remove(WINDOWS.counter);
    expect(registry.callerOf(WINDOWS.counter)).toBeUndefined();
    bind('counter', 'manager');
    expect(registry.callerOf(WINDOWS.counter)).toBeUndefined();
  });
});

describe('events', () => {
  it('[ADM-3] reach exactly the windows and roles they are for', () => {
    for (const name of Object.keys(events) as EventName[]) {
      for (const role of ROLES) {
        const { registry, sent, bind } = gateWith();
        for (const kind of KINDS) bind(kind, role);
        const shape = events[name].payload.shape;
        const payload = Object.fromEntries(
          Object.keys(shape).map((key) => [key, key === 'ended' ? [DRAFT] : DRAFT]),
        );
        fanOut(registry)(name, payload);
        const roles: readonly string[] = events[name].roles;
        const expected = KINDS.filter((kind) => roles.includes(role) && SURFACES[kind].events.includes(name));
        expect([name, role, sent.map(({ kind }) => kind)]).toEqual([name, role, expected]);
      }
    }
  });

  it('that carry more than their schema, or that nobody knows, go nowhere', () => {
    const { registry, sent, bind } = gateWith();
    bind('counter', 'manager');
    fanOut(registry)('draft-changed', { draftId: DRAFT, email: 'anna@example.org' });
    fanOut(registry)('toString' as EventName, {});
    expect(sent).toEqual([]);
  });
});
