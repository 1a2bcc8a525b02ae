import type { FastifyRequest } from 'fastify';
import type { Central } from '../app/central.ts';
import type { Sql } from '../db/database.ts';
import { terminalOf } from './authenticate.ts';
import { SyncFault } from './fault.ts';

const STANDING = `SELECT EXISTS (SELECT 1 FROM tombstone WHERE ref = $1) AS erased,
  EXISTS (SELECT 1 FROM orders WHERE order_id = $1) AS live`;

/**
 * One transaction about an order of the asking terminal's store. Another store's order looks like none.
 * @throws SyncFault `erased`, `not_found`
 */
export const aboutLiveOrder = <T>(
  { db }: Central,
  request: FastifyRequest,
  orderId: string,
  work: (sql: Sql) => Promise<T>,
): Promise<T> =>
  db.transaction({ role: 'api', shops: [terminalOf(request).shopId] }, async (sql) => {
    const [order] = await sql.query<{ erased: boolean; live: boolean }>(STANDING, [orderId]);
    if (order?.erased) throw new SyncFault('erased');
    if (!order?.live) throw new SyncFault('not_found');
    return work(sql);
  });
