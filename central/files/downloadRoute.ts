import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FileId, OrderId } from '../../shared/domain/ids.ts';
import type { Central } from '../app/central.ts';
import { assertRole, terminalOf } from '../http/authenticate.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { parse } from '../http/parse.ts';
import { byteRangeOf } from '../../shared/sync/rules/byteRange.ts';
import { findVerified } from './fileRows.ts';
import { aboutLiveOrder } from '../http/liveOrder.ts';
import { loseFile } from './loseFile.ts';
import { fileKey } from './store/fileStore.ts';

const Params = z.strictObject({ orderId: OrderId, fileId: FileId });

/**
 * `GET /v1/orders/{id}/files/{fileId}`: sealed bytes for the counters of the order's store, whole or one range. The
 * entity tag is their SHA-256.
 */
export const registerDownload = (app: FastifyInstance, central: Central): void => {
  const { store } = central.files;
  app.get('/v1/orders/:orderId/files/:fileId', async (request, reply) => {
    const terminal = terminalOf(request);
    assertRole(terminal, 'counter', 'hub');
    const { orderId, fileId } = parse(Params, request.params);
    const file = await aboutLiveOrder(central, request, orderId, (sql) => findVerified(sql, orderId, fileId));
    if (file === undefined) throw new SyncFault('not_found');
    const { cipherSha256, size } = file;
    const key = fileKey(terminal.shopId, orderId, cipherSha256);
    if ((await store.sizeOf(key)) !== size) {
      await loseFile(central, file);
      throw new SyncFault('not_found');
    }
    const { range: asked } = request.headers;
    const range = byteRangeOf(asked, size);
    void reply.header('accept-ranges', 'bytes').header('etag', `"${cipherSha256}"`);
    if (range === null) return reply.code(416).header('content-range', `bytes */${size}`).send();
    if (asked !== undefined) {
      void reply.code(206).header('content-range', `bytes ${range.from}-${range.to}/${size}`);
    }
    void reply.type('application/octet-stream').header('content-length', range.to - range.from + 1);
    return reply.send(await store.read(key, range));
  });
};
