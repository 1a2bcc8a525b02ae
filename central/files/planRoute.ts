import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { OrderId } from '../../shared/domain/ids.ts';
import { type PlanAnswer, PlanRequest } from '../../shared/sync/endpoints.ts';
import type { Central } from '../app/central.ts';
import { terminalOf } from '../http/authenticate.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { parse } from '../http/parse.ts';
import { announceFiles, type FileRow, filesOfOrder } from './fileRows.ts';
import { aboutLiveOrder } from '../http/liveOrder.ts';
import type { Spool } from '../../shared/sync/spool/spool.ts';
import { uploadIdOf } from '../../shared/sync/uploadId.ts';

const Params = z.strictObject({ orderId: OrderId });
type Planned = z.infer<typeof PlanRequest>['files'][number];
type State = PlanAnswer['files'][number]['state'];

/**
 * `POST /v1/orders/{id}/files:plan`: which files of an order are still wanted. Only its `verified` says that a file
 * has arrived; a full offset does not.
 */
export const registerPlan = (app: FastifyInstance, central: Central): void => {
  app.post('/v1/orders/:orderId/files::plan', async (request): Promise<PlanAnswer> => {
    const { shopId } = terminalOf(request);
    const { orderId } = parse(Params, request.params);
    const asked = parse(PlanRequest, request.body).files;
    const rows = await aboutLiveOrder(central, request, orderId, async (sql) => {
      await announceFiles(sql, { shopId, orderId }, asked);
      return filesOfOrder(sql, orderId);
    });
    const known = new Map(rows.map((row) => [row.cipherSha256, row]));
    const { spool } = central.files.uploads.of(shopId);
    const files: PlanAnswer['files'] = [];
    for (const file of asked) {
      const uploadId = uploadIdOf({ orderId, cipherSha256: file.cipherSha256 });
      const state = await stateOf(file, known.get(file.cipherSha256), spool, uploadId);
      files.push({ fileId: file.fileId, state, uploadId });
    }
    return { files };
  });
};

const stateOf = async (
  { size }: Planned,
  row: FileRow | undefined,
  spool: Spool,
  uploadId: string,
): Promise<State> => {
  if (row?.size !== size) throw new SyncFault('malformed');
  if (row.state === 'verified') return 'verified';
  return (await spool.find(uploadId)) === null ? 'wanted' : 'receiving';
};
