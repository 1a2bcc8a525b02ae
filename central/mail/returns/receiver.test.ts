import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as encrypt } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCentral, type TestCentral } from '../../../tests/sync/tools/central.ts';
import { freshPostgres } from '../../../tests/sync/tools/databases.ts';
import { bring, returnedMail, smtpClient } from '../../../tests/sync/tools/returnedMail.ts';
import { TEST_CERTIFICATE, TEST_KEY } from '../../../tests/sync/tools/testCertificate.ts';
import { MAX_BYTES, type Patience, type Receiver, startReceiver } from './receiver.ts';
import { ReturnsSettings, returnsOf } from './returnSettings.ts';

const DOMAIN = 'returns.example.org';
const PLACE = { domain: DOMAIN, host: '127.0.0.1', port: 0, tls: null } as const;
const ID = '01K4Z2W6Y4W0V5N7D3B1A8C9B0';

describe('the receiver of returned mail', () => {
  let central: TestCentral;
  let address = '';
  const lines: unknown[] = [];
  const receivers: Receiver[] = [];
  beforeAll(async () => {
    central = await startCentral(await freshPostgres(), { returnDomain: DOMAIN });
    address = central.central.returnAddresses?.of({ shopId: '01', messageId: ID }) ?? '';
  });
  afterAll(async () => {
    for (const receiver of receivers) await receiver.close();
    await central.end();
  });

  const start = async (place: Partial<Parameters<typeof startReceiver>[1]> = {}, patience?: Patience) => {
    const log = (...line: readonly unknown[]): void => void lines.push(line);
    const receiver = await startReceiver({ ...central.central, log }, { ...PLACE, ...place }, patience);
    receivers.push(receiver);
    return receiver;
  };
  const text = returnedMail('postfixFailed', 'x');

  it('[NOT-3] takes nothing to an address that central did not give out', async () => {
    const { port } = await start();
    const [local = ''] = address.split('@');
    const hmac = local.slice(-32);
    const other = `${hmac[0] === '0' ? '1' : '0'}${hmac.slice(1)}`;
    const forged = [
      local.replace(hmac, other),
      local.replace(hmac, hmac.slice(1)),
      local.replace(hmac, ''),
      local.replace('01-', '02-'),
      local.replace(ID.toLowerCase(), '01k4z2w6y4w0v5n7d3b1a8c9b1'),
      `x${local}`,
      `${local}0`,
      'info',
      'postmaster',
    ];
    for (const part of forged)
      expect([part, await bring(port, { to: `${part}@${DOMAIN}`, text })]).toEqual([part, 550]);
    for (const to of [`${local}@example.com`, `${local}@x.${DOMAIN}`, `${local}%example.com@${DOMAIN}`])
      expect(await bring(port, { to, text })).toBe(550);
    expect(await bring(port, { to: address, text })).toBe(250);
    expect(JSON.stringify(lines)).not.toMatch(/paraugs/);
  });

  it('[NOT-3] has one recipient for each mail, and no login', async () => {
    const client = await smtpClient((await start()).port);
    expect(client.heard()).not.toMatch(/AUTH|STARTTLS|Nodemailer/i);
    expect(await client.say('AUTH PLAIN AGFubmEAbWFkZSB1cA==')).toBeGreaterThanOrEqual(500);
    expect(await client.say('MAIL FROM:<>')).toBe(250);
    expect(await client.say(`RCPT TO:<${address}>`)).toBe(250);
    const second = central.central.returnAddresses?.of({ shopId: '02', messageId: ID }) ?? '';
    expect(await client.say(`RCPT TO:<${second}>`)).toBe(452);
    client.end();
  });

  it('[NOT-3] refuses a mail that is too long, said beforehand or not', async () => {
    const { port } = await start();
    const long = `${text}\r\n${`${'x'.repeat(998)}\r\n`.repeat(MAX_BYTES / 1000)}`;
    expect(await bring(port, { to: address, text: long })).toBe(552);
    const client = await smtpClient(port);
    expect(await client.say(`MAIL FROM:<> SIZE=${MAX_BYTES + 1}`)).toBe(552);
    client.end();
  });

  it('[NOT-3] waits for nobody for ever: who says nothing, or goes on and on, is hung up on', async () => {
    const idle = await smtpClient((await start({}, { idleMs: 300, wholeMs: 60_000, clients: 5 })).port);
    const hungUp = once(idle.socket, 'close').then(() => 'hung up');
    expect(await Promise.race([hungUp, sleep(10_000)])).toBe('hung up');
    const { port } = await start({}, { idleMs: 60_000, wholeMs: 1500, clients: 5 });
    const busy = await smtpClient(port);
    const closed = once(busy.socket, 'close');
    for (const line of ['MAIL FROM:<>', `RCPT TO:<${address}>`, 'DATA']) await busy.say(line);
    const talk = setInterval(() => busy.socket.write('Subject: on and on\r\n'), 50);
    await closed;
    clearInterval(talk);
  });

  it('[NOT-3] lets so many in at once and no more', async () => {
    const { port } = await start({}, { idleMs: 60_000, wholeMs: 60_000, clients: 2 });
    const inside = [await smtpClient(port), await smtpClient(port)];
    const third = await smtpClient(port);
    expect(third.heard()).toMatch(/^421 /);
    for (const client of [...inside, third]) client.end();
    await expect.poll(async () => bring(port, { to: address, text })).toBe(250);
  });

  it('[NOT-3] asks to bring it again while the database is away, and says no more than that', async () => {
    lines.length = 0;
    const away = () => Promise.reject(Object.assign(new Error('no anna.paraugs'), { code: 'ECONNREFUSED' }));
    const log = (...line: readonly unknown[]): void => void lines.push(line);
    const db = { ...central.central.db, transaction: away };
    const receiver = await startReceiver({ ...central.central, db, log }, PLACE);
    expect(await bring(receiver.port, { to: address, text })).toBe(451);
    expect(lines).toEqual([['job_failed', { code: 'Error ECONNREFUSED' }]]);
    await receiver.close();
  });

  it('[NOT-3] encrypts with the certificate of the operator', async () => {
    const { port } = await start({ tls: { cert: TEST_CERTIFICATE, key: TEST_KEY } });
    const client = await smtpClient(port);
    expect(client.heard()).toMatch(/STARTTLS/);
    expect(await client.say('STARTTLS')).toBe(220);
    client.socket.removeAllListeners('data');
    const secure = encrypt({
      socket: client.socket,
      ca: TEST_CERTIFICATE,
      checkServerIdentity: () => undefined,
    });
    await once(secure, 'secureConnect');
    expect(secure.authorized).toBe(true);
    secure.destroy();
  });

  it('[NOT-3] that stops waits for no one who is still connected', async () => {
    const receiver = await start();
    const client = await smtpClient(receiver.port);
    const closed = once(client.socket, 'close');
    expect(await Promise.race([receiver.close().then(() => 'closed'), sleep(10_000)])).toBe('closed');
    await closed;
    await expect(smtpClient(receiver.port)).rejects.toThrow('ECONNREFUSED');
  });

  it('[NOT-3] says which port it cannot have', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    await expect(start({ port: (taken.address() as AddressInfo).port })).rejects.toThrow(
      'LETE_CENTRAL_BOUNCE_PORT cannot be listened on: Error EADDRINUSE',
    );
    taken.close();
  });
});

describe('what the surroundings say of returned mail', () => {
  const placeOf = (env: Readonly<Record<string, string>>) => returnsOf(ReturnsSettings.parse(env));
  it('[NOT-3] is none without a domain, and then on this machine', () => {
    expect(placeOf({})).toBeNull();
    expect(placeOf({ LETE_CENTRAL_BOUNCE_DOMAIN: DOMAIN })).toEqual({ ...PLACE, port: 2525 });
  });

  it('[NOT-3] goes together, or is refused in a sentence', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lete-returns-'));
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    writeFileSync(cert, 'CERT');
    writeFileSync(key, 'KEY');
    const domain = { LETE_CENTRAL_BOUNCE_DOMAIN: DOMAIN };
    const both = { ...domain, LETE_CENTRAL_BOUNCE_CERT: cert, LETE_CENTRAL_BOUNCE_KEY: key };
    expect(placeOf(both)).toMatchObject({ tls: { cert: 'CERT', key: 'KEY' } });
    rmSync(folder, { recursive: true });
    expect(() => placeOf(both)).toThrow('the file that LETE_CENTRAL_BOUNCE_CERT names cannot be read');
    expect(() => placeOf({ ...domain, LETE_CENTRAL_BOUNCE_KEY: key })).toThrow('go together');
    expect(() => placeOf({ LETE_CENTRAL_BOUNCE_PORT: '2525' })).toThrow(
      'LETE_CENTRAL_BOUNCE_DOMAIN is missing',
    );
    for (const wrong of ['example', 'a b.example.org', `${'a.'.repeat(100)}org`, '-@example.org'])
      expect(() => placeOf({ LETE_CENTRAL_BOUNCE_DOMAIN: wrong })).toThrow();
  });
});
