import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseOrderBarcode } from '../../shared/domain/orderNumber.ts';
import type { FindAnswer } from '../../shared/sync/endpoints.ts';
import type { Central } from '../app/central.ts';
import { assertContract, assertRole, authenticate, terminalOf } from '../http/authenticate.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { perMinute } from '../http/limits.ts';
import { parse } from '../http/parse.ts';
import { assertLevel } from '../ledger/assertLevel.ts';
import { findByCode, recordLook } from './find.store.ts';

const Query = z.strictObject({ code: z.string().min(1).max(20) });

/** The one way to another store's order: by its exact barcode, written down each time. */
export const ordersRoutes = (app: FastifyInstance, central: Central): void => {
  app.addHook('preHandler', authenticate(central));
  app.get('/v1/orders/find', perMinute(30), async (request): Promise<FindAnswer> => {
    const terminal = terminalOf(request);
    assertContract(request);
    assertRole(terminal, 'counter', 'hub');
    assertLevel(central, terminal);
    const scanned = parseOrderBarcode(parse(Query, request.query).code, terminal.shopId);
    if (scanned.kind === 'invalid') throw new SyncFault('malformed');
    const { shopId, terminalId } = terminal;
    const shops = [...new Set([shopId, scanned.code.store])];
    return central.db.transaction({ role: 'api', shops }, async (sql) => {
      const found = await findByCode(sql, scanned.code);
      if (found === undefined) throw new SyncFault('not_found');
      await recordLook(sql, { shopId, terminalId, ref: found.order.orderId, at: central.now() });
      central.log('order_found', { terminal: terminalId });
      return found;
    });
  });
};
