import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';
import { freshPostgres } from '../../tests/sync/tools/databases.ts';
import { START, startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { levelQueue, newOrder, placing } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';

/** Where nginx is, as seen by central in a container. */
const PROXY = '172.18.0.3';

describe('limits of the server', () => {
  let central: TestCentral;
  let port = 0;
  beforeAll(async () => {
    central = await startCentral(await freshPostgres(), {
      bodyTimeoutMs: 300,
      trustedProxies: 'loopback, uniquelocal',
    });
    await central.app.listen({ host: '127.0.0.1', port: 0 });
    ({ port } = central.app.server.address() as AddressInfo);
  });
  afterAll(() => central.end());

  it('leaves an answer that takes longer than any body may alone', async () => {
    const counter = await enrolTerminal(central, '01', 'counter');
    await levelQueue(counter);
    const snapshot = await counter.call<{ cursor: string }>('GET', '/v1/snapshot?scope=store:01');
    const path = `/v1/feed?scope=store:01&cursor=${snapshot.body.cursor}&wait=2`;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { authorization: `Bearer ${counter.token}` },
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ items: [] });
  });

  it('hangs up on a body that drips in', async () => {
    const start = performance.now();
    const answer = await new Promise<string>((resolve) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1');
      socket.write(
        'POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{',
      );
      const drip = setInterval(() => socket.write(' '), 50);
      socket.on('data', (bytes) => {
        heard += bytes.toString();
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        resolve(heard);
      });
    });
    expect(answer).toBe('');
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('takes packed bodies, and no more of them than of plain ones', async () => {
    const queue = await levelQueue(await enrolTerminal(central, '01', 'counter'));
    const send = (body: Buffer) =>
      central.app.inject({
        method: 'POST',
        url: '/v1/token',
        payload: body,
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      });
    const small = await send(gzipSync(JSON.stringify({ nothing: true })));
    expect(small.json()).toMatchObject({ code: 'malformed' });
    const bomb = await send(gzipSync(Buffer.alloc(50_000_000, 0x20)));
    expect(bomb.statusCode).toBe(413);
    expect(await queue.send(placing(newOrder('01')))).toMatchObject({ status: 200 });
  });

  describe('counts calls together', () => {
    const ENROLS = 300;
    const enrol = (from: object): Promise<number> =>
      central.app
        .inject({ method: 'POST', url: '/v1/enrol', payload: {}, ...from })
        .then(({ statusCode }) => statusCode);

    it('of one address, whatever terminal each names', async () => {
      const remoteAddress = '203.0.113.1';
      const naming = (n: number) => {
        const token = `${String(n).padStart(26, '0')}.${START + 1}.${'A'.repeat(43)}`;
        return enrol({ remoteAddress, headers: { authorization: `Bearer ${token}` } });
      };
      for (let n = 0; n < ENROLS; n += 1) expect(await naming(n)).toBe(400);
      expect(await naming(ENROLS)).toBe(429);
    });

    it('of one address behind a proxy that is trusted, and not of all behind it', async () => {
      const from = (address: string) =>
        enrol({ remoteAddress: PROXY, headers: { 'x-forwarded-for': address } });
      for (let n = 0; n < ENROLS; n += 1) await from('203.0.113.2');
      expect([await from('203.0.113.2'), await from('203.0.113.3')]).toEqual([429, 400]);
    });

    it('of a terminal by its token, also where others call from its address', async () => {
      const { token } = await enrolTerminal(central, '01', 'counter');
      const authorization = `Bearer ${token}`;
      const remoteAddress = '203.0.113.4';
      for (let n = 0; n <= ENROLS; n += 1) await enrol({ remoteAddress });
      expect(await enrol({ remoteAddress, headers: { authorization } })).toBe(400);
    });
  });

  it('packs answers for who takes that', async () => {
    const terminal = await enrolTerminal(central, '01', 'counter');
    const queue = await levelQueue(terminal);
    await queue.send(...Array.from({ length: 5 }, () => placing(newOrder('01'))));
    const headers = { authorization: `Bearer ${terminal.token}`, 'accept-encoding': 'gzip' };
    const packed = await central.app.inject({ method: 'GET', url: '/v1/feed?scope=store:01', headers });
    expect(packed.headers['content-encoding']).toBe('gzip');
    const answer = await fetch(`http://127.0.0.1:${port}/v1/feed?scope=store:01`, { headers });
    expect(((await answer.json()) as { items: unknown[] }).items.length).toBeGreaterThanOrEqual(5);
  });

  it('answers what it cannot read with a code and a reference, and what it does not know too', async () => {
    const bad = await central.app.inject({
      method: 'POST',
      url: '/v1/enrol',
      payload: '{"code":',
      headers: { 'content-type': 'application/json' },
    });
    expect(bad.json()).toEqual({ code: 'malformed', ref: expect.stringMatching(/^[0-9a-f]{8}$/) });
    const unknown = await central.app.inject({ method: 'GET', url: '/v1/nowhere?name=Anna' });
    expect(unknown.json()).toEqual({ code: 'not_found', ref: expect.any(String) });
    expect(unknown.headers['lete-incarnation']).toBe(central.central.incarnation);
    expect(unknown.headers['lete-time']).toBe(String(central.clock.now));
  });
});
