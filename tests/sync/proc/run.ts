import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAULT_NAMES, type Figures, letChaosReign } from './chaos.ts';
import { type Comparison, compare } from './check.ts';
import { quiesce } from './quiesce.ts';
import { openStage } from './stage.ts';

export interface TrialOptions {
  /** How long faults happen, in seconds. */
  readonly seconds: number;
  readonly seed: number;
  /** Between two acts of one terminal, in ms. */
  readonly pauseMs: number;
  readonly tell: (line: string) => void;
}

/** What the trial proves, and what would disprove it. */
const CLAIMS: readonly { readonly title: string; readonly bad: readonly (keyof Comparison)[] }[] = [
  { title: '[I1] what users were told to be saved is at central', bad: ['lost', 'unanswered'] },
  { title: '[I2] each op took effect once', bad: ['twice'] },
  { title: '[I3] no op is missing in a chain, and both sides have the same', bad: ['gaps', 'chainsApart'] },
  { title: '[I5, I11] each terminal has of each order what a full scan yields', bad: ['ordersApart'] },
];

const verdictsOf = (comparison: Comparison, inTime: boolean, vacuous: readonly string[]) => [
  ...CLAIMS.map(({ title, bad }) => ({
    title,
    status:
      vacuous.length > 0 || bad.some((name) => comparison[name] > 0)
        ? ('failed' as const)
        : ('passed' as const),
  })),
  {
    title: '[I9] every queue is empty within 30 s per 1,000 ops after the last fault',
    status: inTime && vacuous.length === 0 ? ('passed' as const) : ('failed' as const),
  },
];

/** Kills, cuts and crashes real processes while they work, then compares. */
export const runTrial = async ({ seconds, seed, pauseMs, tell }: TrialOptions) => {
  const folder = mkdtempSync(join(tmpdir(), 'lete-trial-'));
  tell(`Trial with real processes: ${seconds} s of faults, seed ${seed}`);
  const stage = await openStage(folder, seed);
  let dataFolders: readonly string[] = [];
  try {
    dataFolders = stage.dataFolders();
    const faults = await letChaosReign(stage, { seconds, seed, pauseMs });
    const quiet = await quiesce(stage, tell);
    const comparison = await compare(stage);
    const failures = stage.terminals.flatMap(({ terminal }) => terminal.failure() ?? []);
    for (const failure of failures) tell(`  a terminal failed: ${failure}`);
    const figures: Figures = {
      ...faults,
      ...comparison,
      backlog: quiet.backlog,
      emptyAfterMs: quiet.emptyAfterMs,
      levelAfterMs: quiet.levelAfterMs,
    };
    const vacuous = [...FAULT_NAMES, 'told', 'orders'].filter((name) => (figures[name] ?? 0) === 0);
    for (const [name, value] of Object.entries(figures)) tell(`  ${name}: ${value}`);
    if (vacuous.length > 0) tell(`  vacuous: nothing of ${vacuous.join(', ')}`);
    const tests = verdictsOf(comparison, quiet.inTime, [...vacuous, ...failures]);
    for (const { title, status } of tests) tell(`${status === 'passed' ? 'ok    ' : 'FAILED'} ${title}`);
    return { seed, figures, tests };
  } finally {
    await stage.close();
    for (const each of [folder, ...dataFolders]) rmSync(each, { recursive: true, force: true });
  }
};
