import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { ReadableDb } from '../db/handles.ts';
import type { Signer } from '../keys/signingKey.ts';
import type { Log } from '../log/log.ts';
import type { Clock, Ids } from '../ports/clock.ts';
import type { Tx } from './context.ts';
import type { Emit } from './transaction.ts';

/** Folders below the data folder, absolute. */
export interface Folders {
  readonly data: string;
  readonly production: string;
  readonly tickets: string;
  readonly exports: string;
  readonly scratch: string;
  readonly fonts: string;
}

/** What every feature may count on; features take more through their own `Deps` type. */
export interface CoreDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly folders: Folders;
  /** The read-only connection. */
  readonly read: ReadableDb;
  /** Core's own transaction, for work that no person asked for. */
  readonly transact: <T>(run: (tx: Tx) => T) => T;
  /** A transaction in a caller's name, for what a query must write down before it answers. */
  readonly transactAs: <T>(caller: Caller, run: (tx: Tx) => T) => T;
  readonly emit: Emit;
  /** Signs in this terminal's name. */
  readonly signer: Signer;
  readonly settings: (db: ReadableDb) => Settings;
  /** The price list of that version, or the one in force. */
  readonly catalogue: (db: ReadableDb, version?: number) => Catalogue | null;
}

/** A feature as the composition root sees it. */
export interface Feature<H> {
  readonly handlers: H;
  /** Picks up what a crash left unfinished; called once, when the database is open. */
  start?(): void;
  /** Ends loops and open work; called before the database closes. */
  stop?(): Promise<void> | void;
}
