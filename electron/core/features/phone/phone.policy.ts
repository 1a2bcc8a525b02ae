import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import { shownName } from '../../../../shared/domain/media.ts';
import { DEFAULT_LIMITS } from '../../ports/imaging.ts';

/** What one visit may take from a phone, and how long a body may take. Bytes and milliseconds. */
export const PHONE_LIMITS = {
  fileBytes: DEFAULT_LIMITS.largeBytes,
  files: 1000,
  bytes: 20 * 1024 ** 3,
  /** Files of one phone under way at once. */
  atOnce: 3,
  /** How long a code works. */
  lifeMs: 45 * 60_000,
  /** How long an ended code is still answered with the word that it ended. */
  lingerMs: 60_000,
  /** A connection that says nothing for so long is cut. */
  quietMs: 20_000,
  /** A body has this long, and more by its length: slower ones are cut. */
  graceMs: 30_000,
  bytesPerSecond: 32 * 1024,
  connections: 16,
};
export type PhoneLimits = typeof PHONE_LIMITS;

export const TOKEN_BYTES = 16;

/** What a visit has taken so far: files and bytes stored, and files under way. */
export interface Taken {
  files: number;
  bytes: number;
  sending: number;
}

/** One code of one visit. `browser` is the first browser that opened the page; no other one may use the code. */
export interface PhoneSession {
  /** 128 random bits in base64url. */
  readonly token: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
  browser: string | null;
  ended: boolean;
  readonly taken: Taken;
}

/** What a request says of itself. */
export interface PhoneRequest {
  readonly method: string;
  readonly path: string;
  readonly origin: string | null;
  readonly host: string | null;
  /** The cookie that binds a browser, if it sent one. */
  readonly browser: string | null;
  /** Declared length of the body in bytes. */
  readonly length: number | null;
}

/**
 * 403: another browser has the code; 404: nothing here, which says no more of a wrong code than of a wrong path;
 * 409: no more files in this visit; 410: the code ended; 411 and 413: length missing or too large; 429: wait.
 */
export type PhoneRefusalStatus = 403 | 404 | 405 | 409 | 410 | 411 | 413 | 429;

export type PhoneDecision =
  | { readonly do: 'page'; readonly bind: boolean }
  | { readonly do: 'say-open' }
  | { readonly do: 'receive'; readonly bytes: number }
  | { readonly do: 'refuse'; readonly status: PhoneRefusalStatus; readonly page: boolean };

const PATH = /^\/([A-Za-z0-9_-]{22})(\/photos)?$/;

/** Compares in a time that says nothing of where two texts differ. */
export const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const refuse = (status: PhoneRefusalStatus, page = false): PhoneDecision => ({ do: 'refuse', status, page });

/** What a request to the page comes to. `own` is the address the page is served under, such as `https://192.168.1.20:8443`. */
export const decideRequest = (
  session: PhoneSession | null,
  request: PhoneRequest,
  own: string,
  now: number,
  limits: PhoneLimits,
): PhoneDecision => {
  const [, token, photos] = PATH.exec(request.path) ?? [];
  // A page of another host may point a phone here, by its own name for this address.
  if (request.host !== new URL(own).host || token === undefined) return refuse(404);
  if (session === null || !isSame(token, session.token)) return refuse(404);
  const isPage = photos === undefined;
  if (session.ended || now >= session.expiresAt) return refuse(410, isPage);
  if (isPage) return decidePage(session, request);
  return request.method === 'POST' ? decideUpload(session, request, own, limits) : refuse(405);
};

const isBound = ({ browser }: PhoneSession, request: PhoneRequest): boolean =>
  browser !== null && request.browser !== null && isSame(browser, request.browser);

const decidePage = (session: PhoneSession, request: PhoneRequest): PhoneDecision => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const asks = request.method === 'HEAD';
  if (isBound(session, request)) return asks ? { do: 'say-open' } : { do: 'page', bind: false };
  // Who only asks for the head, as a preview of a link does, gets no hold of the code.
  return session.browser === null && !asks ? { do: 'page', bind: true } : refuse(403, true);
};

const decideUpload = (
  session: PhoneSession,
  request: PhoneRequest,
  own: string,
  limits: PhoneLimits,
): PhoneDecision => {
  if (!isBound(session, request) || (request.origin !== null && request.origin !== own)) return refuse(403);
  const { length } = request;
  const { taken } = session;
  if (length === null) return refuse(411);
  if (length > limits.fileBytes) return refuse(413);
  const isFull = taken.files + taken.sending >= limits.files || taken.bytes + length > limits.bytes;
  if (isFull) return refuse(409);
  return taken.sending >= limits.atOnce ? refuse(429) : { do: 'receive', bytes: length };
};

/** How long a body of so many bytes may take, in milliseconds. */
export const bodyTime = (bytes: number, { graceMs, bytesPerSecond }: PhoneLimits): number =>
  graceMs + Math.ceil((bytes * 1000) / bytesPerSecond);

/** The name of a file as the phone says it, as it may be kept and shown: the last part of a path, no control marks. */
export const nameOfUpload = (header: string | undefined): string => {
  const last =
    decoded(header ?? '')
      .split(/[/\\]/)
      .at(-1) ?? '';
  return shownName(last).trim().slice(-200) || '?';
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};

/** When the phone says the file was last changed, in UTC milliseconds; 0 where it says nothing of use. */
export const timeOfUpload = (header: string | undefined): number => {
  const ms = Number(header ?? 0);
  return Number.isSafeInteger(ms) && ms > 0 && ms < 4e12 ? ms : 0;
};
