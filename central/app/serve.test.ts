import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { startCentral } from '../../tests/sync/tools/central.ts';
import { freshPostgres } from '../../tests/sync/tools/databases.ts';

/** Shorter than a connection is kept open for its next request. */
const SOON_MS = 30_000;

const answerOn = async (socket: Socket): Promise<string> => String((await once(socket, 'data'))[0]);
const refuses = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(true));
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
  });

it(
  '[SYN-4] a central that stops answers what is under way, and holds no connection for what may come',
  async () => {
    const central = await startCentral(await freshPostgres());
    await central.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = central.app.server.address() as AddressInfo;
    const busy = connect(port, '127.0.0.1');
    const body = JSON.stringify({ code: 'AAAA' });
    const head = `Host: central\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const asked = once(central.app.server, 'request');
    busy.write(`POST /v1/enrol HTTP/1.1\r\n${head}`);
    await asked;
    const [stopped, end] = [central.stop(), once(busy, 'close')];
    let refusals = 0;
    await expect
      .poll(async () => (refusals += Number(await refuses(port))), { interval: 50 })
      .toBeGreaterThan(5);
    busy.write(body);
    expect(await answerOn(busy)).toMatch(/^HTTP\/1.1 400/);
    await Promise.all([end, stopped]);
    await central.end();
  },
  SOON_MS,
);
