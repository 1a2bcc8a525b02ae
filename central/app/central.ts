import type { AfterErasure } from '../erasure/afterErasure.ts';
import type { Wakeups } from '../feed/wakeups.ts';
import type { Files } from '../files/openFiles.ts';
import type { WatchedDatabase } from '../health/watchDatabase.ts';
import type { Log } from '../http/log.ts';
import type { OrderKeys } from '../orderKeys/orderKeys.ts';
import type { CentralKeys } from '../keys/keyFiles.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { ReturnAddresses } from '../mail/returns/returnAddress.ts';
import type { SentStream } from '../mail/sentStream.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Life } from './life.ts';

/** What every part of central is given: opened once, in `openCentral`. */
export interface Central {
  readonly db: WatchedDatabase;
  readonly keys: CentralKeys;
  readonly ledger: Ledger;
  readonly wakeups: Wakeups;
  /** Where what lies outside the database joins in an erasure: keys, files. */
  readonly afterErasure: AfterErasure;
  readonly life: Life;
  readonly log: Log;
  /** UTC ms. */
  readonly now: () => number;
  /** Folder of keys, ledger, spool and stored files: outside the database. */
  readonly folder: string;
  readonly files: Files;
  readonly orderKeys: OrderKeys;
  readonly mailer: Mailer;
  /** Where each e-mail goes back to; null where that is to the sender's own address. */
  readonly returnAddresses: ReturnAddresses | null;
  readonly sent: SentStream;
  /** Public part of the key by which the owner signs prices and notices. */
  readonly settingsPub: string | undefined;
  /** With which the operator's page is reached from elsewhere; only from this machine without one. */
  readonly operatorToken: string | undefined;
  /** This life of the database. */
  readonly incarnation: string;
}
