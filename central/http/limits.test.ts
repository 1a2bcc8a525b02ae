import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';
import { freshPostgres } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { levelQueue, newOrder, placing } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';

describe('limits of the server', () => {
  let central: TestCentral;
  let port = 0;
  beforeAll(async () => {
    central = await startCentral(await freshPostgres(), { bodyTimeoutMs: 300 });
    await central.app.listen({ host: '127.0.0.1', port: 0 });
    ({ port } = central.app.server.address() as AddressInfo);
  });
  afterAll(() => central.end());

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
