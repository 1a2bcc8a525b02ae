import { Buffer } from 'node:buffer';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { z } from '../../../../../../shared/domain/z.ts';
import { CONTRACT_VERSION, HEADERS } from '../../../../../../shared/sync/version.ts';
import { SyncFault } from '../../../../../../shared/sync/syncFault.ts';

const unzip = promisify(gunzip);

/** A full batch, with room for the escapes of text within text. */
const MOST_BYTES = 4 * 1024 * 1024;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new SyncFault('malformed');
  }
};

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new SyncFault('too_large');
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** What came in, by its schema. @throws SyncFault `malformed`, `too_large` */
export const readBody = async <T extends z.ZodType>(
  request: IncomingMessage,
  schema: T,
): Promise<z.infer<T>> => {
  const bytes = await bytesOf(request);
  const zipped = request.headers['content-encoding'] === 'gzip';
  const plain = zipped
    ? await unzip(bytes, { maxOutputLength: MOST_BYTES }).catch(() => {
        throw new SyncFault('malformed');
      })
    : bytes;
  const read = schema.safeParse(jsonOf(plain.toString('utf8')));
  if (!read.success) throw new SyncFault('malformed');
  return read.data;
};

export interface Said {
  readonly incarnation: string;
  readonly now: number;
}

/** An answer that is no JSON: a status, what belongs to it, and maybe bytes. */
export class PlainAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Readable | null;
  constructor(status: number, headers: OutgoingHttpHeaders = {}, body: Readable | null = null) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/** They mark an answer of the contract: a portal's page has none of them. */
const headersOf = ({ incarnation, now }: Said): OutgoingHttpHeaders => ({
  'cache-control': 'no-store',
  [HEADERS.minContract]: String(Math.max(1, CONTRACT_VERSION - 2)),
  [HEADERS.incarnation]: incarnation,
  [HEADERS.time]: String(now),
});

/** Answers in the contract's form. */
export const answerJson = (response: ServerResponse, status: number, said: Said, body: unknown): void => {
  response.writeHead(status, { ...headersOf(said), 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

/** Answers with what is no JSON. Rejects where the other side hangs up, or the disk fails. */
export const answerPlain = async (
  response: ServerResponse,
  { status, headers, body }: PlainAnswer,
  said: Said,
): Promise<void> => {
  response.writeHead(status, { ...headersOf(said), ...headers });
  if (body === null) response.end();
  else await pipeline(body, response);
};
