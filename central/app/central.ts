import type { Database } from '../db/database.ts';
import type { Files } from '../files/openFiles.ts';
import type { Log } from '../http/log.ts';
import type { OrderKeys } from '../orderKeys/orderKeys.ts';
import type { CentralKeys } from '../keys/keyFiles.ts';

/** What every part of central is given: opened once, in `openCentral`. */
export interface Central {
  readonly db: Database;
  readonly keys: CentralKeys;
  readonly log: Log;
  /** UTC ms. */
  readonly now: () => number;
  /** Folder of keys, ledger, spool and stored files: outside the database. */
  readonly folder: string;
  readonly files: Files;
  readonly orderKeys: OrderKeys;
  /** This life of the database. */
  readonly incarnation: string;
}
