import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpsAnswer } from '../../../shared/sync/endpoints.ts';
import { addressOf, sendOverHttp } from '../../../electron/core/features/sync/transport/http.ts';
import { type ContractServer, startContractServer } from './contractServer.ts';
import { CODE, createSyncCore, enrol, record, seen, type SyncCore } from './syncCore.ts';

let server: ContractServer;
let core: SyncCore;

beforeEach(async () => {
  server = await startContractServer();
  core = await createSyncCore();
});
afterEach(async () => {
  await core.features.sync.stop();
  await core.close();
  await server.close();
});

describe('joining central', () => {
  it('[SYN-1] a terminal that never did is as it was: nothing is recorded, nothing asked', async () => {
    core.features.sync.start?.();
    record(core, 1);
    expect(await core.get(core.who.staff, 'sync:status', {})).toMatchObject({
      state: 'not_enrolled',
      waiting: { ops: 0 },
    });
    expect(await core.refused(core.who.manager, 'sync:terminals', {})).toBe('NOT_ENROLLED');
    expect(core.features.sync.health(core.deps.read, core.clock.now())).toEqual({
      level: 'ok',
      state: 'notSetUp',
      offlineSince: null,
    });
    expect(server.state.calls).toEqual([]);
  });

  it('[SYN-1] is for managers, with a code that is right, over a line nobody reads along', async () => {
    const asked = { url: server.url, code: CODE };
    expect(await core.refused(core.who.staff, 'sync:enrol', asked)).toBe('FORBIDDEN');
    const wrong = { ...asked, code: `1${CODE.slice(1)}` };
    expect(await core.refused(core.who.manager, 'sync:enrol', wrong)).toBe('ENROL_CODE_WRONG');
    server.fail('/v1/enrol', 'code_used', 'code_expired');
    expect(await core.refused(core.who.manager, 'sync:enrol', asked)).toBe('ENROL_CODE_USED');
    expect(await core.refused(core.who.manager, 'sync:enrol', asked)).toBe('ENROL_CODE_EXPIRED');
    const open = { ...asked, url: 'http://central.example.org' };
    expect(await core.refused(core.who.manager, 'sync:enrol', open)).toBe('ADDRESS_INSECURE');
    server.fail('/v1/enrol', 'portal');
    expect(await core.refused(core.who.manager, 'sync:enrol', asked)).toBe('CENTRAL_AWAY');
    expect(await core.get(core.who.manager, 'sync:enrol', asked)).toEqual({ letter: 'K' });
    const { terminal, store } = core.deps.settings(core.deps.read);
    expect([terminal.letter, store.code]).toEqual(['K', '07']);
    expect(seen.opened).toBe(1);
  });

  it('[OFF-3] only joining, the list of terminals and a code for one more need central, and say so', async () => {
    await enrol(core, server.url);
    record(core, 1);
    await server.close();
    const { manager, staff } = core.who;
    const asked = { url: server.url, code: CODE };
    expect(await core.refused(manager, 'sync:enrol', asked)).toBe('CENTRAL_AWAY');
    expect(await core.refused(manager, 'sync:terminals', {})).toBe('CENTRAL_AWAY');
    expect(await core.refused(manager, 'sync:createCode', { role: 'kiosk' })).toBe('CENTRAL_AWAY');
    for (const name of [
      'sync:status',
      'sync:waiting',
      'sync:deadLetters',
      'sync:sendNow',
      'sync:retry',
    ] as const)
      await core.get(staff, name, {});
  });

  it('the same terminal asks under the same name when the first answer was lost', async () => {
    server.fail('/v1/enrol', 'lose');
    expect(await core.refused(core.who.manager, 'sync:enrol', { url: server.url, code: CODE })).toBe(
      'CENTRAL_AWAY',
    );
    await enrol(core, server.url);
    const ids = server.state.bodies.map((body) => (JSON.parse(body) as { terminalId: string }).terminalId);
    expect(new Set(ids).size).toBe(1);
  });

  it.each([
    ['https://central.example.org/', 'https://central.example.org'],
    ['https://central.example.org/lete/', 'https://central.example.org/lete'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://central.example.org', null],
    ['http://127.0.0.1.example.org', null],
    ['https://user:word@central.example.org', null],
    ['ftp://central.example.org', null],
    ['central', null],
  ])('%s is taken as %s', (typed, address) => expect(addressOf(typed)).toBe(address));
});

describe('what is asked of the line', () => {
  it('[I10] what waits is named with its order and its age', async () => {
    await enrol(core, server.url);
    record(core, 1);
    const { ops } = await core.get(core.who.staff, 'sync:waiting', {});
    expect(ops).toMatchObject([
      { kind: 'subject.restricted', orderId: null, number: null, since: core.clock.now(), attempts: 0 },
    ]);
  });

  it("[SYN-4] the store's terminals and a code for one more are asked of central", async () => {
    await enrol(core, server.url);
    server.state.terminals = [
      {
        terminalId: core.deps.ids.ulid() as never,
        role: 'kiosk',
        letter: 'A',
        lastSeenAt: null,
        unsent: 3,
        bytesLeft: 0,
        ledgerSeq: null,
        appVersion: '0.1.0',
        revoked: false,
      },
    ];
    expect(await core.refused(core.who.staff, 'sync:terminals', {})).toBe('FORBIDDEN');
    expect(await core.get(core.who.manager, 'sync:terminals', {})).toMatchObject({
      terminals: [{ letter: 'A', unsent: 3 }],
    });
    expect(await core.get(core.who.manager, 'sync:createCode', { role: 'kiosk' })).toMatchObject({
      code: CODE,
    });
    server.fail('/v1/enrolments', 'role');
    expect(await core.refused(core.who.manager, 'sync:createCode', { role: 'kiosk' })).toBe(
      'CENTRAL_REFUSED',
    );
  });
});

describe('an answer', () => {
  const call = { method: 'POST', path: '/v1/ops', body: {}, answer: OpsAnswer } as const;

  it.each(['portal', 'cut', 'gibberish'] as const)(
    '[F8] that is not central’s own (%s) is none',
    async (fault) => {
      server.fail('/v1/ops', fault);
      expect(await sendOverHttp(server.url, call, null)).toEqual({ kind: 'network' });
    },
  );

  it('[F6] that never comes ends with its time', async () => {
    const { port } = new URL(server.url);
    await server.close();
    const gone = { ...call, timeoutMs: 200 };
    expect(await sendOverHttp(`http://127.0.0.1:${port}`, gone, null)).toEqual({ kind: 'network' });
  });
});
