import { ERASURE_STEPS } from '../../../../shared/privacy/erasureSteps.ts';
import type { erasure } from '../../../../shared/contract/erasure.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { Feature } from '../../call/deps.ts';
import { type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { joined } from '../../call/joined.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { describeError } from '../../log/log.ts';
import type { ErasureDeps } from './erasure.deps.ts';
import { createErasing, type Erasing } from './erasing.ts';
import { certificateOf, findJobOf, openJobs } from './job/job.store.ts';
import type { Ledger } from './job/ledger.ts';
import { openKnownLedger, replay } from './job/replay.ts';
import { runJob } from './job/runJob.ts';
import { saveCertificate } from './certificate/saveCertificate.ts';
import { createSearchSets } from './job/searchSet.ts';

export interface ErasureFeature extends Feature<HandlersFor<typeof erasure>> {
  readonly erasing: Erasing;
  /**
   * Repeats what the ledger knows and this database does not; before the first call is answered.
   * @throws LedgerError, ErasurePending
   */
  readonly recover: () => Promise<void>;
  /** Works on all erasures that are due; a second call joins the first. */
  readonly runDue: () => Promise<void>;
}

const LOOK_EVERY_MS = 5_000;

const NONE: CallOutput<'erasure:state'> = {
  state: 'none',
  done: 0,
  of: ERASURE_STEPS.length,
  step: null,
  reason: null,
  tries: 0,
  rows: 0,
  files: 0,
  keys: 0,
  certificateId: null,
};

const stateOf = (db: ReadableDb, privacyRequestId: string): CallOutput<'erasure:state'> => {
  const job = findJobOf(db, privacyRequestId);
  if (!job) return NONE;
  const { state, step, reason, tries, counts } = job;
  return {
    ...NONE,
    state,
    reason,
    tries,
    done: step === 'done' ? ERASURE_STEPS.length : ERASURE_STEPS.indexOf(step),
    step: step === 'done' ? null : step,
    rows: counts.rows,
    files: Object.values(counts.files).reduce((all, n) => all + n, 0),
    keys: counts.keys,
    certificateId: certificateOf(db, privacyRequestId)?.certificateId ?? null,
  };
};

const createHandlers = (deps: ErasureDeps): HandlersFor<typeof erasure> => ({
  'erasure:state': query('erasure:state', (q, { privacyRequestId }) => stateOf(q.db, privacyRequestId)),
  'erasure:certificate': query('erasure:certificate', (q, { privacyRequestId }) => {
    const { certificateId, body } = certificateOf(q.db, privacyRequestId) ?? reject('NOT_FOUND');
    return { certificateId, text: body };
  }),
  'erasure:saveCertificate': preparedCommand(
    'erasure:saveCertificate',
    (q, input) => saveCertificate(deps, q, input),
    (tx, { privacyRequestId }, file) => {
      tx.audit('erasure.save-certificate', privacyRequestId);
      return { file };
    },
  ),
});

/** Erasures from the order to the proof, one after the other, whatever interrupts them (privacy specification 5). */
export const createErasureFeature = (deps: ErasureDeps): ErasureFeature => {
  const sets = createSearchSets(deps.folders.data, deps.databaseKey);
  let ledger: Ledger | null = null;
  let timer: NodeJS.Timeout | null = null;
  let started = false;
  let stopping = false;

  const world = (mayInterrupt: () => boolean) => {
    if (ledger === null) throw new Error('the ledger is not open');
    return { deps, sets, ledger, mayInterrupt };
  };
  const work = async (): Promise<void> => {
    for (const { cmdId, nextAt } of openJobs(deps.read)) {
      if (stopping || nextAt > deps.clock.now()) continue;
      await runJob(
        world(() => !deps.hasVisit()),
        cmdId,
      );
    }
  };
  const { run: runDue, settled } = joined(work);
  const look = (): void => {
    runDue()
      .catch((error: unknown) => deps.log.error('erasure-failed', describeError(error)))
      .finally(() => lookIn(LOOK_EVERY_MS));
  };
  const lookIn = (ms: number): void => {
    if (!started) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(look, ms);
  };

  return {
    handlers: createHandlers(deps),
    erasing: createErasing(deps, () => lookIn(0)),
    runDue,
    recover: async () => {
      sets.destroyUnfinished();
      ledger = await openKnownLedger(deps);
      await replay(world(() => true));
    },
    start: () => {
      started = true;
      lookIn(0);
    },
    stop: async () => {
      started = false;
      stopping = true;
      if (timer) clearTimeout(timer);
      await settled().catch(() => undefined);
    },
  };
};
