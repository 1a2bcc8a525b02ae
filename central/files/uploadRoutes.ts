import { Readable } from 'node:stream';
import { Metadata } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Central } from '../app/central.ts';
import { terminalOf } from '../http/authenticate.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { aboutLiveOrder } from '../http/liveOrder.ts';
import { parseUploadId } from '../../shared/sync/uploadId.ts';
import { UPLOADS_PATH } from './uploads.ts';

/**
 * tus 1.0 at `/v1/files`. Terminal, order, store and tombstone are checked at every request; what the protocol asks
 * for is up to `@tus/server`. Bodies are not parsed: their bytes go from the socket to the spool.
 */
export const registerUploads = (app: FastifyInstance, central: Central): void => {
  const { uploads } = central.files;
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  const route = {
    config: { stream: true },
    handler: async (request: FastifyRequest): Promise<Response> => {
      await aboutLiveOrder(central, request, orderOf(request), async () => undefined);
      return uploads.of(terminalOf(request).shopId).handle(webRequest(request));
    },
    // A body that is refused is not waited for.
    onError: async (_request: FastifyRequest, reply: FastifyReply) =>
      void reply.header('connection', 'close'),
  };
  app.route({ ...route, method: 'POST', url: UPLOADS_PATH });
  app.route({ ...route, method: ['HEAD', 'PATCH', 'DELETE'], url: `${UPLOADS_PATH}/:uploadId` });
  app.options(UPLOADS_PATH, (request) => uploads.of(terminalOf(request).shopId).handle(webRequest(request)));
};

/** Order of the upload that a request is about: in its path, or in what a creation says of itself. */
const orderOf = (request: FastifyRequest): string => {
  const { uploadId } = request.params as { readonly uploadId?: string };
  const orderId =
    uploadId === undefined ? metadataOf(request)?.['orderId'] : parseUploadId(uploadId)?.orderId;
  if (orderId === undefined || orderId === null) throw new SyncFault('not_found');
  return orderId;
};

const metadataOf = (request: FastifyRequest): Record<string, string | null> | undefined => {
  const header = request.headers['upload-metadata'];
  try {
    return Metadata.parse(Array.isArray(header) ? header[0] : header);
  } catch {
    throw new SyncFault('malformed');
  }
};

/** The request as `@tus/server` takes it, with its body still on the socket. */
const webRequest = ({ raw, url, method, headers }: FastifyRequest): Request => {
  const single = Object.entries(headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const bodiless = ['HEAD', 'DELETE', 'OPTIONS'].includes(method);
  return new Request(new URL(url, 'http://central'), {
    method,
    headers: single,
    ...(bodiless ? {} : { body: Readable.toWeb(raw) as ReadableStream, duplex: 'half' }),
  });
};
