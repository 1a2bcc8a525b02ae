import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { erasing, levelQueue, moving, newOrder, person, placing } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';

/** A trusted proxy elsewhere, such as nginx in a container of its own. */
const PROXY = '172.18.0.3';
const TOKEN = 'operator-'.repeat(5);

describe.each(DATABASES)('what the operator sees on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open(), {
      operatorToken: TOKEN,
      trustedProxies: 'loopback, uniquelocal',
    });
    const counter = await enrolTerminal(central, '01', 'counter');
    const queue = await levelQueue(counter);
    const order = newOrder('01', person('anna@example.com'));
    await queue.send(placing(order), moving(order.orderId, 'ready', 'picked_up'));
    await queue.hello({ backlog: { ops: 17, files: 2, bytes: 5_000_000, oldestS: 4000 } });
    await queue.send(erasing([order.orderId], []));
  });
  afterAll(() => central.end());

  const get = (url: string, options: { from?: string; headers?: Record<string, string> } = {}) =>
    central.app.inject({
      method: 'GET',
      url,
      remoteAddress: options.from ?? '127.0.0.1',
      headers: options.headers ?? {},
    });

  it('terminals, outbox age, dead letters and outstanding acknowledgements, without anybody’s data', async () => {
    const { body, headers } = await get('/operator');
    expect(headers['content-type']).toContain('text/html');
    for (const seen of ['<td>17</td>', '<td>67 min</td>', '<td>5 MB</td>', 'order_moved_on'])
      expect(body).toContain(seen);
    expect(body).not.toContain('anna@example.com');
  });

  it('metrics with ids alone', async () => {
    const { body } = await get('/metrics');
    expect(body).toMatch(/lete_terminal_unsent_ops\{shop="01",terminal="[0-9A-Z]{26}"\} 17/);
    expect(body).toMatch(/lete_terminal_acknowledgements_outstanding\{[^}]+\} 1/);
    expect(body).toContain('lete_ops_attention{shop="01",status="rejected",code="order_moved_on"} 1');
    expect(body).toMatch(/lete_answers_total\{route="\/v1\/ops",status="200"\} 2/);
    expect(body).not.toContain('anna');
  });

  it('is for this machine alone, also behind a proxy, or for who has the token', async () => {
    for (const url of ['/operator', '/metrics']) {
      expect((await get(url, { from: '192.0.2.7' })).statusCode).toBe(404);
      expect((await get(url, { headers: { 'x-forwarded-for': '127.0.0.1' } })).statusCode).toBe(404);
      for (const said of ['127.0.0.1', '::1', '127.0.0.1, 172.18.0.3'])
        expect((await get(url, { from: PROXY, headers: { 'x-forwarded-for': said } })).statusCode).toBe(404);
      expect((await get(url, { from: PROXY })).statusCode).toBe(404);
      const headers = { authorization: `Bearer ${TOKEN}` };
      expect((await get(url, { from: '192.0.2.7', headers })).statusCode).toBe(200);
      const wrong = { authorization: `Bearer ${TOKEN}x` };
      expect((await get(url, { from: '192.0.2.7', headers: wrong })).statusCode).toBe(404);
    }
  });

  it('tells a balancer whether it lives and is ready', async () => {
    expect((await get('/healthz', { from: '192.0.2.7' })).statusCode).toBe(200);
    expect((await get('/readyz', { from: '192.0.2.7' })).statusCode).toBe(200);
  });
});
