import type {
  FeedItem,
  HelloRequest,
  OpsRequest,
  ReceivedItem,
} from '../../../../../shared/sync/endpoints.ts';
import type { CentralLedgerLine, LedgerHead } from '../../../../../shared/sync/ledger.ts';
import type { Sends } from '../../../../../shared/domain/sends.ts';
import type { EpochRecord, OpResult } from '../../../../../shared/sync/op.ts';
import type { z } from '../../../../../shared/domain/z.ts';
import type { SyncTerminal } from '../terminal.store.ts';
import type { LedgerPlace } from './ledger.policy.ts';

/** An item that this version can read. */
export type ReadItem = z.infer<typeof FeedItem>;
export type Item = z.infer<typeof ReceivedItem>;

/** From where a scope is followed; `after` is the last entity of a snapshot that has to be read to its end first. */
export interface ScopePlace {
  readonly cursor: string;
  readonly after: string | null;
}

export interface Limits {
  readonly ops: number;
  readonly bytes: number;
}

/** What a hub brings to central for others; what is about the same goes in the order in which it came. */
export interface Relays {
  /** The place of what came last. */
  readonly lastRelay: () => number;
  /** What goes next of all up to that place; null where nothing waits, or an own change goes first. */
  readonly nextRelay: (who: SyncTerminal, upTo: number) => OpsRequest | null;
  /** An own change that came after something relayed about the same goes after it: the last seq that may go now. */
  readonly ownUpTo: () => number;
  readonly takeRelayed: (who: SyncTerminal, batch: OpsRequest, results: readonly OpResult[]) => void;
  /** Central does not take them now, or never will; the others go on. */
  readonly holdRelay: (who: SyncTerminal, batch: OpsRequest, code: string) => void;
}

/** What the loop keeps: each call is one transaction, so that a kill between two leaves nothing half done. */
export interface SyncStore extends Omit<Relays, 'ownUpTo'> {
  readonly terminal: () => SyncTerminal | undefined;
  readonly hello: (who: SyncTerminal) => HelloRequest;
  /** Central was heard. */
  readonly heard: () => void;
  readonly unheard: () => void;
  readonly refused: (code: string) => void;
  /** The record that opens the running epoch, signed; null once central has it. */
  readonly epochRequest: (who: SyncTerminal) => { readonly record: EpochRecord; readonly sig: string } | null;
  readonly epochTaken: () => void;
  /**
   * Begins an epoch: what waits goes under it. With `everything`, all that is kept goes again; `taken` says that central
   * knows the running one from another life of this terminal.
   */
  readonly openEpoch: (
    reason: Exclude<EpochRecord['reason'], 'enrolled'>,
    how?: { readonly everything?: boolean; readonly taken?: boolean },
  ) => void;
  /** Another life of central's database: the feed is taken over anew, and central asked again what became of the running epoch. */
  readonly meetIncarnation: (who: SyncTerminal, incarnation: string) => void;
  /** Whether ops are kept that central answered in an epoch before the running one. */
  readonly hasClosedEpochs: (who: SyncTerminal) => boolean;
  /** Central wants that number next. `epoch`: it cannot be had, only a new epoch helps. */
  readonly expect: (who: SyncTerminal, seq: number, hash: string | null) => 'fine' | 'epoch' | 'fork';
  /** Seals what is to go next and stores that before it goes; null when nothing waits. */
  readonly nextBatch: (who: SyncTerminal, limits: Limits) => OpsRequest | null;
  /** Ops that central put off, as they went; null where there are none. */
  readonly deferredBatch: (who: SyncTerminal, limits: Limits) => OpsRequest | null;
  /**
   * Sets the first op that waits aside and begins an epoch without it. False where the last one that was set aside is
   * followed by nothing that central took: then it may be central, and not the op.
   */
  readonly setAside: (who: SyncTerminal) => boolean;
  /** Answers how many ops of the batch it named. */
  readonly takeResults: (epoch: number, results: readonly OpResult[]) => number;
  readonly ledgerPlace: () => LedgerPlace | null;
  /** Takes lines of the ledger in: erasures ordered, ops emptied, and how far that is. */
  readonly takeLedger: (lines: readonly CentralLedgerLine[], place: LedgerPlace) => void;
  /** Lines behind that number, to give back to a central that lost them. */
  readonly ledgerLines: (after: number) => readonly CentralLedgerLine[];
  /** Sets aside what must not go from a terminal that has to wipe itself; see `discardWaiting`. */
  readonly discardWaiting: () => boolean;
  /** Orders the erasure of all records of before, and notes that it is done. */
  readonly wipe: () => void;
  /** Central attested that the ledger goes as far as this terminal has it. */
  readonly attest: (head: LedgerHead) => void;
  /** By which channels central sends. */
  readonly noteSends: (sends: Sends) => void;
  /** Null where a snapshot is to be begun. */
  readonly place: (scope: string, incarnation: string) => ScopePlace | null;
  readonly dropCursor: (scope: string) => void;
  /** Takes items over but for entities that wait to be sent, with the place behind them if there is one. */
  readonly takePage: (
    where: { readonly scope: string; readonly incarnation: string; readonly place: ScopePlace | null },
    items: readonly Item[],
  ) => void;
}
