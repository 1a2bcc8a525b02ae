import type { jobs } from '../../../../shared/contract/output.ts';
import { stoppedBy } from '../../../../shared/domain/availability.ts';
import type { Feature } from '../../call/deps.ts';
import { command, type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { joined } from '../../call/joined.ts';
import { describeError } from '../../log/log.ts';
import { buildJob, createJobHandOver } from './buildJob.ts';
import type { ProductionDeps } from './production.deps.ts';
import { toJobView } from './jobs.ts';
import { listAlerts, nextDueJob, waitingProducts } from './jobs.store.ts';
import { removeDueFiles, removeFilesOfOrder } from './removeFiles.ts';
import { retryAfterDecoders, retryJob } from './retryJob.ts';
import { handTestJobOver } from './testJob/testJob.ts';
import { createWatch } from './watchJobs.ts';

export interface ProductionFeature extends Feature<HandlersFor<typeof jobs>> {
  /** Works on all jobs that are due now; a second call joins the first. */
  readonly runDue: () => Promise<void>;
  /** Looks for answers of the labs. */
  readonly watch: () => Promise<void>;
  /** Removes print files that are due to go (OUT-6). */
  readonly removeDueFiles: () => Promise<void>;
  /** For erasure: false when some files have to be tried again. */
  readonly removeFilesOfOrder: (orderId: string) => Promise<boolean>;
}

/** Products whose output is paused or whose paper is out: their jobs wait. */
const stoppedProducts = ({ settings, read }: ProductionDeps) => {
  const { labs, stock } = settings(read);
  return waitingProducts(read).filter((product) => stoppedBy({ labs, ...stock }, product) !== null);
};

const LOOK_EVERY_MS = 1000;
const CLEAN_EVERY_LOOKS = 60;

/** Output jobs from waiting to handed over, and the removal of their files. */
export const createProductionFeature = (deps: ProductionDeps): ProductionFeature => {
  const handOver = createJobHandOver(deps);
  const watch = createWatch(deps);
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> = Promise.resolve();
  let looks = 0;

  const work = async (): Promise<void> => {
    retryAfterDecoders(deps);
    let last = '';
    for (;;) {
      const job = nextDueJob(deps.read, deps.clock.now(), stoppedProducts(deps));
      // A job that did not get anywhere is looked at again at the next look, not at once.
      if (!job || job.jobId === last) return;
      last = job.jobId;
      await buildJob(deps, handOver, job);
    }
  };
  const { run: runDue } = joined(work);
  const look = async (): Promise<void> => {
    try {
      await runDue();
      await watch();
      if (looks % CLEAN_EVERY_LOOKS === 0) await removeDueFiles(deps);
    } catch (error) {
      deps.log.error('production-failed', describeError(error));
    }
    looks += 1;
    if (timer !== null) lookIn(LOOK_EVERY_MS);
  };
  const lookIn = (ms: number): void => {
    timer = setTimeout(() => {
      looking = look();
    }, ms);
  };

  return {
    handlers: {
      'jobs:retry': command('jobs:retry', (tx, { jobId }) => retryJob(tx, jobId)),
      'jobs:test': preparedCommand(
        'jobs:test',
        async (_q, { output }) => handTestJobOver(deps, handOver, output),
        (_tx, _input, failure) => ({ failure }),
      ),
      'jobs:alerts': query('jobs:alerts', (q) => ({
        alerts: listAlerts(q.db).map(({ job, number }) => ({
          orderId: job.orderId,
          number,
          job: toJobView(job),
        })),
      })),
    },
    runDue,
    watch,
    removeDueFiles: () => removeDueFiles(deps),
    removeFilesOfOrder: (orderId) => removeFilesOfOrder(deps, orderId),
    start: () => {
      lookIn(0);
    },
    stop: async () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await looking;
    },
  };
};
