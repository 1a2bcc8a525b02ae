import type { CallOutput } from '../../../../shared/contract/index.ts';
import { reject } from '../../call/rejection.ts';
import { OpenError } from '../../db/failure.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { centralOf, unsettledOps } from '../sync/index.ts';
import type { BackupsDeps } from './backups.deps.ts';

export type Comparison = CallOutput<'backups:compare'>;

/** Room beside the copy and the backup of now, so that the restored database can work. */
const ROOM_BYTES = 100_000_000;

/** How many of the ids a table of the backup lacks. */
const lacking = (backup: ReadableDb, ids: readonly string[], known: ReturnType<typeof sql>): number =>
  backup.get<{ n: number }>(sql`SELECT count(*) AS n FROM json_each(${JSON.stringify(ids)})
    WHERE value NOT IN (${known})`)?.n ?? 0;

const orderIds = (db: ReadableDb): readonly string[] =>
  db.all<{ id: string }>(sql`SELECT order_id AS id FROM orders`).map(({ id }) => id);

const unfit = (error: unknown): Comparison => {
  if (!(error instanceof OpenError)) throw error;
  const refusal = error.failure === 'from-future' ? 'BACKUP_TOO_NEW' : 'BACKUP_UNSOUND';
  return { orders: 0, comeBack: false, unsent: 0, refusal };
};

/** What is here and not in the backup. Only what was sent comes back. */
const differences = ({ database, unsentFiles }: BackupsDeps, db: ReadableDb, at: number) => {
  const here = { orders: orderIds(db), ops: unsettledOps(db) };
  const isJoined = centralOf(db) !== null;
  return database.backups.look(at, (backup) => ({
    orders: lacking(backup, here.orders, sql`SELECT order_id FROM orders`),
    comeBack: isJoined && centralOf(backup) !== null,
    unsent: lacking(backup, here.ops, sql`SELECT op_id FROM outbox`) + (isJoined ? unsentFiles() : 0),
  }));
};

const refusalOf = (
  deps: BackupsDeps,
  db: ReadableDb,
  { unsent, enough }: { readonly unsent: number; readonly enough: boolean },
): Comparison['refusal'] => {
  if (deps.hasVisit(db)) return 'VISIT_RUNNING';
  if (deps.isBuilding(db)) return 'RESTORE_JOB_RUNNING';
  if (unsent > 0) return 'RESTORE_UNSENT';
  return enough ? null : 'RESTORE_DISK_FULL';
};

/** Whether the disk takes a copy of the backup and one of the database as it is now. */
export const isRoomFor = async (
  { database, freeBytes, folders }: BackupsDeps,
  at: number,
): Promise<boolean> => {
  const sizes = database.backups.list();
  const chosen = sizes.find((backup) => backup.at === at) ?? reject('NOT_FOUND');
  const largest = Math.max(...sizes.map(({ bytes }) => bytes));
  return (await freeBytes(folders.data)) > chosen.bytes + largest + ROOM_BYTES;
};

/** What a restore of the backup would mean now, and what stands against it. `enough`: there is room for it. */
export const compare = (deps: BackupsDeps, db: ReadableDb, at: number, enough: boolean): Comparison => {
  try {
    const found = differences(deps, db, at);
    return { ...found, refusal: refusalOf(deps, db, { unsent: found.unsent, enough }) };
  } catch (error) {
    return unfit(error);
  }
};
