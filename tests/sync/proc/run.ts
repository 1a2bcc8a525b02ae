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
  /** The store has a hub from the beginning, and faults of its own. */
  readonly hub: boolean;
  readonly tell: (line: string) => void;
}

/** What the trial proves, and what would disprove it. */
const CLAIMS: readonly {
  readonly title: string;
  readonly bad: readonly (keyof Comparison)[];
}[] = [
  {
    title: '[I1] what users were told to be saved is at central',
    bad: ['lost', 'unanswered', 'relaysLeft'],
  },
  { title: '[I2] each op took effect once', bad: ['twice'] },
  { title: '[I3] no op is missing in a chain, and all sides have the same', bad: ['gaps', 'chainsApart'] },
  { title: '[I5, I11] each terminal has of each order what a full scan yields', bad: ['ordersApart'] },
];

const HUB_CLAIM = {
  title: '[F16, I1] a hub keeps what it acknowledges, and settles nothing',
  bad: HUB_SINS,
} as const;

/** What a trial without any of it would not have tried. */
const NEEDED: readonly string[] = [...FAULTS.map(({ name }) => name), 'connections cut', 'told', 'orders'];
const NEEDED_OF_HUB: readonly string[] = [
  ...HUB_FAULTS.map(({ name }) => name),
  ...HUB_WORK,
  'relayed',
  'byBothWays',
  'told',
  'orders',
];

interface Came {
  readonly figures: Figures;
  readonly inTime: boolean;
  readonly vacuous: readonly string[];
}

const verdictsOf = ({ hub }: TrialOptions, { figures, inTime, vacuous }: Came) => [
  ...[...CLAIMS, ...(hub ? [HUB_CLAIM] : [])].map(({ title, bad }) => ({
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

/** Lets faults happen while everybody works, then everything become level. */
const playOn = async (stage: Stage, { seconds, seed, pauseMs, hub, tell }: TrialOptions) => {
  const chaos = createChaos(stage, seed);
  if (hub) await stage.hub.begin();
  const faults = hub ? { due: HUB_FAULTS, more: FAULTS } : { due: FAULTS };
  await letChaosReign(chaos, { ...faults, seconds, pauseMs });
  const { inTime, ...emptied } = await untilEmpty(stage, tell);
  const levelAfterMs = await untilLevel(stage);
  const figures: Figures = { ...chaos.figures, ...emptied, levelAfterMs };
  return { figures, fromHub: chaos.fromHub, inTime };
};

/** Kills, cuts and crashes real processes while they work, then compares. */
export const runTrial = async (options: TrialOptions) => {
  const { seconds, seed, hub, tell } = options;
  const folder = mkdtempSync(join(tmpdir(), 'lete-trial-'));
  tell(`Trial with real processes${hub ? ' and a hub' : ''}: ${seconds} s of faults, seed ${seed}`);
  const stage = await openStage(folder, seed);
  let dataFolders: readonly string[] = [];
  try {
    dataFolders = stage.dataFolders();
    const { figures: happened, fromHub, inTime } = await playOn(stage, options);
    const figures: Figures = { ...happened, ...(await compare(stage, fromHub)) };
    const failures = stage.terminals.flatMap(({ terminal }) => terminal.failure() ?? []);
    for (const failure of failures) tell(`  a terminal failed: ${failure}`);
    const vacuous = (hub ? NEEDED_OF_HUB : NEEDED).filter((name) => (figures[name] ?? 0) === 0);
    for (const [name, value] of Object.entries(figures)) tell(`  ${name}: ${value}`);
    if (vacuous.length > 0) tell(`  vacuous: nothing of ${vacuous.join(', ')}`);
    const tests = verdictsOf(options, { figures, inTime, vacuous: [...vacuous, ...failures] });
    for (const { title, status } of tests) tell(`${status === 'passed' ? 'ok    ' : 'FAILED'} ${title}`);
    return { seed, figures, tests };
  } finally {
    await stage.close();
    for (const each of [folder, ...dataFolders]) rmSync(each, { recursive: true, force: true });
  }
};
