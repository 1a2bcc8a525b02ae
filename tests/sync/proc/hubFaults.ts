import { setTimeout as sleep } from 'node:timers/promises';
import type { Chaos, Fault } from './fault.ts';
import type { TerminalStatus } from './messages.ts';
import { atCentral } from './readCentral.ts';
import { soonIn } from './soonIn.ts';
import type { Member } from './member.ts';

/** What was read when a line was cut is taken in, and what was committed is told. */
const LATE_MS = 200;
/** A way that was shut is tried again after a pause of up to 20 s, and what waited before goes first. */
const TRIED_WITHIN_MS = 30_000;
const HOLDS_WITHIN_MS = 3_000;
const ACKNOWLEDGES_WITHIN_MS = 3_000;

/** Figures without which a trial proved nothing of the hub. */
export const HUB_WORK: readonly string[] = [
  'ops held by a killed hub',
  'ops acknowledged by a hub that was then killed',
  'ops that central had from the hub first',
  'ops brought past an absent hub',
  'orders seen over the hub',
];
/** What no trial may have any of. */
export const HUB_SINS = ['answers while central was away', 'ops that a killed hub forgot'] as const;

const setLine = ({ proxy }: Member, up: boolean): void => {
  proxy.faults.refuse = !up;
  if (!up) proxy.reset();
};

/** How many ops each of these was told to have saved. */
const markOf = (members: readonly Member[]): readonly number[] =>
  members.map(({ terminal }) => terminal.told().length);

const toldSince = (members: readonly Member[], mark: readonly number[]): readonly string[] =>
  members.flatMap(({ terminal }, n) => terminal.told().slice(mark[n]));

/** Waits until central has something that these did since; answers what. */
const arrivedSince = async (
  { stage }: Chaos,
  members: readonly Member[],
  mark: readonly number[],
): Promise<readonly string[]> => {
  let arrived: readonly string[] = [];
  await soonIn(TRIED_WITHIN_MS, async () => {
    arrived = await atCentral(stage.server, toldSince(members, mark));
    return arrived.length > 0;
  });
  return arrived;
};

/** What others do while their own lines are cut can only come by the hub. */
const noteFromHub = async (
  chaos: Chaos,
  others: readonly Member[],
  mark: readonly number[],
): Promise<void> => {
  const arrived = await arrivedSince(chaos, others, mark);
  for (const opId of arrived) chaos.fromHub.add(opId);
  chaos.count('ops that central had from the hub first', arrived.length);
};

/** Ops of others that the hub acknowledged and central has not answered. */
const acknowledgedBy = async (others: readonly Member[]): Promise<readonly string[]> =>
  (await Promise.all(others.map(({ terminal }) => terminal.kept()))).flatMap((one) => one.acknowledged);

/**
 * Kills the hub while nothing comes from it to central, at once after an acknowledgement: what it acknowledged has to be there
 * when it starts again.
 */
const killInTheDark = async (
  { stage, count }: Chaos,
  pauseMs: number,
  dark: () => readonly string[],
): Promise<void> => {
  const hub = stage.hub.serving();
  const before = await acknowledgedBy(stage.hub.others());
  let now = before;
  await soonIn(ACKNOWLEDGES_WITHIN_MS, async () => {
    now = await acknowledgedBy(stage.hub.others());
    return now.length > before.length;
  });
  await hub.terminal.kill();
  const told = new Set(dark());
  const acknowledged = now.filter((opId) => told.has(opId));
  count('ops held by a killed hub', await hub.terminal.start());
  const relays = new Set((await hub.terminal.kept()).relays);
  count('ops acknowledged by a hub that was then killed', acknowledged.length);
  count('ops that a killed hub forgot', acknowledged.filter((opId) => !relays.has(opId)).length);
  hub.terminal.work(pauseMs);
};

const sumOf = (statuses: readonly TerminalStatus[], of: (status: TerminalStatus) => number): number =>
  statuses.reduce((sum, status) => sum + of(status), 0);

/** Nobody of the store reaches central for a while; then the hub does, and the others after it. */
const cutStore = async (
  chaos: Chaos,
  meanwhile: (dark: () => readonly string[]) => Promise<void>,
): Promise<void> => {
  const { stage, random, count } = chaos;
  const others = stage.hub.others();
  const statuses = () => Promise.all(stage.terminals.map(({ terminal }) => terminal.status()));
  for (const one of stage.terminals) setLine(one, false);
  await sleep(LATE_MS);
  const [before, mark] = [await statuses(), markOf(others)];
  await sleep(1_000 + random() * 2_000);
  let [answered, seen] = [0, 0];
  await soonIn(TRIED_WITHIN_MS, async () => {
    const now = await statuses();
    answered = sumOf(now, (one) => one.answered) - sumOf(before, (one) => one.answered);
    seen = sumOf(now, ({ hub }) => hub.provisional) - sumOf(before, ({ hub }) => hub.provisional);
    return seen > 0;
  });
  count('orders seen over the hub', seen);
  count('answers while central was away', answered);
  await meanwhile(() => toldSince(others, mark));
  setLine(stage.hub.serving(), true);
  await noteFromHub(chaos, others, mark);
  for (const one of others) setLine(one, true);
};

export const HUB_FAULTS: readonly Fault[] = [
  {
    name: 'kills of the hub in mid-relay',
    weight: 2,
    run: async ({ stage, count }, pauseMs) => {
      const hub = stage.hub.serving();
      await soonIn(HOLDS_WITHIN_MS, async () => (await hub.terminal.status()).hub.waiting > 0);
      await hub.terminal.kill();
      count('ops held by a killed hub', await hub.terminal.start());
      hub.terminal.work(pauseMs);
    },
  },
  {
    name: 'absences of the hub',
    weight: 1,
    run: async (chaos, pauseMs) => {
      const { stage, random, count } = chaos;
      const [hub, others] = [stage.hub.serving(), stage.hub.others()];
      await hub.terminal.kill();
      const mark = markOf(others);
      await sleep(500 + random() * 2_500);
      count('ops brought past an absent hub', (await arrivedSince(chaos, others, mark)).length);
      await hub.terminal.start();
      hub.terminal.work(pauseMs);
    },
  },
  { name: 'changes of the hub', weight: 1, run: ({ stage }) => stage.hub.pass() },
  { name: 'cuts of the store', weight: 1, run: (chaos) => cutStore(chaos, async () => undefined) },
  {
    name: 'kills of the hub while the store was cut off',
    weight: 2,
    run: (chaos, pauseMs) => cutStore(chaos, (dark) => killInTheDark(chaos, pauseMs, dark)),
  },
  {
    name: 'cuts of all lines but the hub’s',
    weight: 1,
    run: async (chaos) => {
      const others = chaos.stage.hub.others();
      for (const one of others) setLine(one, false);
      await sleep(LATE_MS);
      await noteFromHub(chaos, others, markOf(others));
      for (const one of others) setLine(one, true);
    },
  },
];
