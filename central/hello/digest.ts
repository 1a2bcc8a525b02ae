import type { z } from 'zod';
import type { DigestAnswer } from '../../shared/sync/endpoints.ts';
import type { Central } from '../app/central.ts';
import type { Terminal } from '../terminals/terminal.ts';

type Digest = z.infer<typeof DigestAnswer>;

/** What central has of a terminal and its store, for the terminal to compare once a day. Bytes are those of ciphertext. */
export const digestOf = async (
  { db, ledger }: Central,
  { shopId, lastSeq, lastHash }: Terminal,
): Promise<Digest> => {
  const [row] = await db.transaction({ role: 'api', shops: [shopId] }, (sql) =>
    sql.query<Pick<Digest, 'orders' | 'files' | 'bytes'>>(
      `SELECT (SELECT count(*) FROM orders WHERE shop_id = $1) AS orders, count(*) AS files,
         coalesce(sum(size), 0)::bigint AS bytes FROM file WHERE shop_id = $1 AND state = 'verified'`,
      [shopId],
    ),
  );
  const counts = row ?? { orders: 0, files: 0, bytes: 0 };
  return { lastSeq, lastHash, ...counts, ledgerHash: ledger.head().hash };
};
