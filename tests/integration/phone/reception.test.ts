import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PhoneReception, readPhonePage } from '../../../electron/core/features/phone/index.ts';
import { PHONE_LIMITS, type PhoneLimits } from '../../../electron/core/features/phone/phone.policy.ts';
import { DEFAULT_SETTINGS } from '../../../electron/core/features/settings/index.ts';
import { createLog } from '../../../electron/core/log/log.ts';
import { DraftId, ulid } from '../../../shared/domain/ids.ts';
import { RESOURCES } from '../core/terminal.ts';
import { draftId, jpegLike, makeCopier, tempFolder } from '../media/harness.ts';
import { aPhone } from './phone.ts';

const WAIT = { timeout: 20_000, interval: 10 };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** The reception on the real file store, key slots and library; decoders, clock and limits are the test's. */
const open = async (limits: Partial<PhoneLimits> = {}, roomToCopy = true) => {
  const dataFolder = tempFolder();
  const made = await makeCopier(async () => [], dataFolder);
  const clock = { ms: Date.UTC(2026, 10, 22, 10) };
  const phone = { ...DEFAULT_SETTINGS.phone, on: true, address: '127.0.0.1', port: 0, plain: true };
  const lines: string[] = [];
  const told: string[] = [];
  const reception = new PhoneReception({
    ...made,
    fileKeys: made.keys,
    clock: { now: () => clock.ms },
    ids: {
      ulid: () => ulid(clock.ms, randomBytes(10)),
      hex: (bytes) => randomBytes(bytes).toString('hex'),
      bytes: (count) => new Uint8Array(randomBytes(count)),
    },
    log: createLog(
      () => clock.ms,
      (line) => lines.push(line),
    ),
    read: { get: () => undefined, all: () => [] },
    settings: () => ({ ...DEFAULT_SETTINGS, phone }),
    emit: (name) => void told.push(name),
    databaseKey: randomBytes(32),
    page: () => readPhonePage(RESOURCES),
    addresses: () => [{ address: '127.0.0.1', family: 'IPv4', internal: true }],
    roomToCopy: async () => roomToCopy,
    limits: { ...PHONE_LIMITS, ...limits },
  });
  closers.push(async () => {
    await reception.stop();
    await made.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  const visit = { draftId: DraftId.parse(draftId()), locale: 'lv', fresh: false } as const;
  await reception.open(visit);
  const url = reception.state(visit.draftId).url ?? '';
  const onDisk = (): readonly string[] => {
    const files = join(dataFolder, 'files');
    return existsSync(files) ? readdirSync(files, { recursive: true }).map(String) : [];
  };
  return {
    ...made,
    reception,
    visit,
    url,
    phone: aPhone(url),
    clock,
    phoneSettings: phone,
    onDisk,
    lines,
    told,
  };
};

/** A connection that sends just these bytes and listens; resolves with what it got once it is cut. */
const raw = (
  url: string,
  bytes: string,
): { readonly closed: Promise<string>; readonly more: (text: string) => void } => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let got = '';
  socket.on('data', (chunk) => (got += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.write(bytes);
  return {
    closed: new Promise((resolve) => socket.once('close', () => resolve(got))),
    more: (text) => void socket.write(text),
  };
};

const bodyStart = (url: string, cookie: string, length: number): string =>
  `POST ${new URL(url).pathname}/photos HTTP/1.1\r\nHost: ${new URL(url).host}\r\nCookie: ${cookie}\r\n` +
  `Content-Length: ${length}\r\nX-Photo-Name: a.jpg\r\n\r\n`;

const cookieOf = async (phone: ReturnType<typeof aPhone>): Promise<string> => {
  const { headers } = await phone.open();
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
};

describe('the page for phones', () => {
  it('[MED-4] serves one small page with strict headers, and nothing else', async () => {
    const { phone, url } = await open();
    const { status, headers, body } = await phone.open();
    expect(status).toBe(200);
    expect(body.length).toBeLessThan(100_000);
    expect(body).not.toMatch(/\{\{|<(script|link|img)[^>]+(src|href)=/);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(headers['set-cookie']?.[0]).toMatch(/; Path=\/[\w-]{22}; HttpOnly; SameSite=Strict$/);
    const { pathname } = new URL(url);
    const paths = [
      '/',
      '/favicon.ico',
      `${pathname}/`,
      `${pathname}/photos/`,
      `${pathname}/..%2f`,
      `${pathname}?a`,
    ];
    for (const path of paths) expect([path, (await phone.ask(path)).status]).toEqual([path, 404]);
    expect((await phone.ask(`${pathname}/photos`)).status).toBe(405);
    expect((await phone.ask(pathname, { method: 'DELETE' })).status).toBe(405);
    expect((await phone.ask(pathname, { method: 'PUT', body: jpegLike() })).status).toBe(405);
  });

  it('[MED-4] tells a wrong code and another host no more than that there is nothing', async () => {
    const { phone, url, onDisk } = await open();
    await phone.open();
    const wrong = url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const other = aPhone(wrong);
    expect((await other.open()).status).toBe(404);
    expect((await other.send('a.jpg', jpegLike())).status).toBe(404);
    expect((await phone.ask(phone.path, { headers: { host: 'elsewhere.example' } })).status).toBe(404);
    expect((await phone.send('a.jpg', jpegLike(), { origin: 'http://elsewhere.example' })).status).toBe(403);
    expect(onDisk()).toEqual([]);
  });

  it('[MED-4] belongs to the first browser that opens it; a photograph of the code opens nothing', async () => {
    const { phone, url, reception, visit } = await open();
    const preview = await phone.ask(phone.path, { method: 'HEAD' });
    expect([preview.status, reception.state(visit.draftId).joined]).toEqual([403, false]);
    expect((await phone.open()).status).toBe(200);
    expect(reception.state(visit.draftId).joined).toBe(true);
    const other = aPhone(url);
    const taken = await other.open();
    expect([taken.status, taken.headers['set-cookie']]).toEqual([403, undefined]);
    expect(taken.body).toContain('data-state="taken"');
    expect((await other.send('a.jpg', jpegLike())).status).toBe(403);
    expect((await phone.open()).status).toBe(200);
    expect((await phone.ask(phone.path, { method: 'HEAD' })).status).toBe(200);
    expect((await phone.send('a.jpg', jpegLike())).status).toBe(201);
  });

  it('[MED-4] works no longer than its time', async () => {
    const { phone, clock, reception, visit } = await open();
    await phone.open();
    clock.ms += PHONE_LIMITS.lifeMs - 1;
    expect((await phone.send('a.jpg', jpegLike())).status).toBe(201);
    clock.ms += 1;
    expect((await phone.send('b.jpg', jpegLike())).status).toBe(410);
    expect((await phone.ask(phone.path, { method: 'HEAD' })).status).toBe(410);
    expect(reception.state(visit.draftId)).toMatchObject({ state: 'expired', url: null });
    await reception.open(visit);
    expect(reception.state(visit.draftId)).toMatchObject({ state: 'open', received: 1 });
  });

  it('[MED-4] takes so much and no more: bytes of a file, files and bytes of a visit, files at once', async () => {
    const small = await open({ fileBytes: 5000, files: 2, bytes: 8000 });
    await small.phone.open();
    expect((await small.phone.send('a.jpg', jpegLike(5001))).status).toBe(413);
    expect((await small.phone.send('a.jpg', jpegLike(5000))).status).toBe(201);
    expect((await small.phone.send('b.jpg', jpegLike(3001))).status).toBe(409);
    expect((await small.phone.send('b.jpg', jpegLike(3000))).status).toBe(201);
    expect((await small.phone.send('c.jpg', jpegLike(100))).status).toBe(409);
    const one = await open({ atOnce: 1 });
    const cookie = await cookieOf(one.phone);
    const held = raw(one.url, bodyStart(one.url, cookie, 5000));
    await expect.poll(() => one.reception.state(one.visit.draftId).sending, WAIT).toBe(1);
    expect((await one.phone.send('b.jpg', jpegLike())).status).toBe(429);
    held.more(jpegLike(5000).toString('latin1'));
    await expect.poll(() => one.reception.state(one.visit.draftId).sending, WAIT).toBe(0);
    const chunked = raw(
      one.url,
      `POST ${one.phone.path}/photos HTTP/1.1\r\nHost: ${new URL(one.url).host}\r\nCookie: ${cookie}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    expect(await chunked.closed).toMatch(/^HTTP\/1\.1 411 /);
  });

  it('[MED-4] takes nothing when the disk is nearly full, and says so', async () => {
    const { phone, onDisk } = await open({}, false);
    await phone.open();
    expect((await phone.send('a.jpg', jpegLike())).status).toBe(507);
    expect(onDisk()).toEqual([]);
  });

  it.each([
    ['stands still', { quietMs: 150, graceMs: 3_600_000 }],
    ['drips', { graceMs: 150, bytesPerSecond: 1e9 }],
  ])('[MED-4] cuts a body that %s, and keeps nothing of it', async (_how, limits) => {
    const { phone, url, reception, visit, onDisk } = await open(limits);
    const cookie = await cookieOf(phone);
    const slow = raw(url, bodyStart(url, cookie, 1_000_000));
    const drip = setInterval(() => slow.more('x'), 20);
    if ('quietMs' in limits) clearInterval(drip);
    await slow.closed;
    clearInterval(drip);
    await expect.poll(() => reception.state(visit.draftId).sending, WAIT).toBe(0);
    expect(onDisk().filter((name) => name.includes('/'))).toEqual([]);
    expect((await phone.send('a.jpg', jpegLike())).status).toBe(201);
  });

  it('[MED-4] keeps a broken connection’s file out, and takes it whole the next time, once', async () => {
    const { phone, url, reception, visit, onDisk } = await open();
    const cookie = await cookieOf(phone);
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const photo = jpegLike(300_000);
    socket.write(bodyStart(url, cookie, photo.length));
    socket.write(photo.subarray(0, 100_000));
    await expect.poll(() => onDisk().some((name) => name.endsWith('.part')), WAIT).toBe(true);
    socket.destroy();
    await expect.poll(() => reception.state(visit.draftId).sending, WAIT).toBe(0);
    expect((await phone.send('a.jpg', photo)).status).toBe(201);
    // The answer was lost, so the phone sends it again.
    expect((await phone.send('a.jpg', photo)).status).toBe(200);
    expect(reception.state(visit.draftId).received).toBe(1);
    expect(onDisk().filter((name) => name.includes('/'))).toHaveLength(1);
  });

  it('[MED-4, KIO-3] ends in the middle of an upload with nothing left: no part, no file, no key', async () => {
    const { phone, url, reception, visit, onDisk, keys, library } = await open();
    const cookie = await cookieOf(phone);
    expect((await phone.send('a.jpg', jpegLike())).status).toBe(201);
    const upload = raw(url, bodyStart(url, cookie, 1_000_000) + 'x'.repeat(100_000));
    await expect.poll(() => onDisk().some((name) => name.endsWith('.part')), WAIT).toBe(true);
    await reception.end(visit.draftId);
    expect(onDisk()).toEqual([]);
    expect(keys.orders()).toEqual([]);
    expect(library.sources()).toEqual([]);
    await upload.closed;
    expect((await phone.send('b.jpg', jpegLike())).status).toBe(410);
    expect(reception.state(visit.draftId)).toMatchObject({ state: 'closed', url: null, received: 0 });
  });

  it('[MED-4] listens from the first code until shortly after the visit, and no longer', async () => {
    const { phone, reception, visit } = await open({ lingerMs: 50 });
    await phone.open();
    await reception.end(visit.draftId);
    await expect
      .poll(() => phone.open().catch((error: NodeJS.ErrnoException) => error.code), WAIT)
      .toBe('ECONNREFUSED');
  });

  it('[MED-4] says in the log and to windows nothing of names, codes or addresses', async () => {
    const { phone, url, phoneSettings, reception, visit, lines, told } = await open();
    await phone.open();
    await phone.send('Žanetes kāzas.jpg', jpegLike());
    phoneSettings.port = Number(new URL(url).port);
    const taken = await open();
    taken.phoneSettings.port = phoneSettings.port;
    await taken.reception.open({ ...taken.visit, fresh: true });
    expect(taken.reception.state(taken.visit.draftId).state).toBe('failed');
    expect(taken.lines.join('\n')).toContain('EADDRINUSE');
    expect([...lines, ...taken.lines].join('\n')).not.toMatch(/kāzas|127\.0\.0\.1|photos/);
    expect(new Set(told)).toEqual(new Set(['phone-changed']));
    expect(reception.state(visit.draftId).received).toBe(1);
  });
});
