import type { FastifyRequest } from 'fastify';
import type { Central } from '../app/central.ts';
import type { Sql } from '../db/database.ts';
import { assertLevel } from '../ledger/assertLevel.ts';
import { assertContract, authenticate, terminalOf } from './authenticate.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';

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

/**
 * Hook of every route that keys and files of orders travel by: a known terminal, of a contract that is still served, that
 * has taken in the whole ledger.
 * @throws SyncFault
 */
export const levelTerminal =
  (central: Central) =>
  async (request: FastifyRequest): Promise<void> => {
    await authenticate(central)(request);
    assertContract(request);
    assertLevel(central, terminalOf(request));
  };
