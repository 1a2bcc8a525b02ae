import type { Caller } from '../../../../shared/contract/define.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { SYSTEM } from '../../call/transaction.ts';
import type { OpenDatabase } from '../../db/open.ts';
import { Chosen, refOf } from './chosen.ts';
import { putNotice, readNotice } from './notice.store.ts';

const managerOf = ({ by }: Chosen): Caller => ({
  windowId: 0,
  terminal: 'counter',
  role: 'manager',
  staffId: by,
});

/**
 * Writes down in a restored database that it is one, and ends the restore; after everything else that has to follow one.
 * Repeated after a kill it says nothing twice.
 */
export const settleRestore = (
  { read, transactAs }: Pick<CoreDeps, 'read' | 'transactAs'>,
  { restored, settleRestore: settle }: Pick<OpenDatabase, 'restored' | 'settleRestore'>,
): void => {
  if (restored === null) return;
  const { at, backupAt } = restored;
  if (readNotice(read)?.at !== at) {
    const chosen = Chosen.safeParse(restored.chosen).data ?? null;
    transactAs(chosen === null ? SYSTEM : managerOf(chosen), (tx) => {
      tx.audit('database.restored', refOf(backupAt), {
        objectType: 'backup',
        ...(chosen === null ? {} : { reasonCode: chosen.reason, count: chosen.orders }),
      });
      const { orders, comeBack } = chosen ?? { orders: null, comeBack: false };
      putNotice(tx.db, { at, backupAt, chosen: chosen !== null, orders, comeBack });
    });
  }
  settle();
};
