import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
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

/** Answers in the contract's form: its headers mark it as an answer and no portal's page. */
export const answerJson = (
  response: ServerResponse,
  status: number,
  { incarnation, now }: Said,
  body: unknown,
): void => {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    [HEADERS.minContract]: String(Math.max(1, CONTRACT_VERSION - 2)),
    [HEADERS.incarnation]: incarnation,
    [HEADERS.time]: String(now),
  });
  response.end(JSON.stringify(body));
};
