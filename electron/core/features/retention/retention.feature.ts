import type { retention as calls } from '../../../../shared/contract/retention.ts';
import type { CoreDeps, Feature } from '../../call/deps.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import { beatsOf } from './beat.store.ts';
import { deleteFilesNow } from './deleteFiles.ts';
import { isPassDue, PASS_EVERY_MS, retentionLevel } from './retention.policy.ts';
import { isWork, retentionWorks, type WorksDeps } from './retentionWorks.ts';
import { lastPass, type PassDeps, passOf, passTime, runPass, workingRules } from './runPass.ts';
import { finishFileDeletions } from './works/photo.ts';

export type RetentionDeps = Pick<CoreDeps, 'clock' | 'read' | 'transact' | 'settings' | 'log' | 'emit'> &
  WorksDeps &
  Pick<PassDeps, 'checkpoint'>;

export interface RetentionHealth {
  readonly level: 'ok' | 'warning' | 'critical';
  readonly lastAt: number | null;
}

export interface RetentionFeature extends Feature<HandlersFor<typeof calls>> {
  /** Carries out every rule now; false when one has to be tried again. */
  readonly runPass: () => Promise<boolean>;
  readonly health: () => RetentionHealth;
  /** Resolves when no deletion is under way. */
  readonly settled: () => Promise<void>;
}

/** The first screen and the wipe come first. */
const FIRST_LOOK_MS = 15_000;
const LOOK_EVERY_MS = 15 * 60_000;

const handlersOf = (deps: PassDeps, health: RetentionFeature['health'], finish: () => void) => ({
  'orders:deleteFiles': command('orders:deleteFiles', (tx, input) => {
    tx.afterCommit(finish);
    return deleteFilesNow(tx, input);
  }),
  'retention:dryRun': query('retention:dryRun', () => {
    const pass = passOf(deps);
    const rules = workingRules(deps.works).map((rule) => {
      const work = deps.works[rule];
      return { rule, due: isWork(work) ? work.due(pass) : 0 };
    });
    return { at: pass.now, nextPassAt: (lastPass(deps) ?? pass.now - PASS_EVERY_MS) + PASS_EVERY_MS, rules };
  }),
  'retention:state': query('retention:state', (q) => {
    const { level, lastAt } = health();
    return { level, lastPassAt: lastAt, rules: [...beatsOf(q.db)] };
  }),
});

/** The retention job (PRV-3): at the start and each day, offline, by the rules of the data map. */
export const createRetentionFeature = (options: RetentionDeps): RetentionFeature => {
  const works = retentionWorks(options);
  const deps: PassDeps = { ...options, works };
  let timer: NodeJS.Timeout | null = null;
  /** One thing at a time: a pass and a deletion by hand must not work the same order. */
  let running: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = running.then(work);
    running = result.catch(() => undefined);
    return result;
  };
  const pass = (): Promise<boolean> => inTurn(() => runPass(deps));
  const health = (): RetentionHealth => {
    const lastAt = lastPass(deps);
    return { level: retentionLevel(lastAt, passTime(deps)), lastAt };
  };
  const look = (): void => {
    if (isPassDue(lastPass(deps), passTime(deps))) void pass();
    timer = setTimeout(look, LOOK_EVERY_MS);
  };
  return {
    runPass: pass,
    health,
    settled: async () => void (await running),
    handlers: handlersOf(deps, health, () => void inTurn(() => finishFileDeletions(options, passOf(deps)))),
    start: () => {
      timer = setTimeout(look, FIRST_LOOK_MS);
    },
    stop: async () => {
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
};
