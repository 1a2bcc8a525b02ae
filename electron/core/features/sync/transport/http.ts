import { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { z } from '../../../../../shared/domain/z.ts';
import { SyncError } from '../../../../../shared/sync/errors.ts';
import { CONTRACT_VERSION, HEADERS } from '../../../../../shared/sync/version.ts';
import type { Fetch } from './pinned.ts';
import { NETWORK, type Reply } from './reply.ts';

const zip = promisify(gzip);

/** One call of central. */
export interface Call<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its query, below central's address. */
  readonly path: string;
  readonly body?: unknown;
  /** Of the answer; null where it has no body. */
  readonly answer: z.ZodType<T> | null;
  /** How long the whole call may take, in ms. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export type Send = <T>(url: string, call: Call<T>, token: string | null) => Promise<Reply<T>>;

const TIMEOUT_MS = 30_000;
/** Smaller bodies gain nothing. */
const ZIP_FROM_BYTES = 1_024;
/** More than any answer of the contract. */
const MAX_ANSWER_BYTES = 128 * 1024 * 1024;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Central's address as it is kept: origin and path without a slash at the end. Null unless it is `https`, or `http` to
 * this very machine.
 */
export const addressOf = (text: string): string | null => {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || url.username !== '' || url.search !== '' || url.hash !== '') return null;
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
  return safe ? `${url.origin}${url.pathname}`.replace(/\/+$/, '') : null;
};

const packed = async (
  body: unknown,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly zipped: boolean }> => {
  const bytes = Buffer.from(JSON.stringify(body));
  return bytes.length < ZIP_FROM_BYTES
    ? { bytes, zipped: false }
    : { bytes: new Uint8Array(await zip(bytes)), zipped: true };
};

/** Reads to the end, but no more than any true answer has. */
const textOf = async (response: Response): Promise<string | null> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > MAX_ANSWER_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const secondsOf = (header: string | null): number | null => {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3_600) * 1_000 : null;
};

const read = async <T>(response: Response, { answer }: Call<T>): Promise<Reply<T>> => {
  const text = await textOf(response);
  // Central marks every answer; a page of somebody in between has no such header.
  if (text === null || !response.headers.has(HEADERS.minContract)) return NETWORK;
  if (response.ok && answer === null) return { kind: 'ok', value: undefined as T };
  const json = jsonOf(text);
  if (response.ok) {
    const value = answer?.safeParse(json);
    return value?.success ? { kind: 'ok', value: value.data } : NETWORK;
  }
  const error = SyncError.safeParse(json);
  if (!error.success) return NETWORK;
  return {
    kind: 'refused',
    status: response.status,
    code: error.data.code,
    expected: error.data.expected ?? null,
    retryAfterMs: secondsOf(response.headers.get('retry-after')),
  };
};

const request = async <T>(
  fetchIt: Fetch,
  url: string,
  call: Call<T>,
  token: string | null,
): Promise<Response> => {
  const body = call.body === undefined ? null : await packed(call.body);
  const limit = AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS);
  return fetchIt(`${url}${call.path}`, {
    method: call.method,
    headers: {
      [HEADERS.contract]: String(CONTRACT_VERSION),
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...(body?.zipped ? { 'content-encoding': 'gzip' } : {}),
    },
    body: body?.bytes ?? null,
    redirect: 'error',
    signal: call.signal ? AbortSignal.any([limit, call.signal]) : limit,
  });
};

/** Sends one call. Never throws: whatever goes wrong on the way is a network fault. */
export const sendBy =
  (fetchIt: Fetch): Send =>
  async (url, call, token) => {
    try {
      return await read(await request(fetchIt, url, call, token), call);
    } catch {
      return NETWORK;
    }
  };

/** The runtime's own. */
export const plainFetch: Fetch = (url, init) => fetch(url, init);

export const sendOverHttp: Send = sendBy(plainFetch);
