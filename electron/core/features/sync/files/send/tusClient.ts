import { Buffer } from 'node:buffer';
import { refusalOf } from '../refusal.ts';

/** One request in this terminal's name; `path` as the server gives it. Throws where no answer came. */
export type Send = (path: string, init: RequestInit) => Promise<Response>;

/** What an upload is made with: tus metadata, names to values. */
export interface NewUpload {
  readonly size: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * tus 1.0, as much of it as a terminal needs. All throw Refusal for an answer that says no, and what `fetch` throws
 * for none.
 */
export interface TusClient {
  /** Where the upload is. Central answers with the same place at every try. */
  readonly create: (upload: NewUpload, signal: AbortSignal) => Promise<string>;
  /** Bytes the server has; null when it knows no such upload. */
  readonly offsetOf: (location: string, signal: AbortSignal) => Promise<number | null>;
  /** Sends the rest in one request. Done when the server has it all, which is not yet that it is the right. */
  readonly append: (location: string, rest: Rest, signal: AbortSignal) => Promise<void>;
}

/** The end of a file. */
export interface Rest {
  readonly offset: number;
  /** Bytes that `body` has. */
  readonly length: number;
  readonly body: ReadableStream<Uint8Array>;
}

/** A body that is sent while it is read; not every library of types knows the word. */
const STREAMED = { duplex: 'half' } as const;
const VERSION = { 'tus-resumable': '1.0.0' };

export const createTusClient = (send: Send, path: string): TusClient => ({
  create: async ({ size, metadata }, signal) => {
    const headers = { ...VERSION, 'upload-length': String(size), 'upload-metadata': encode(metadata) };
    const response = await send(path, { method: 'POST', headers, signal });
    const location = response.headers.get('location');
    if (response.status !== 201 || location === null) throw await refusalOf(response);
    await response.body?.cancel();
    return new URL(location, 'http://central').pathname;
  },
  offsetOf: async (location, signal) => {
    const response = await send(location, { method: 'HEAD', headers: VERSION, signal });
    const offset = response.headers.get('upload-offset');
    if (response.status === 404) return null;
    if (response.status !== 200 || offset === null) throw await refusalOf(response);
    return Number(offset);
  },
  append: async (location, { offset, length, body }, signal) => {
    const init: RequestInit = {
      method: 'PATCH',
      headers: {
        ...VERSION,
        'upload-offset': String(offset),
        'content-length': String(length),
        'content-type': 'application/offset+octet-stream',
      },
      body,
      ...STREAMED,
      signal,
    };
    const response = await send(location, init);
    if (response.status !== 204) throw await refusalOf(response);
  },
});

const encode = (metadata: Readonly<Record<string, string>>): string =>
  Object.entries(metadata)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
