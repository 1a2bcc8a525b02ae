import { describe, expect, it } from 'vitest';
import {
  bodyTime,
  decideRequest,
  nameOfUpload,
  PHONE_LIMITS,
  type PhoneRequest,
  type PhoneSession,
  timeOfUpload,
} from './phone.policy.ts';

const OWN = 'https://192.168.1.20:8443';
const TOKEN = 'A'.repeat(22);
const session: PhoneSession = {
  token: TOKEN,
  expiresAt: 1000,
  browser: 'cookie',
  ended: false,
  taken: { files: 0, bytes: 0, sending: 0 },
};
const page: PhoneRequest = {
  method: 'GET',
  path: `/${TOKEN}`,
  host: '192.168.1.20:8443',
  origin: null,
  browser: 'cookie',
  length: null,
};
const upload: PhoneRequest = { ...page, method: 'POST', path: `/${TOKEN}/photos`, origin: OWN, length: 10 };
const decide = (request: PhoneRequest, of: PhoneSession | null = session, now = 999) =>
  decideRequest(of, request, OWN, now, PHONE_LIMITS);

describe('a request of a phone', () => {
  it('[MED-4] is let through by its own browser while the code works', () => {
    expect(decide(page)).toEqual({ do: 'page', bind: false });
    expect(decide({ ...page, method: 'HEAD' })).toEqual({ do: 'say-open' });
    expect(decide(upload)).toEqual({ do: 'receive', bytes: 10 });
    expect(decide({ ...upload, origin: null })).toEqual({ do: 'receive', bytes: 10 });
  });

  it('[MED-4] binds the first browser that opens the page, and no other', () => {
    const free = { ...session, browser: null };
    expect(decide({ ...page, browser: null }, free)).toEqual({ do: 'page', bind: true });
    const refused = { do: 'refuse', status: 403 };
    expect(decide({ ...page, method: 'HEAD', browser: null }, free)).toMatchObject(refused);
    expect(decide({ ...upload, browser: null }, free)).toMatchObject(refused);
    expect(decide({ ...page, browser: null })).toMatchObject(refused);
    expect(decide({ ...page, browser: 'cookiE' })).toMatchObject(refused);
    expect(decide({ ...upload, browser: 'other' })).toMatchObject(refused);
  });

  it.each([
    ['another code', { path: `/${'B'.repeat(22)}` }, 404],
    ['a code cut short', { path: `/${'A'.repeat(21)}` }, 404],
    ['a longer path', { path: `/${TOKEN}/` }, 404],
    ['the root', { path: '/' }, 404],
    ['another host name', { host: 'evil.example:8443' }, 404],
    ['no host name', { host: null }, 404],
    ['another method', { method: 'DELETE' }, 405],
    ['sending to the page', { method: 'POST' }, 405],
  ])('[MED-4] with %s is refused', (_what, change, status) => {
    expect(decide({ ...page, ...change })).toMatchObject({ do: 'refuse', status });
  });

  it.each([
    ['asked for', { method: 'GET' }, session, 405],
    ['from another site', { origin: 'https://evil.example' }, session, 403],
    ['without a length', { length: null }, session, 411],
    ['too large', { length: PHONE_LIMITS.fileBytes + 1 }, session, 413],
    ['one too many', {}, { ...session, taken: { files: 999, bytes: 0, sending: 1 } }, 409],
    [
      'over the bytes of a visit',
      {},
      { ...session, taken: { files: 1, bytes: PHONE_LIMITS.bytes - 9, sending: 0 } },
      409,
    ],
    ['beside three others', {}, { ...session, taken: { files: 1, bytes: 1, sending: 3 } }, 429],
  ])('[MED-4] a file %s is refused', (_what, change, of, status) => {
    expect(decide({ ...upload, ...change }, of)).toMatchObject({ do: 'refuse', status });
  });

  it('[MED-4] after the end or the time of the code says so, and before any code nothing', () => {
    expect(decide(page, { ...session, ended: true })).toEqual({ do: 'refuse', status: 410, page: true });
    expect(decide(page, session, 1000)).toEqual({ do: 'refuse', status: 410, page: true });
    expect(decide(upload, session, 1000)).toEqual({ do: 'refuse', status: 410, page: false });
    expect(decide(page, null)).toMatchObject({ status: 404 });
  });

  it.each([
    [undefined, '?'],
    ['IMG_1.HEIC', 'IMG_1.HEIC'],
    ['Br%C4%ABvdienas.jpg', 'Brīvdienas.jpg'],
    ['..%2F..%2Fetc%2Fpasswd', 'passwd'],
    ['C%3A%5CFotos%5Ca.jpg', 'a.jpg'],
    ['a%00b%0d%0a%E2%80%AEgpj.exe', 'abgpj.exe'],
    ['%E0%A4%A', '?'],
    ['..%2F', '?'],
  ])('[MED-4] names %s by %s', (header, name) => {
    expect(nameOfUpload(header)).toBe(name);
  });

  it('[MED-4] believes a time only when it is one', () => {
    expect(['1768000000000', undefined, '-5', 'x', '1e300', '0.5'].map(timeOfUpload)).toEqual([
      1_768_000_000_000, 0, 0, 0, 0, 0,
    ]);
  });

  it('[MED-4] gives a body time by its length', () => {
    expect(bodyTime(0, PHONE_LIMITS)).toBe(30_000);
    expect(bodyTime(32 * 1024 * 10, PHONE_LIMITS)).toBe(40_000);
  });
});
