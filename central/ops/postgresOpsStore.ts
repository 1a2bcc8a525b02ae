import type { Life } from '../app/life.ts';
import type { Database } from '../db/database.ts';
import type { AfterErasure } from '../erasure/afterErasure.ts';
import { eraseNow } from '../erasure/eraseNow.ts';
import type { OrderPlace } from '../files/fileRows.ts';
import type { CentralKeys } from '../keys/keyFiles.ts';
import { contactHash } from '../mail/suppression.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { lockTerminal } from '../terminals/terminals.store.ts';
import type { OpsStore } from './opsStore.ts';
import { erasedRefs, loadFor, storedOps } from './readOps.store.ts';
import { writeChanges } from './writeOps.store.ts';

interface Needs {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly keys: CentralKeys;
  readonly now: () => number;
  readonly afterErasure: AfterErasure;
  readonly life: Life;
}

/** Ops in a PostgreSQL database, seen with the eyes of the terminal's store alone. */
export const createPostgresOpsStore = ({ db, ledger, keys, now, afterErasure, life }: Needs): OpsStore => ({
  transaction: async ({ shopId, erases }, work) => {
    let erased: OrderPlace[] = [];
    let fed = 0;
    const hashOf = contactHash(keys);
    const erasures = erases ? 'alone' : 'beside';
    const value = await db.transaction({ role: 'api', shops: [shopId], erasures }, (sql) => {
      erased = [];
      return work({
        lockTerminal: (terminalId) => lockTerminal(sql, terminalId),
        stored: (terminal, seqs) => storedOps(sql, terminal, seqs),
        erased: (refs) => erasedRefs(sql, refs),
        load: (terminal, ops) => loadFor(sql, terminal, ops),
        write: async (changes) => {
          fed = await writeChanges(sql, changes, now());
        },
        erase: async (_terminal, order) => {
          erased.push(...(await eraseNow(sql, ledger, { shopId, order, now: now(), hashOf })));
        },
      });
    });
    life.mark(fed, ledger.head().seq);
    if (erased.length > 0) await afterErasure.run(erased);
    return value;
  },
});
