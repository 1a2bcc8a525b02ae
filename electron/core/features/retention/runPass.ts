import { lastDayOver } from '../../../../shared/domain/retention.ts';
import { addDays, shopDayOf, startOfShopDay } from '../../../../shared/domain/time.ts';
import { RETENTION_RULE_IDS, type RetentionRule } from '../../../../shared/privacy/retentionRules.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { RetentionPass } from '../../call/retentionWork.ts';
import { describeError } from '../../log/log.ts';
import { highestTimeSeen } from '../terminal/index.ts';
import { lastPassOf, noteBeat } from './beat.store.ts';
import { isWork, type RetentionWorks } from './retentionWorks.ts';

export type PassDeps = Pick<CoreDeps, 'clock' | 'read' | 'transact' | 'settings' | 'log' | 'emit'> & {
  readonly works: RetentionWorks;
  /** Empties the write-ahead log, where deleted rows would live on; false while a reader is in the way. */
  readonly checkpoint: () => boolean;
};

/** The time of a pass: the latest this terminal ever knew. */
export const passTime = ({ clock, read }: Pick<PassDeps, 'clock' | 'read'>): number =>
  Math.max(clock.now(), highestTimeSeen(read));

/** What every rule is asked with now. */
export const passOf = (deps: PassDeps): RetentionPass => {
  const { read, transact } = deps;
  const now = passTime(deps);
  const today = shopDayOf(now);
  const periods = deps.settings(read).retention;
  const lastDay: RetentionPass['lastDay'] = (setting, more) => lastDayOver(setting, periods, today, more);
  return {
    now,
    read,
    transact,
    lastDay,
    before: (setting, more) => startOfShopDay(addDays(lastDay(setting, more), 1)),
  };
};

/** The rules that this job carries out, in order. */
export const workingRules = (works: RetentionWorks): readonly RetentionRule[] =>
  RETENTION_RULE_IDS.filter((rule) => isWork(works[rule]));

/** When all rules were last carried out (UTC ms), or null. */
export const lastPass = ({ read, works }: Pick<PassDeps, 'read' | 'works'>): number | null =>
  lastPassOf(read, workingRules(works));

/** One rule to its end; its beat is the evidence. A rule that fails has none, and the others go on. */
const runRule = async (deps: PassDeps, pass: RetentionPass, rule: RetentionRule): Promise<boolean> => {
  const work = deps.works[rule];
  if (!isWork(work)) return true;
  try {
    const count = await work.run(pass);
    deps.transact((tx) => {
      noteBeat(tx.db, { rule, doneAt: pass.now, count });
      if (count > 0) tx.audit('retention.run', null, { objectType: rule, count });
    });
    return true;
  } catch (error) {
    deps.log.error('retention-failed', { rule, ...describeError(error) });
    return false;
  }
};

/** Carries out every rule; false when one failed or something still lies in the write-ahead log. */
export const runPass = async (deps: PassDeps): Promise<boolean> => {
  const pass = passOf(deps);
  let whole = true;
  for (const rule of workingRules(deps.works)) whole = (await runRule(deps, pass, rule)) && whole;
  if (!deps.checkpoint()) deps.log.warn('checkpoint-busy');
  deps.emit('health-changed', {});
  return whole;
};
