import { Buffer } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { OrderId } from '../../shared/domain/ids.ts';
import { OrderKey } from '../../shared/sync/endpoints.ts';
import type { Central } from '../app/central.ts';
import { assertRole, terminalOf } from '../http/authenticate.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { aboutLiveOrder, levelTerminal } from '../http/liveOrder.ts';
import { parse } from '../http/parse.ts';

const Params = z.strictObject({ orderId: OrderId });
const PATH = '/v1/orders/:orderId/key';
const nothing = async (): Promise<void> => undefined;

/** `PUT`, `GET /v1/orders/{id}/key`: never in an op, feed, log or backup. */
export const orderKeysRoutes = (app: FastifyInstance, central: Central): void => {
  const { orderKeys } = central;
  app.addHook('preHandler', levelTerminal(central));
  app.put(PATH, async (request, reply) => {
    const { shopId } = terminalOf(request);
    const { orderId } = parse(Params, request.params);
    const key = Buffer.from(parse(OrderKey, request.body).key, 'hex');
    await aboutLiveOrder(central, request, orderId, nothing);
    // An order has one key for ever: another would open none of its files.
    if (!(await orderKeys.keep(shopId, orderId, key)).equals(key)) throw new SyncFault('malformed');
    try {
      // The order may have been erased while its key was written.
      await aboutLiveOrder(central, request, orderId, nothing);
    } catch (error) {
      await orderKeys.destroy([{ shopId, orderId }]);
      throw error;
    }
    return reply.code(204).send();
  });
  app.get(PATH, async (request) => {
    const terminal = terminalOf(request);
    assertRole(terminal, 'counter', 'hub');
    const { orderId } = parse(Params, request.params);
    await aboutLiveOrder(central, request, orderId, nothing);
    const key = await orderKeys.find(terminal.shopId, orderId);
    if (key === null) throw new SyncFault('not_found');
    return { key: key.toString('hex') };
  });
};
