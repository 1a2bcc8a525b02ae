import { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { diskFault } from '../../../../../../../shared/sync/spool/diskFault.ts';
import { SyncFault } from '../../../../../../../shared/sync/syncFault.ts';
import { parseUploadId, uploadIdOf } from '../../../../../../../shared/sync/uploadId.ts';
import { UPLOADS_PATH } from '../../../files/send/sendOrder.ts';
import { PlainAnswer } from '../answer.ts';
import { type Asked, assertLevel } from '../asked.ts';
import type { Reception } from './reception.ts';

type Call = (request: IncomingMessage, id: string) => Promise<PlainAnswer>;

const VERSION = { 'tus-resumable': '1.0.0' };

/** A count of bytes that a header must say. @throws SyncFault `malformed` */
const countIn = ({ headers }: IncomingMessage, name: string): number => {
  const text = headers[name];
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text)) throw new SyncFault('malformed');
  return Number(text);
};

/** Upload of which a creation says that it is. */
const announcedId = ({ headers }: IncomingMessage): string => {
  const pairs = String(headers['upload-metadata'] ?? '').split(',');
  const said = new Map(pairs.map((pair) => pair.trim().split(' ') as [string, string | undefined]));
  const valueOf = (name: string): string => Buffer.from(said.get(name) ?? '', 'base64').toString();
  const upload = parseUploadId(`${valueOf('orderId')}.${valueOf('cipherSha256')}`);
  if (upload === null) throw new SyncFault('malformed');
  return uploadIdOf(upload);
};

/**
 * tus 1.0 at `/v1/files`, as much of it as terminals speak: creation, and going on from where the hub is. Order and ledger
 * are checked at every request.
 */
export const createUploadCalls = (reception: Reception, assertLive: (orderId: string) => void) => {
  const create: Call = async (request, id) => {
    await reception.create(id, countIn(request, 'upload-length'));
    return new PlainAnswer(201, { ...VERSION, location: `${UPLOADS_PATH}/${id}` });
  };

  const find: Call = async (_request, id) => {
    const { size, offset } = await reception.find(id);
    return new PlainAnswer(200, {
      ...VERSION,
      'upload-offset': String(offset),
      'upload-length': String(size),
    });
  };

  const append: Call = async (request, id) => {
    const [offset, length] = [countIn(request, 'upload-offset'), countIn(request, 'content-length')];
    const { size } = await reception.find(id);
    if (offset + length > size) throw new SyncFault('too_large');
    const received = await reception.write(request, id, offset);
    return new PlainAnswer(204, { ...VERSION, 'upload-offset': String(received) });
  };

  const remove: Call = async (_request, id) => {
    await reception.remove(id);
    return new PlainAnswer(204, VERSION);
  };

  const BEGUN: Readonly<Record<string, Call>> = { HEAD: find, PATCH: append, DELETE: remove };

  const answer = async (asked: Asked, id: string, call: Call): Promise<PlainAnswer> => {
    const { request } = asked;
    assertLevel(asked);
    if (request.headers['tus-resumable'] !== VERSION['tus-resumable']) throw new SyncFault('malformed');
    assertLive(parseUploadId(id)?.orderId ?? '');
    try {
      return await reception.alone(id, request, () => call(request, id));
    } catch (error) {
      throw diskFault(error);
    }
  };

  /** What answers a call; undefined where it is none of these. */
  return (name: string): ((asked: Asked) => Promise<PlainAnswer>) | undefined => {
    if (name === `POST ${UPLOADS_PATH}`)
      return async (asked) => answer(asked, announcedId(asked.request), create);
    const [method = '', path = ''] = name.split(' ');
    const call = Object.hasOwn(BEGUN, method) ? BEGUN[method] : undefined;
    const upload = parseUploadId(path.slice(UPLOADS_PATH.length + 1));
    if (call === undefined || upload === null || !path.startsWith(`${UPLOADS_PATH}/`)) return undefined;
    return (asked) => answer(asked, uploadIdOf(upload), call);
  };
};
