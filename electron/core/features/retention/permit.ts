import type { Tx } from '../../call/context.ts';
import { sql } from '../../db/sql.ts';

/** Deletes from append-only tables: the permit is there during `work` and gone with its transaction's end. */
export const withDeletionPermit = <T>(tx: Tx, holder: 'retention' | 'erasure', work: () => T): T => {
  tx.db.run(sql`INSERT INTO deletion_permit (only, holder) VALUES (1, ${holder})`);
  const result = work();
  tx.db.run(sql`DELETE FROM deletion_permit`);
  return result;
};
