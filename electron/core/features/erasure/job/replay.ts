import { ERASURE_STEPS } from '../../../../../shared/privacy/erasureSteps.ts';
import type { ErasureDeps } from '../erasure.deps.ts';
import type { FailReason } from './job.policy.ts';
import { findJob, insertJob, ledgerSeen, noteLedger, openJobs, rewind } from './job.store.ts';
import { createLedger, type Ledger, LedgerError, openLedger } from './ledger.ts';
import { runJob } from './runJob.ts';
import type { StepWorld } from './steps.ts';
import { scopeOfEntry } from '../rules/values.ts';

/** An erasure that the ledger knows could not be repeated in this database: it stays shut. */
export class ErasurePending extends Error {
  constructor(reason: FailReason | null) {
    super(`erasure-pending ${reason}`);
    this.name = 'ErasurePending';
  }
}

type LedgerDeps = Pick<ErasureDeps, 'folders' | 'signer' | 'clock' | 'read' | 'transact'>;

/**
 * Opens the ledger; begins one where neither file nor database knows of any. A database that has seen more of it than
 * is there stays shut: without the ledger nobody knows whose data must not come back.
 * @throws LedgerError
 */
export const openKnownLedger = async (deps: LedgerDeps): Promise<Ledger> => {
  const seen = ledgerSeen(deps.read);
  if (seen === undefined) await createLedger(deps.folders.data, deps.signer, deps.clock.now());
  const ledger = openLedger(deps.folders.data, deps.signer);
  if (seen !== undefined && !ledger.continues(seen)) throw new LedgerError('missing');
  deps.transact((tx) => noteLedger(tx.db, ledger.head()));
  return ledger;
};

/** Orders every erasure of the ledger that this database does not know: it is older than they are. */
const orderUnknown = ({ deps, ledger }: StepWorld): void => {
  for (const entry of ledger.entries()) {
    if (findJob(deps.read, entry.cmd_id)) continue;
    deps.transact((tx) =>
      insertJob(tx.db, {
        cmdId: entry.cmd_id,
        requestId: entry.request_id,
        marker: tx.ids.hex(16),
        scope: scopeOfEntry(tx.db, entry),
        now: tx.now,
      }),
    );
  }
};

/** Search sets of erasures that are proved: a power cut came before they were destroyed. */
const destroyOldSets = ({ deps, sets }: StepWorld): void => {
  const open = new Set(openJobs(deps.read).map(({ cmdId }) => cmdId));
  for (const cmdId of sets.list()) if (!open.has(cmdId)) sets.destroy(cmdId);
};

/**
 * An open erasure without its search set was proved in another life of this database, which is a backup of then: it
 * begins anew with the rows that are here.
 */
const rewindProved = ({ deps, sets }: StepWorld): void => {
  const known = new Set(sets.list());
  for (const { cmdId } of openJobs(deps.read))
    if (!known.has(cmdId)) deps.transact((tx) => rewind(tx.db, cmdId));
};

/**
 * Brings every erasure of the ledger at least as far as the rewritten file, before anybody sees a screen; the rest of
 * each goes on afterwards. A restored backup thus never shows who was erased (E10).
 * @throws ErasurePending
 */
export const replay = async (world: StepWorld): Promise<void> => {
  const { deps, ledger } = world;
  orderUnknown(world);
  destroyOldSets(world);
  rewindProved(world);
  const ordered = new Set(ledger.entries().map(({ cmd_id }) => cmd_id));
  for (const { cmdId } of openJobs(deps.read)) {
    if (!ordered.has(cmdId)) continue;
    await runJob(world, cmdId);
    const job = findJob(deps.read, cmdId);
    if (!job || job.step === 'done') continue;
    if (ERASURE_STEPS.indexOf(job.step) <= ERASURE_STEPS.indexOf('rewrite'))
      throw new ErasurePending(job.reason);
  }
};
