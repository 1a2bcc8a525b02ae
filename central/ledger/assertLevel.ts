import { SyncFault } from '../../shared/sync/syncFault.ts';
import type { Terminal } from '../terminals/terminal.ts';
import type { Ledger } from './ledger.ts';

/**
 * A terminal that has not taken in the whole ledger gets and sends nothing before it has: nobody erased comes back by
 * it (sync specification 4.5, 7.3).
 * @throws SyncFault `ledger_first`
 */
export const assertLevel = ({ ledger }: { readonly ledger: Ledger }, { ledgerSeq }: Terminal): void => {
  if (ledgerSeq === null || ledgerSeq < ledger.head().seq) throw new SyncFault('ledger_first');
};
