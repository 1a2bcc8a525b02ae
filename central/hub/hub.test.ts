import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubsAnswer, HubTerminalsAnswer } from '../../shared/sync/endpoints.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { createQueue, levelQueue, newOrder, placing } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal, type TestTerminal } from '../../tests/sync/tools/terminal.ts';

const SAID = { url: 'https://192.168.1.10:8444', tlsSha256: 'a'.repeat(64) };

describe.each(DATABASES)('hubs of a store on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
  });
  afterAll(() => central.end());

  const hubsOf = async (terminal: TestTerminal) =>
    HubsAnswer.parse((await terminal.call('GET', '/v1/hubs')).body).hubs;
  const withdraw = (token: string) =>
    central.app.inject({ method: 'DELETE', url: '/v1/hub', headers: { authorization: `Bearer ${token}` } });

  it('[I14] are said by a counter, known to every terminal of the store and to no other, until it ends', async () => {
    const counter = await enrolTerminal(central, '01', 'counter');
    const kiosk = await enrolTerminal(central, '01', 'kiosk');
    const foreign = await enrolTerminal(central, '02', 'kiosk');
    expect(await hubsOf(kiosk)).toEqual([]);
    expect((await counter.call('PUT', '/v1/hub', SAID)).status).toBe(204);
    expect((await counter.call('PUT', '/v1/hub', SAID)).status).toBe(204);
    const known = { ...SAID, terminalId: counter.id, signPub: counter.signer.publicKey };
    expect(await hubsOf(kiosk)).toEqual([known]);
    expect(await hubsOf(foreign)).toEqual([]);
    expect((await withdraw(counter.token)).statusCode).toBe(204);
    expect(await hubsOf(kiosk)).toEqual([]);
    await counter.call('PUT', '/v1/hub', SAID);
    await counter.call('POST', `/v1/terminals/${counter.id}/revoke`);
    expect(await hubsOf(kiosk)).toEqual([]);
  });

  it('[I14] are counters alone: a kiosk neither says that it is one nor learns the keys of others', async () => {
    const kiosk = await enrolTerminal(central, '03', 'kiosk');
    const refused = { status: 403, body: { code: 'role' } };
    expect(await kiosk.call('PUT', '/v1/hub', SAID)).toMatchObject(refused);
    expect(await kiosk.call('GET', '/v1/hub/terminals')).toMatchObject(refused);
    expect((await withdraw(kiosk.token)).statusCode).toBe(403);
    const counter = await enrolTerminal(central, '03', 'counter');
    for (const url of ['http://192.168.1.10', 'https://example.org', 'https://192.168.1.10/x'])
      expect(await counter.call('PUT', '/v1/hub', { ...SAID, url })).toMatchObject({ status: 400 });
  });

  it('[I3] learn where the chain of each terminal of their store ends', async () => {
    const counter = await enrolTerminal(central, '04', 'counter');
    const kiosk = await enrolTerminal(central, '04', 'kiosk');
    await enrolTerminal(central, '05', 'kiosk');
    const queue = await levelQueue(kiosk);
    await queue.send(placing(newOrder('04')));
    const { terminals } = HubTerminalsAnswer.parse((await counter.call('GET', '/v1/hub/terminals')).body);
    const { seq: lastSeq, hash: lastHash } = queue.end();
    const of = (one: TestTerminal) => ({ terminalId: one.id, signPub: one.signer.publicKey, revoked: false });
    expect(new Set(terminals)).toEqual(
      new Set([
        { ...of(kiosk), role: 'kiosk', epoch: 1, lastSeq, lastHash },
        { ...of(counter), role: 'counter', epoch: 1, lastSeq: 0, lastHash: createQueue(counter).end().hash },
      ]),
    );
  });
});
