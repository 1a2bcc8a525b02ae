import type { Database } from '../db/database.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ContactHash } from '../mail/suppression.ts';
import { eraseRefs, recordErasure } from './erase.store.ts';

const PAGE = 500;

/** Carries out again what the ledger orders: on all of it after a restore, else on what the database has not done. */
export const replayLedger = async (
  db: Database,
  ledger: Ledger,
  hashOf: ContactHash,
  { now, everything }: { readonly now: number; readonly everything: boolean },
): Promise<number> => {
  const known = await db.transaction({ role: 'erase' }, (sql) =>
    sql.query<{ id: string }>('SELECT cmd_id AS id FROM erasure'),
  );
  const done = new Set(everything ? [] : known.map(({ id }) => id));
  let replayed = 0;
  for (let seq = 0; seq < ledger.head().seq; ) {
    const lines = ledger.after(seq, PAGE);
    for (const line of lines) {
      seq = line.seq;
      const { cmdId, requestId } = line;
      if (cmdId === null || requestId === null || done.has(cmdId)) continue;
      await db.transaction({ role: 'erase', erasures: 'alone' }, async (sql) => {
        const { shops } = await eraseRefs(sql, cmdId, line, { now, hashOf });
        await recordErasure(sql, { cmdId, requestId, shops, ledgerSeq: line.seq }, now);
      });
      replayed += 1;
    }
  }
  return replayed;
};
