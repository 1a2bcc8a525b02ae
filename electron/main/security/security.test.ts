import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProtocolRequest, ProtocolResponse, Session } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockSession } from './permissions.ts';
import { fileFor, serveApp } from './protocol.ts';

const outside = mkdtempSync(join(tmpdir(), 'lete-protocol-'));
const root = join(outside, 'renderer');

beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(`${root}-old`);
  writeFileSync(join(root, 'kiosk.html'), '<p>kiosk</p>');
  writeFileSync(join(root, 'assets/a b.js'), '1');
  writeFileSync(join(root, 'notes.txt'), 'no');
  writeFileSync(join(outside, 'secret.html'), 'secret');
  writeFileSync(join(`${root}-old`, 'secret.html'), 'secret');
});
afterAll(() => rmSync(outside, { recursive: true }));

/** What the handler that serveApp registers answers, with a fake session. */
const served = () => {
  type Handler = Parameters<Session['protocol']['registerBufferProtocol']>[1];
  let handler: Handler = (_request, answer) => answer({ error: -1 });
  const protocol = {
    registerBufferProtocol: (_scheme: string, given: Handler) => void (handler = given),
  };
  serveApp({ protocol } as unknown as Session, root);
  return (url: string, method = 'GET'): Promise<ProtocolResponse> =>
    new Promise((resolve) =>
      handler({ url, method } as ProtocolRequest, (answer) => resolve(answer as ProtocolResponse)),
    );
};

const textOf = ({ data }: ProtocolResponse): string | false => Buffer.isBuffer(data) && data.toString();

describe('our pages', () => {
  it('are served with the content security policy, word for word', async () => {
    const answer = await served()('app://lete/kiosk.html');
    expect([answer.statusCode, textOf(answer)]).toEqual([200, '<p>kiosk</p>']);
    expect(answer.headers?.['content-security-policy']).toBe(
      "default-src 'self'; img-src 'self' blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    expect(answer.headers?.['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers?.['x-content-type-options']).toBe('nosniff');
    expect((await served()('app://lete/assets/a%20b.js')).headers?.['content-type']).toContain('javascript');
  });

  it.each([
    'app://lete/../secret.html',
    'app://lete/%2e%2e/secret.html',
    'app://lete/%2e%2e%2fsecret.html',
    'app://lete/..%2f..%2fsecret.html',
    'app://lete/assets/%2e%2e/%2e%2e/secret.html',
    'app://lete/..%2frenderer-old%2fsecret.html',
    'app://lete/%2e%2e%5csecret.html',
    'app://lete//etc/hostname',
    'app://lete/kiosk.html%00.js',
    'app://lete/%E0%A4%A',
    'app://lete/',
    'app://lete/assets',
    'app://lete/notes.txt',
    'app://lete/missing.html',
    'app://other/kiosk.html',
    'https://lete/kiosk.html',
    'no address',
  ])('and nothing else: %s', async (address) => {
    const answer = await served()(address);
    expect([answer.statusCode, textOf(answer)]).toEqual([404, '']);
    const file = fileFor(root, address);
    expect(file === null || file.startsWith(`${root}/`)).toBe(true);
  });

  it.each(['POST', 'PUT', 'HEAD'])('are not served to %s', async (method) => {
    expect((await served()('app://lete/kiosk.html', method)).statusCode).toBe(404);
  });
});

describe('permissions', () => {
  const locked = () => {
    const kept: Record<string, unknown> = {};
    const keep = (name: string) => (value: unknown) => void (kept[name] = value);
    const session = {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      on: (name: string, handler: unknown) => void (kept[name] = handler),
      setSpellCheckerEnabled: keep('spell'),
    };
    lockSession(session as unknown as Session);
    return kept as {
      request: (contents: null, permission: string, decide: (yes: boolean) => void) => void;
      check: (contents: null, permission: string) => boolean;
      device: () => boolean;
      'will-download': (event: { preventDefault(): void }) => void;
      spell: boolean;
    };
  };

  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'clipboard-sanitized-write',
    'openExternal',
    'usb',
    'serial',
    'hid',
    'midi',
    'pointerLock',
    'display-capture',
    'fileSystem',
    'idle-detection',
    'anything-new',
  ])('[K2] %s is denied', (permission) => {
    const { request, check, device } = locked();
    const decided: boolean[] = [];
    request(null, permission, (yes) => void decided.push(yes));
    expect([decided, check(null, permission), device()]).toEqual([[false], false, false]);
  });

  it('[K2] only filling the screen is granted, nothing is downloaded, no spelling is sent anywhere', () => {
    const handlers = locked();
    let prevented = 0;
    handlers['will-download']({ preventDefault: () => void (prevented += 1) });
    expect([handlers.check(null, 'fullscreen'), prevented, handlers.spell]).toEqual([true, 1, false]);
  });
});

describe('the shell', () => {
  it('[KIO-6] opens nothing outside: no code names openExternal, openPath or showItemInFolder', () => {
    const folder = join(import.meta.dirname, '../..');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    const naming = sources.filter((name) =>
      /openExternal|openPath|showItemInFolder/.test(readFileSync(join(folder, name), 'utf8')),
    );
    expect(sources.length).toBeGreaterThan(50);
    expect(naming).toEqual([]);
  });
});
