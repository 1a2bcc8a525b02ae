import Database from 'better-sqlite3';
import {
  type ReadableDb,
  readable,
  type WritableDb,
  writableHandle,
} from '../../../electron/core/db/handles.ts';
import { migrate } from '../../../electron/core/db/migrate.ts';
import { migrations } from '../../../electron/core/db/migrations/index.ts';

/** A terminal's database in memory, with the terminal's own schema. */
export interface MemoryDatabase {
  readonly raw: Database.Database;
  readonly read: ReadableDb;
  readonly write: WritableDb;
}

/** A stand-in for the tables of the features: each entity as this terminal sees it. */
const REPLICA = `CREATE TABLE sim_replica (entity TEXT, id TEXT, state TEXT NOT NULL, PRIMARY KEY (entity, id))`;

const EMPTY = [
  'outbox',
  'sync_entity',
  'feed_state',
  'sync_terminal',
  'sync_ledger',
  'sim_replica',
  'hub_life',
  'hub_terminal',
  'hub_op',
  'hub_feed',
  'hub_ledger',
  'hub_erased',
  'sync_hub',
  'sync_provisional',
  'sqlite_sequence',
]
  .map((table) => `DELETE FROM ${table};`)
  .join('');

const opened = (raw: Database.Database): MemoryDatabase => ({
  raw,
  read: readable(raw),
  write: writableHandle(raw),
});

/** Kept from run to run with their prepared statements: to make them takes longer than a run. */
const idle: MemoryDatabase[] = [];

export const takeDatabase = (): MemoryDatabase => {
  const kept = idle.pop();
  if (kept !== undefined) {
    kept.raw.exec(EMPTY);
    return kept;
  }
  const raw = new Database(':memory:');
  migrate(raw, migrations);
  raw.exec(REPLICA);
  return opened(raw);
};

export const giveBack = (database: MemoryDatabase): void => void idle.push(database);

/** The database that a copy of a disk holds. */
export const openCopy = (copy: Buffer): MemoryDatabase => opened(new Database(copy));
