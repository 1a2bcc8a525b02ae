import type { ErasureStanding } from '../../../../shared/sync/ledger.ts';
import type { DryRun } from '../../../../shared/privacy/dryRun.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { dryRunOf } from './rules/dryRun.ts';
import { sql } from '../../db/sql.ts';
import type { ErasureDeps, NamedErasure } from './erasure.deps.ts';
import { erasuresOfTask, putStanding } from './certificate/acknowledgements.store.ts';
import { renewCertificate } from './certificate/renewCertificate.ts';
import { findJob, findJobOf, insertJob } from './job/job.store.ts';
import type { Scope } from './rules/scope.ts';
import { scopeOfEntry, scopeOfPeople } from './rules/values.ts';

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
  /**
   * Orders an erasure that central's ledger names, whatever is here of it; one that is known changes nothing. Its orders
   * are over, also where this terminal has not heard of that.
   */
  readonly orderNamed: (tx: Tx, named: NamedErasure) => void;
  /** Central says how far terminals are with an erasure, in all stores that had something of the person. */
  readonly noteStanding: (tx: Tx, standing: ErasureStanding) => void;
  /** A recipient was told by this task, or has confirmed. */
  readonly recipientSettled: (tx: Tx, taskId: string) => void;
}

type ErasingDeps = Pick<CoreDeps, 'settings' | 'signer'> & Pick<ErasureDeps, 'onOrdered'>;

/** `wake` is called once an order is committed. */
export const createErasing = (deps: ErasingDeps, wake: () => void): Erasing => {
  const begin = (tx: Tx, job: { cmdId: string; requestId: string; scope: Scope }): void => {
    insertJob(tx.db, { ...job, marker: tx.ids.hex(16), now: tx.now });
    tx.audit('erasure.begin', job.cmdId);
    tx.emit('erasure-changed', { requestId: job.requestId });
    tx.afterCommit(wake);
  };
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
      begin(tx, { cmdId, requestId, scope });
      const { subjects, orders } = scope;
      deps.onOrdered?.(tx, { cmdId, requestId, subjectRefs: subjects, orderRefs: orders });
    },
    noteStanding: (tx, standing) => {
      putStanding(tx.db, standing);
      renewCertificate(tx, deps.signer, standing.cmdId);
    },
    recipientSettled: (tx, taskId) => {
      for (const cmdId of erasuresOfTask(tx.db, taskId)) renewCertificate(tx, deps.signer, cmdId);
    },
    orderNamed: (tx, { cmdId, requestId, subjectRefs, orderRefs }) => {
      if (findJob(tx.db, cmdId) || findJobOf(tx.db, requestId)) return;
      const scope = scopeOfEntry(tx.db, { subject_refs: subjectRefs, order_refs: orderRefs });
      tx.db.run(sql`UPDATE orders SET closed_at = ${tx.now} WHERE closed_at IS NULL
        AND order_id IN (SELECT value FROM json_each(${JSON.stringify(scope.orders)}))`);
      begin(tx, { cmdId, requestId, scope });
    },
  };
};
