import type { backups } from '../../../../shared/contract/backups.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import type { QueryContext } from '../../call/context.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { sql } from '../../db/sql.ts';
import type { BackupsDeps } from './backups.deps.ts';
import { compare, isRoomFor } from './compare.ts';
import { dropNotice, readNotice } from './notice.store.ts';
import { createRestore } from './restore.ts';

const assertMay = ({ caller }: QueryContext): void => {
  if (!can(caller.role, 'backup.restore')) reject('FORBIDDEN');
};

const placedSince = ({ db }: QueryContext, at: number): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM orders WHERE placed_at > ${at}`)?.n ?? 0;

/** The backups of this terminal: which there are, what a restore would mean, and the restore itself. */
export const createBackupsHandlers = (deps: BackupsDeps): HandlersFor<typeof backups> => ({
  'backups:list': query('backups:list', (q) => {
    assertMay(q);
    return {
      backups: deps.database.backups.list().map((one) => ({ ...one, orders: placedSince(q, one.at) })),
    };
  }),
  'backups:compare': query('backups:compare', async (q, { at }) => {
    assertMay(q);
    return compare(deps, q.db, at, await isRoomFor(deps, at));
  }),
  'backups:restore': createRestore(deps),
  'backups:notice': query('backups:notice', ({ db }) => ({ notice: readNotice(db) })),
  'backups:noticeRead': command('backups:noticeRead', (tx) => {
    dropNotice(tx.db);
    return {};
  }),
});
