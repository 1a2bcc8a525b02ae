import type { IncomingMessage } from 'node:http';
import { SyncFault } from '../../../../../../shared/sync/syncFault.ts';
import type { HubStanding } from './standing.ts';
import type { KnownTerminal } from './store/roster.store.ts';

/** A call behind a token. */
export interface Asked {
  readonly request: IncomingMessage;
  readonly query: URLSearchParams;
  readonly terminal: KnownTerminal;
  readonly standing: HubStanding;
  readonly gone: AbortSignal;
}

/** Nobody who is behind central's ledger gets or brings anything. @throws SyncFault `ledger_first` */
export const assertLevel = ({ terminal, standing }: Pick<Asked, 'terminal' | 'standing'>): void => {
  if (terminal.ledgerSeq !== standing.head.seq) throw new SyncFault('ledger_first');
};
