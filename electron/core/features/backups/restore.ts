import type { CallInput } from '../../../../shared/contract/index.ts';
import type { QueryContext, Tx } from '../../call/context.ts';
import { preparedCommand } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { errorCodeOf } from '../../log/errorCode.ts';
import { describeError } from '../../log/log.ts';
import { acceptPin, comparePin } from '../staff/index.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import type { BackupsDeps } from './backups.deps.ts';
import { type Chosen, refOf } from './chosen.ts';
import { compare, isRoomFor } from './compare.ts';

type Restore = CallInput<'backups:restore'>;

const isFull = (error: unknown): boolean => ['ENOSPC', 'SQLITE_FULL'].includes(errorCodeOf(error));

/** A backup of now, so that a wrong choice can be taken back the same way. A damaged database has none to give. */
const keepNow = async ({ database, log }: BackupsDeps): Promise<void> => {
  try {
    if ((await database.backUpAside()) === null) log.error('backup-unsound');
  } catch (error) {
    if (isFull(error)) throw error;
    log.error('backup-failed', describeError(error));
  }
};

/** Lays the checked copy ready and keeps what is there now. */
const stage = async (deps: BackupsDeps, at: number): Promise<void> => {
  const { backups } = deps.database;
  try {
    if (!(await backups.stage(at))) return reject('BACKUP_UNSOUND');
    // After the copy: a new backup lets the oldest one go, and that may be the chosen one.
    await keepNow(deps);
  } catch (error) {
    backups.unstage();
    throw isFull(error) ? reject('RESTORE_DISK_FULL') : error;
  }
};

/** Everything that takes time; null where the PIN is not right, which the transaction counts. */
const prepare = async (deps: BackupsDeps, q: QueryContext, { at, pin }: Restore): Promise<boolean | null> => {
  if (!can(q.caller.role, 'backup.restore')) return reject('FORBIDDEN');
  const matched = await comparePin(q.db, q.caller.staffId ?? '', pin, q.now);
  if (matched !== true) return matched;
  const { refusal } = compare(deps, q.db, at, await isRoomFor(deps, at));
  if (refusal !== null) return reject(refusal);
  await stage(deps, at);
  return true;
};

const order = (deps: BackupsDeps, tx: Tx, { at, reason }: Restore, matched: boolean | null): void => {
  const { staffId } = acceptPin(tx, tx.caller.staffId ?? '', matched);
  const { backups } = deps.database;
  // Checking took a while: somebody may have come to the kiosk, or a change was made.
  const { refusal, orders, comeBack } = compare(deps, tx.db, at, true);
  if (refusal !== null) {
    backups.unstage();
    return reject(refusal);
  }
  tx.audit('backup.restore', refOf(at), { reasonCode: reason, count: orders });
  const chosen: Chosen = { by: staffId, reason, orders, comeBack };
  tx.afterCommit(() => {
    backups.choose({ at: tx.now, backupAt: at, chosen });
    void deps.shell.reopen();
  });
};

/** A manager chooses a backup; the start that follows carries it out (REC-5). */
export const createRestore = (deps: BackupsDeps) => {
  let preparing = false;
  return preparedCommand(
    'backups:restore',
    async (q, input) => {
      if (preparing) return reject('CONFLICT');
      preparing = true;
      try {
        return await prepare(deps, q, input);
      } finally {
        preparing = false;
      }
    },
    (tx, input, matched) => {
      order(deps, tx, input, matched);
      return {};
    },
  );
};
