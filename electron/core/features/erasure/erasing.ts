import type { DryRun } from '../../../../shared/privacy/dryRun.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { dryRunOf } from './rules/dryRun.ts';
import { findJobOf, insertJob } from './job/job.store.ts';
import { scopeOfPeople } from './rules/values.ts';

/** What privacy requests ask of erasure. */
export interface Erasing {
  /** Item by item what would go, stay and be in the way; reads only. `now` in UTC milliseconds. */
  readonly dryRun: (db: ReadableDb, people: readonly PersonId[], now: number) => DryRun;
  /**
   * Orders an erasure for exactly what the dry run said; a repeated order of a request changes nothing.
   * Rejects with `CONFLICT` when something changed since, or an order is still open.
   */
  readonly order: (
    tx: Tx,
    job: { readonly requestId: string; readonly people: readonly PersonId[]; readonly dryRunHash: string },
  ) => void;
}

/** `wake` is called once an order is committed. */
export const createErasing = (deps: Pick<CoreDeps, 'settings'>, wake: () => void): Erasing => {
  const dryRun: Erasing['dryRun'] = (db, people, now) =>
    dryRunOf(db, scopeOfPeople(db, people), { now, settings: deps.settings(db).retention });
  return {
    dryRun,
    order: (tx, { requestId, people, dryRunHash }) => {
      if (findJobOf(tx.db, requestId)) return;
      const { items, hash } = dryRun(tx.db, people, tx.now);
      if (hash !== dryRunHash || items.some(({ what }) => what === 'blocked')) return reject('CONFLICT');
      const cmdId = tx.ids.ulid();
      const scope = scopeOfPeople(tx.db, people);
      insertJob(tx.db, { cmdId, requestId, marker: tx.ids.hex(16), scope, now: tx.now });
      tx.audit('erasure.begin', cmdId);
      tx.emit('erasure-changed', { requestId });
      tx.afterCommit(wake);
    },
  };
};
