import type { Tx } from '../../call/context.ts';
import { sql } from '../../db/sql.ts';
import type { Signer } from '../../keys/signingKey.ts';
import { readHead } from './audit.store.ts';
import { checkpointBytes } from './entry.policy.ts';

/**
 * Drops the rows recorded before an instant (UTC ms) from the beginning of the chain, behind a signed checkpoint, and
 * answers how many. The last row always stays.
 */
export const pruneAudit = (tx: Tx, signer: Signer, before: number): number => {
  const head = readHead(tx.db);
  if (head === undefined) return 0;
  // recorded_at never goes back, so what is older is a prefix.
  const last = tx.db.get<{ seq: number; hash: string }>(sql`SELECT seq, entry_hash AS hash FROM audit
    WHERE recorded_at < ${before} AND seq < ${head.seq} ORDER BY seq DESC LIMIT 1`);
  if (last === undefined) return 0;
  const content = { through_seq: last.seq, through_hash: last.hash, chain_id: signer.keyId, made_at: tx.now };
  const sig = signer.sign(checkpointBytes({ ...content, sig: '' }));
  tx.db.run(sql`INSERT INTO audit_checkpoint (through_seq, through_hash, chain_id, made_at, sig)
    VALUES (${content.through_seq}, ${content.through_hash}, ${content.chain_id}, ${content.made_at}, ${sig})`);
  tx.db.run(sql`DELETE FROM audit_checkpoint WHERE through_seq < ${last.seq}`);
  const gone = tx.db.run(sql`DELETE FROM audit WHERE seq <= ${last.seq}`);
  tx.audit('audit.prune', null, { count: gone });
  return gone;
};
