import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, DatabaseError } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { migrations } from '../db/migrations/index.ts';
import { createAfterErasure } from '../erasure/afterErasure.ts';
import { replayLedger } from '../erasure/replayLedger.ts';
import { START } from '../feed/cursor.ts';
import { createWakeups } from '../feed/wakeups.ts';
import { openFiles } from '../files/openFiles.ts';
import type { S3Place } from '../files/store/s3/s3Settings.ts';
import { watchDatabase } from '../health/watchDatabase.ts';
import type { Log } from '../http/log.ts';
import { createKeys, hasKeys, openKeys } from '../keys/keyFiles.ts';
import { openOrderKeys } from '../orderKeys/orderKeys.ts';
import { createLedger, type Ledger, openLedger } from '../ledger/ledger.ts';
import { LedgerError } from '../ledger/line.ts';
import { type Mailer, noMailer } from '../mail/mailer.ts';
import { createReturnAddresses } from '../mail/returns/returnAddress.ts';
import { openSentStream } from '../mail/sentStream.ts';
import { contactHash } from '../mail/suppression.ts';
import type { Central } from './central.ts';
import { beginLife, type Life, markOf, readMark, wasRestored } from './life.ts';

export interface CentralOptions {
  readonly db: Database;
  readonly folder: string;
  readonly now: () => number;
  readonly log: Log;
  readonly operatorToken?: string | undefined;
  readonly settingsPub?: string | undefined;
  /** Where photos lie; in the folder without it. */
  readonly s3?: S3Place | undefined;
  /** Sends messages to people; nothing is sent without it. */
  readonly mailer?: Mailer;
  /** Domain to which an e-mail goes back that cannot be delivered; without it that is the sender's own address. */
  readonly returnDomain?: string | undefined;
  /** The operator says that the database was restored, where it cannot be told from the marks. */
  readonly restored?: boolean;
}

const newIncarnation = (): string => randomBytes(16).toString('hex');

/** Keys and the ledger's first line are made once, for a central that never ran before. */
const setUp = async ({ db, folder, now }: CentralOptions): Promise<void> => {
  if (!hasKeys(folder)) {
    createKeys(folder);
    createLedger(folder, openKeys(folder).erasure, now());
  }
  await db.transaction({ role: 'erase' }, (sql) =>
    sql.query('INSERT INTO central_state (incarnation) VALUES ($1)', [newIncarnation()]),
  );
};

/**
 * Stored transaction ids mean nothing on another server, or on one that was set back: all rows count as old, and
 * cursors of the life before are worth nothing, nor is the place from which they had to stand (sync specification 5.1).
 */
const beginNewLife = (db: Database): Promise<void> =>
  db.transaction({ role: 'erase' }, async (sql) => {
    // Every row of the feed is written anew: on a large central that takes longer than any call may.
    await sql.query('SET LOCAL statement_timeout = 0');
    await sql.query('UPDATE central_state SET incarnation = $1, floor_xid = $2::xid8, floor_pos = $3', [
      newIncarnation(),
      START.xid,
      START.pos,
    ]);
    await sql.query(`UPDATE feed SET xid = '3'`);
  });

const openLife = async (
  { db, folder, log, restored = false }: CentralOptions,
  { ledger }: { readonly ledger: Ledger },
) => {
  const read = () => db.transaction({ role: 'erase' }, markOf);
  const before = readMark(folder);
  let state = await read();
  if (state === undefined) throw new DatabaseError('the database was not set up');
  const ledgerSeq = Math.max(state.ledgerSeq, before === 'damaged' ? 0 : (before?.ledgerSeq ?? 0));
  // A ledger that lost its end would let somebody come back.
  if (ledger.head().seq < ledgerSeq) throw new LedgerError('damaged');
  const isRestored = restored || (before !== null && wasRestored(before, state));
  if (isRestored) {
    await beginNewLife(db);
    log('restored');
    state = (await read()) ?? state;
  }
  const life: Life = beginLife(folder, { ...state, ledgerSeq: ledger.head().seq });
  return { life, incarnation: state.incarnation, isRestored };
};

/**
 * Brings the database up to date, opens what lies beside it, and erases again whatever the ledger names and the
 * database still has. Without its keys and its ledger a central that ran before does not start.
 * @throws DatabaseError, LedgerError
 */
export const openCentral = async (options: CentralOptions): Promise<Central> => {
  const { db, folder, now, log } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await migrate(db, migrations);
  if ((await db.transaction({ role: 'erase' }, markOf)) === undefined) await setUp(options);
  if (!hasKeys(folder)) throw new DatabaseError('the keys of this database are missing');
  const keys = openKeys(folder);
  const ledger = openLedger(folder, keys.erasure);
  const { life, incarnation, isRestored } = await openLife(options, { ledger });
  const replayed = await replayLedger(db, ledger, contactHash(keys), { now: now(), everything: isRestored });
  if (replayed > 0) log('erased', { count: replayed });
  return {
    db: watchDatabase(db, now),
    keys,
    ledger,
    wakeups: await createWakeups(db),
    afterErasure: createAfterErasure(log),
    life,
    log,
    now,
    folder,
    files: await openFiles(options),
    orderKeys: openOrderKeys(join(folder, 'order-keys')),
    mailer: options.mailer ?? noMailer,
    returnAddresses:
      options.returnDomain === undefined ? null : createReturnAddresses(keys, options.returnDomain),
    sent: openSentStream(folder),
    settingsPub: options.settingsPub,
    operatorToken: options.operatorToken,
    incarnation,
  };
};
