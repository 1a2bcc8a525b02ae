import type { OpBody } from '../../shared/sync/opBodies.ts';
import type { Sql } from '../db/database.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ContactHash } from '../mail/suppression.ts';
import type { OrderPlace } from '../files/fileRows.ts';
import { collectPerson, eraseRefs, recordErasure } from './erase.store.ts';

/**
 * Carries out an ordered erasure in the transaction of its op, which runs alone (the ledger has one end): the ledger's line is written first and read back, then
 * rows go, bodies are emptied and the refs remembered (sync specification 7.1). Answers the orders whose keys and
 * files must go after the commit.
 */
export const eraseNow = async (
  sql: Sql,
  ledger: Ledger,
  {
    shopId,
    order,
    now,
    hashOf,
  }: {
    readonly shopId: string;
    readonly order: OpBody<'erasure.ordered@1'>;
    readonly now: number;
    readonly hashOf: ContactHash;
  },
): Promise<readonly OrderPlace[]> => {
  await sql.query('SET LOCAL ROLE lete_erase');
  const refs = await collectPerson(sql, order);
  const line = ledger.append({
    cmdId: order.cmdId,
    requestId: order.requestId,
    subjectRefs: refs.subjectRefs as never,
    orderRefs: refs.orderRefs as never,
    issuedAt: now,
    mapVersion: order.mapVersion,
  });
  const { shops, orders } = await eraseRefs(sql, order.cmdId, line, { now, hashOf });
  const { cmdId, requestId } = order;
  await recordErasure(
    sql,
    { cmdId, requestId, shops: [...new Set([shopId, ...shops])], ledgerSeq: line.seq },
    now,
  );
  await sql.query('SET LOCAL ROLE lete_api');
  return orders;
};
