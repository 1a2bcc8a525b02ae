import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { S3Place } from '../../../central/files/store/s3/s3Settings.ts';
import { createFakeObjects, type FakeObjects } from './fakeObjects.ts';
import { isSigned } from './fakeSignature.ts';

type Early = number | 'silence' | 'cut' | null;

/** How the fake misbehaves; changed while it runs. */
export interface FakeFaults {
  /** What becomes of a request before anything is done: an error's status, no answer at all, or the line cut. */
  before: (asked: string) => Early | Promise<Early>;
  /** The same after it was carried out: the answer is lost. */
  after: (asked: string) => 'cut' | null;
  /** What is kept of the bytes that came; null keeps nothing and says that it did. */
  keep: (bytes: Buffer) => Buffer | null;
  /** Another entity tag than the MD5. */
  etag: string | undefined;
  /** Deletions are acknowledged and not carried out. */
  deaf: boolean;
  /** Listings name none of these keys, though they are there. */
  hidden: Set<string>;
  /** Listings name these, though they are gone. */
  ghosts: Set<string>;
  /** All of an object comes, whatever part was asked for. */
  deafToRange: boolean;
  /** Bodies end after so many bytes. */
  cutDown: number;
}

const sound = (): FakeFaults => ({
  before: () => null,
  after: () => null,
  keep: (bytes) => bytes,
  etag: undefined,
  deaf: false,
  hidden: new Set(),
  ghosts: new Set(),
  deafToRange: false,
  cutDown: Infinity,
});

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const text = (value: string): string => value.replaceAll(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
const tag = (name: string, ...inner: readonly string[]): string => `<${name}>${inner.join('')}</${name}>`;

interface Asked {
  readonly method: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly range: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string | number>;
  readonly body?: Buffer | string;
}

const refusal = (status: number, code: string): Answer => ({ status, body: tag('Error', tag('Code', code)) });
const found = (xml: string): Answer => ({ status: 200, body: xml });

/** What stands for the fake in the settings of central. */
export type FakeS3 = Awaited<ReturnType<typeof startFakeS3>>;

/** A fake of an S3 engine in this process, for its protocol and its faults. It keeps one bucket in memory, named `photos`. */
export const startFakeS3 = async ({ versioned = false, pageSize = 1000 } = {}) => {
  const kept = createFakeObjects(versioned);
  const state = { faults: sound(), asked: [] as string[] };
  const secretKey = 'fake-secret-key';
  const server = createServer((request, response) => {
    void serve(request, response, { kept, state, secretKey, pageSize }).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place: S3Place = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    bucket: 'photos',
    accessKey: 'fake-access-key',
    secretKey,
    addressing: 'path',
  };
  return {
    ...kept,
    place,
    /** Method and kind of each request, such as `PUT object`. */
    asked: state.asked,
    faults: () => state.faults,
    heal: () => {
      state.faults = sound();
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

interface Scene {
  readonly kept: FakeObjects;
  readonly state: { faults: FakeFaults; readonly asked: string[] };
  readonly secretKey: string;
  readonly pageSize: number;
}

const serve = async (request: IncomingMessage, response: ServerResponse, scene: Scene): Promise<void> => {
  const { state, secretKey } = scene;
  const url = new URL(request.url ?? '/', 'http://fake');
  const [, bucket = '', ...path] = decodeURIComponent(url.pathname).split('/');
  const { method = '' } = request;
  const asked: Asked = {
    method,
    key: path.join('/'),
    query: url.searchParams,
    body: Buffer.alloc(0),
    range: request.headers.range,
  };
  const name = `${method} ${kindOf(asked)}`;
  state.asked.push(name);
  const early = await state.faults.before(name);
  if (early === 'cut') return void request.destroy();
  if (early === 'silence') return;
  const body = await buffer(request);
  if (early !== null) return send(response, method, refusal(early, 'Fault'), state.faults);
  if (!isSigned(request, url, body, secretKey))
    return send(response, method, refusal(403, 'SignatureDoesNotMatch'), state.faults);
  if (bucket !== 'photos') return send(response, method, refusal(404, 'NoSuchBucket'), state.faults);
  const md5 = request.headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64'))
    return send(response, method, refusal(400, 'BadDigest'), state.faults);
  const answer = answerTo({ ...asked, body }, scene);
  if (state.faults.after(name) === 'cut') return void request.destroy();
  send(response, method, answer, state.faults);
};

const kindOf = ({ key, query }: Asked): string => {
  if (query.has('uploads')) return key === '' ? 'unfinished' : 'parts';
  if (query.has('uploadId')) return query.has('partNumber') ? 'part' : 'upload';
  if (query.has('versions')) return 'versions';
  return key === '' ? 'listing' : 'object';
};

const send = (response: ServerResponse, method: string, answer: Answer, { cutDown }: FakeFaults): void => {
  const body = Buffer.from(answer.body ?? '');
  response.writeHead(answer.status, { 'content-length': body.length, ...answer.headers });
  if (method === 'HEAD' || body.length <= cutDown) return void response.end(method === 'HEAD' ? '' : body);
  response.write(body.subarray(0, cutDown), () => response.destroy());
};

const answerTo = (asked: Asked, scene: Scene): Answer => {
  const { key, query, body } = asked;
  const { kept, state } = scene;
  const uploadId = query.get('uploadId') ?? '';
  switch (`${asked.method} ${kindOf(asked)}`) {
    case 'PUT object': {
      const bytes = state.faults.keep(body);
      const etag = createHash('md5').update(body).digest('hex');
      if (bytes !== null) kept.put(key, bytes, state.faults.etag ?? etag);
      return { status: 200, headers: { etag: `"${etag}"` } };
    }
    case 'POST parts':
      return found(tag('InitiateMultipartUploadResult', tag('UploadId', kept.begin(key))));
    case 'PUT part': {
      const upload = kept.unfinished.get(uploadId);
      if (upload === undefined) return refusal(404, 'NoSuchUpload');
      const bytes = state.faults.keep(body);
      if (bytes !== null) upload.parts.set(Number(query.get('partNumber')), bytes);
      return { status: 200, headers: { etag: `"${createHash('md5').update(body).digest('hex')}"` } };
    }
    case 'POST upload': {
      const numbers = [...body.toString().matchAll(/<PartNumber>(\d+)</g)].map(([, number]) =>
        Number(number),
      );
      return found(tag('CompleteMultipartUploadResult', tag('ETag', kept.complete(uploadId, numbers))));
    }
    case 'DELETE upload':
      return kept.unfinished.delete(uploadId) ? { status: 204 } : refusal(404, 'NoSuchUpload');
    case 'DELETE object':
      if (!state.faults.deaf) kept.remove(key, query.get('versionId'));
      return { status: 204 };
    case 'GET object':
    case 'HEAD object':
      return objectAnswer(state.faults.deafToRange ? { ...asked, range: undefined } : asked, kept);
    case 'HEAD listing':
      return { status: 200 };
    default:
      return listingAnswer(asked, scene);
  }
};

const objectAnswer = ({ key, range }: Asked, kept: FakeObjects): Answer => {
  const object = kept.newest(key);
  if (object === undefined) return refusal(404, 'NoSuchKey');
  const headers = { etag: `"${object.etag}"` };
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  if (from === undefined) {
    const length = object.bytes.length;
    return { status: 200, headers: { ...headers, 'content-length': length }, body: object.bytes };
  }
  const body = object.bytes.subarray(Number(from), Number(to) + 1);
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${object.bytes.length}` },
    body,
  };
};

const listingAnswer = (asked: Asked, { kept, state: { faults }, pageSize }: Scene): Answer => {
  const { query } = asked;
  const prefix = query.get('prefix') ?? '';
  const kind = kindOf(asked);
  if (kind === 'unfinished') {
    const uploads = [...kept.unfinished].filter(([, { key }]) => key.startsWith(prefix));
    const items = uploads.map(([id, { key }]) => tag('Upload', tag('Key', text(key)), tag('UploadId', id)));
    return found(tag('ListMultipartUploadsResult', tag('IsTruncated', 'false'), ...items));
  }
  const keys = [...new Set([...kept.objects.keys(), ...faults.ghosts])]
    .filter((key) => key.startsWith(prefix) && !faults.hidden.has(key))
    .toSorted();
  const after = query.get('continuation-token') ?? query.get('key-marker') ?? '';
  const page = keys.filter((key) => key > after).slice(0, pageSize);
  const more = page.length > 0 && page.at(-1) !== keys.at(-1);
  const last = text(page.at(-1) ?? '');
  if (kind === 'listing') {
    const seen = page.filter((key) => faults.ghosts.has(key) || kept.newest(key) !== undefined);
    const items = seen.map((key) => tag('Contents', tag('Key', text(key))));
    const next = more ? tag('NextContinuationToken', last) : '';
    return found(tag('ListBucketResult', tag('IsTruncated', String(more)), next, ...items));
  }
  const items = page.flatMap((key) =>
    (kept.objects.get(key) ?? [{ id: 'null', isMark: false }]).map(({ id, isMark = false }) =>
      tag(isMark ? 'DeleteMarker' : 'Version', tag('Key', text(key)), tag('VersionId', id)),
    ),
  );
  const next = more ? tag('NextKeyMarker', last) : '';
  return found(tag('ListVersionsResult', tag('IsTruncated', String(more)), next, ...items));
};
