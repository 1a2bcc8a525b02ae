import type { LedgerHead } from '../../../../../../shared/sync/ledger.ts';
import type { ReadableDb } from '../../../../db/handles.ts';
import { ledgerPlace } from '../../loop/place.store.ts';
import { findTerminal, type SyncTerminal } from '../../terminal.store.ts';
import { SyncFault } from '../../../../../../shared/sync/syncFault.ts';
import { passedLedger } from './store/ledger.store.ts';
import { hubIncarnation, signedHead } from './store/life.store.ts';

/** What the hub answers by: its own life, who it is, and how far central's ledger goes. */
export interface HubStanding {
  readonly incarnation: string;
  readonly own: SyncTerminal;
  readonly head: LedgerHead;
}

/**
 * A hub serves only while it knows central's whole ledger as central signed it, can pass on each line, and has taken it in
 * itself; never while its own records are closed or central takes nothing from it (I7).
 * @throws SyncFault `unavailable`
 */
export const standingOf = (db: ReadableDb): HubStanding => {
  const [incarnation, own, head] = [hubIncarnation(db), findTerminal(db), signedHead(db)];
  const [passed, taken] = [passedLedger(db), ledgerPlace(db)];
  const serves = own !== undefined && own.lockedAt === null && own.refused === null;
  const isLevel = head !== null && passed?.hash === head.hash && taken?.hash === head.hash;
  if (incarnation === undefined || head === null || !serves || !isLevel) throw new SyncFault('unavailable');
  return { incarnation, own, head };
};
