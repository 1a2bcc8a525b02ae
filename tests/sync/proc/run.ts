import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAULTS, letChaosReign } from './chaos.ts';
import { type Comparison, compare } from './check.ts';
import { createChaos, type Figures } from './fault.ts';
import { HUB_FAULTS, HUB_SINS, HUB_WORK } from './hubFaults.ts';
import { untilEmpty, untilLevel } from './quiesce.ts';
import { openStage, type Stage } from './stage.ts';

export interface TrialOptions {
  /** How long faults happen, in seconds. */
  readonly seconds: number;
  readonly seed: number;
  /** Between two acts of one terminal, in ms. */
  readonly pauseMs: number;
  /** The same while the store has a hub. */
  readonly hubPauseMs: number;
  readonly tell: (line: string) => void;
}

/** What the trial proves, and what would disprove it. */
const CLAIMS: readonly {
  readonly title: string;
  readonly bad: readonly (keyof Comparison | (typeof HUB_SINS)[number])[];
}[] = [
  {
    title: '[I1] what users were told to be saved is at central',
    bad: ['lost', 'unanswered', 'relaysLeft'],
  },
  { title: '[F16, I1] a hub keeps what it acknowledges, and settles nothing', bad: HUB_SINS },
  { title: '[I2] each op took effect once', bad: ['twice'] },
  { title: '[I3] no op is missing in a chain, and all sides have the same', bad: ['gaps', 'chainsApart'] },
  { title: '[I5, I11] each terminal has of each order what a full scan yields', bad: ['ordersApart'] },
];

/** What a trial without any of it would not have tried. */
const NEEDED: readonly string[] = [
  ...[...FAULTS, ...HUB_FAULTS].map(({ name }) => name),
  'connections cut',
  ...HUB_WORK,
  'relayed',
  'byBothWays',
  'told',
  'orders',
];

const verdictsOf = (figures: Figures, inTime: boolean, vacuous: readonly string[]) => [
  ...CLAIMS.map(({ title, bad }) => ({
    title,
    status:
      vacuous.length > 0 || bad.some((name) => figures[name] !== 0)
        ? ('failed' as const)
        : ('passed' as const),
  })),
  {
    title: '[I9] every queue is empty within 30 s per 1,000 ops after the last fault',
    status: inTime && vacuous.length === 0 ? ('passed' as const) : ('failed' as const),
  },
];

/** Half of the time everybody works as fast as they can, then the store has a hub; each time the queues become empty. */
const playOn = async (stage: Stage, options: TrialOptions) => {
  const { seconds, seed, pauseMs, hubPauseMs, tell } = options;
  const chaos = createChaos(stage, seed);
  await letChaosReign(chaos, { due: FAULTS, seconds: seconds / 2, pauseMs });
  const alone = await untilEmpty(stage, tell);
  await stage.hub.begin();
  await letChaosReign(chaos, { due: HUB_FAULTS, more: FAULTS, seconds: seconds / 2, pauseMs: hubPauseMs });
  const withHub = await untilEmpty(stage, tell);
  const levelAfterMs = await untilLevel(stage);
  const figures: Figures = {
    ...chaos.figures,
    backlog: alone.backlog,
    emptyAfterMs: alone.emptyAfterMs,
    backlogWithHub: withHub.backlog,
    emptyAfterMsWithHub: withHub.emptyAfterMs,
    levelAfterMs,
  };
  return { figures, fromHub: chaos.fromHub, inTime: alone.inTime && withHub.inTime };
};

/** Kills, cuts and crashes real processes while they work, then compares. */
export const runTrial = async (options: TrialOptions) => {
  const { seconds, seed, tell } = options;
  const folder = mkdtempSync(join(tmpdir(), 'lete-trial-'));
  tell(`Trial with real processes: ${seconds} s of faults, seed ${seed}`);
  const stage = await openStage(folder, seed);
  let dataFolders: readonly string[] = [];
  try {
    dataFolders = stage.dataFolders();
    const { figures: happened, fromHub, inTime } = await playOn(stage, options);
    const figures: Figures = { ...happened, ...(await compare(stage, fromHub)) };
    const failures = stage.terminals.flatMap(({ terminal }) => terminal.failure() ?? []);
    for (const failure of failures) tell(`  a terminal failed: ${failure}`);
    const vacuous = NEEDED.filter((name) => (figures[name] ?? 0) === 0);
    for (const [name, value] of Object.entries(figures)) tell(`  ${name}: ${value}`);
    if (vacuous.length > 0) tell(`  vacuous: nothing of ${vacuous.join(', ')}`);
    const tests = verdictsOf(figures, inTime, [...vacuous, ...failures]);
    for (const { title, status } of tests) tell(`${status === 'passed' ? 'ok    ' : 'FAILED'} ${title}`);
    return { seed, figures, tests };
  } finally {
    await stage.close();
    for (const each of [folder, ...dataFolders]) rmSync(each, { recursive: true, force: true });
  }
};
