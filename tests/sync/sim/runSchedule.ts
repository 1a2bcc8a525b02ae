import { sql } from '../../../electron/core/db/sql.ts';
import { doAct } from './actions.ts';
import { checkAll, isQuiet, type Losses } from './invariants.ts';
import { HUB, type Schedule, type Step } from './schedule.ts';
import { type LineFaults, type LineStats, NO_FAULTS } from './simLine.ts';
import { relaysOf } from './simRelayOrder.ts';
import { createWorld, type World } from './world.ts';

/** What happened in runs, by name. */
export type Figures = Record<string, number>;

/** How long queues may take after the last fault (I9), and all that is behind them, in ms. */
const LIVE_MS = 30_000;
const PATIENCE_MS = 12 * 60_000;
const SETTLE_MS = 90_000;
/** With a hub: what it showed and central says nothing of is read from central again after ten minutes. */
const SETTLE_HUB_MS = 900_000;
/** Until a hub knows its store, and the store its hub. */
const ENROL_MS = 1_000;

interface Run {
  readonly world: World;
  /** Ops the user was told to be saved. */
  readonly told: Set<string>;
  readonly figures: Figures;
  readonly copies: Map<number, Buffer>;
  lastFaultEnds: number;
}

const count = ({ figures }: Run, name: string): void => {
  figures[name] = (figures[name] ?? 0) + 1;
};

const faulty = (run: Run, name: string, forMs: number): void => {
  count(run, name);
  run.lastFaultEnds = Math.max(run.lastFaultEnds, run.world.time.now() + forMs);
};

/** What was told after the copy was made is lost with the disk, unless it had reached central. */
const setBack = (run: Run, at: number, recover: boolean): void => {
  const { world, told } = run;
  const terminal = world.terminals[at];
  const copy = run.copies.get(at);
  if (terminal === undefined || copy === undefined) return;
  const onDisk = () =>
    terminal
      .read()
      .all<{ id: string }>(sql`SELECT op_id AS id FROM outbox`)
      .map(({ id }) => id);
  const before = onDisk();
  const heldBefore = at === HUB ? relaysOf(terminal).map(({ opId }) => opId) : [];
  terminal.setBack(copy, recover);
  const kept = new Set(onDisk());
  // Also what is at central: after a restore of it only the lost disk would have it.
  for (const id of before) if (!kept.has(id)) told.delete(id);
  for (const id of heldBefore) world.traffic.forgotten.add(id);
  terminal.start();
  faulty(run, 'disks set back', 0);
};

const kill = (run: Run, { at, point, downMs }: Extract<Step, { do: 'kill' }>): void => {
  const { world } = run;
  const terminal = world.terminals[at];
  if (terminal === undefined || !terminal.isRunning()) return;
  if (point === 'now') terminal.kill();
  else terminal.arm(point);
  faulty(run, point === 'now' ? 'kills' : 'kills in a commit', downMs);
  if (terminal === world.hub())
    count(run, point === 'now' ? 'kills of the hub' : 'kills of the hub in a commit');
  world.time.after(downMs, () => {
    if (terminal.isRunning()) terminal.kill();
    terminal.start();
  });
};

const stopCentral = (run: Run, downMs: number, restore: boolean): void => {
  const { world } = run;
  if (restore) world.restoreCentral();
  else world.killCentral();
  faulty(run, restore ? 'restores of central' : 'kills of central', downMs);
  world.time.after(downMs, world.startCentral);
};

const cutOff = (
  run: Run,
  { cut }: Pick<World['store'], 'cut'>,
  who: readonly number[],
  forMs: number,
): void => {
  for (const at of who) {
    cut.add(at);
    run.world.time.after(forMs, () => cut.delete(at));
  }
  faulty(run, cut === run.world.store.cut ? 'cuts from the hub' : 'cuts', forMs);
};

const take = (run: Run, step: Step): void => {
  const { world, told } = run;
  const terminal = 'at' in step ? world.terminals[step.at] : undefined;
  switch (step.do) {
    case 'act': {
      if (!terminal?.isRunning()) return;
      const opId = doAct(terminal, step.act, step.pick, world.draw);
      if (opId === null) return;
      told.add(opId);
      return count(run, 'told');
    }
    case 'kill':
      return kill(run, step);
    case 'refuseCommit':
      terminal?.arm('refused');
      return faulty(run, 'commits refused at the hub', 0);
    case 'cut':
      return cutOff(run, world.network, [step.at], step.forMs);
    case 'cutStore':
      return cutOff(run, world.network, [...world.terminals.keys()], step.forMs);
    case 'cutHub':
      return cutOff(run, world.store, [step.at], step.forMs);
    case 'clock':
      terminal?.skew(step.jumpMs);
      return faulty(run, 'clock jumps', 0);
    case 'killCentral':
      return stopCentral(run, step.downMs, false);
    case 'backUpCentral':
      return world.backUpCentral();
    case 'restoreCentral':
      return stopCentral(run, step.downMs, true);
    case 'copyDisk':
      if (terminal) run.copies.set(step.at, terminal.copy());
      return;
    case 'setBack':
      return setBack(run, step.at, step.recover);
  }
};

/** What was seen while it ran. Nobody but central settles an op. */
const assertUnbroken = ({ broken, terminals, decided }: World): void => {
  if (broken.length > 0) throw broken[0];
  for (const terminal of terminals)
    for (const { id } of terminal
      .read()
      .all<{ id: string }>(sql`SELECT op_id AS id FROM outbox WHERE state <> 'pending'`))
      if (!decided.has(id)) throw new Error('I1: an op is settled that central never answered');
};

const lossesOf = ({ world, figures }: Run): Losses => ({
  both:
    (figures['disks set back'] ?? 0) > 0 &&
    (world.hub() !== null || (figures['restores of central'] ?? 0) > 0),
});

/** A good line and no new work: waits for empty queues, then for the feed. */
const quiesce = async (run: Run): Promise<void> => {
  const { world, lastFaultEnds } = run;
  const { time, network, terminals } = world;
  await time.pass(Math.max(0, lastFaultEnds - time.now()) + 1);
  network.faults = NO_FAULTS;
  world.store.faults = NO_FAULTS;
  world.startCentral();
  // A call that was swallowed while the line was bad is a fault until its own time is over.
  await time.pass(Math.max(0, network.stuckUntil() - time.now()) + 1);
  await time.pass(LIVE_MS);
  // What a disk that was set back had told the hub alone never comes to central: who built on it waits for it so long.
  if (terminals.some((terminal) => terminal.holds())) await time.pass(PATIENCE_MS);
  assertUnbroken(world);
  const stuck = terminals.filter((terminal) => terminal.pending() > 0);
  if (stuck.length > 0) {
    const states = stuck.map(
      (terminal) => `${terminal.pending()} (${terminal.state()?.error ?? 'no fault'})`,
    );
    throw new Error(`I9: after ${LIVE_MS / 1_000} s are left ${states.join(', ')}`);
  }
  const hub = world.hub();
  const waiting = hub === null ? 0 : relaysOf(hub).filter(({ state }) => state === 'waiting').length;
  if (waiting > 0) throw new Error(`I9: after ${LIVE_MS / 1_000} s the hub still has ${waiting}`);
  const losses = lossesOf(run);
  const settleMs = hub === null ? SETTLE_MS : SETTLE_HUB_MS;
  for (let waited = 0; waited < settleMs && !isQuiet(world, losses); waited += 1_000) await time.pass(1_000);
};

const named = (what: string, { calls, ...faults }: LineStats): Figures => ({
  [what]: calls,
  ...Object.fromEntries(Object.entries(faults).map(([name, n]) => [`${what} ${name}`, n])),
});

const addUp = ({ world, figures }: Run): Figures => {
  const { answered: ways, relayed, seen } = world.traffic;
  const overHub = {
    ...named('hub calls', world.store.stats),
    relayed: relayed.size,
    'by both ways': [...ways.values()].filter(({ size }) => size === 2).length,
    'seen over the hub': seen,
  };
  const statuses = [...world.tables().results.values()].map(({ status }) => status);
  const answered: Figures = {};
  for (const status of statuses) answered[status] = (answered[status] ?? 0) + 1;
  const repeated = [...world.tables().ops.values()].filter((op) => op.repeated).length;
  return {
    ...figures,
    ...named('calls', world.network.stats),
    ...(world.hub() === null ? {} : overHub),
    ...answered,
    repeated,
  };
};

/** The hub says where it is, and the others learn of it, before anything goes wrong. */
const openHub = async ({ hub, terminals, store, time }: World, faults: LineFaults): Promise<void> => {
  hub()?.start();
  await time.pass(ENROL_MS);
  for (const terminal of terminals) if (!terminal.isRunning()) terminal.start();
  await time.pass(ENROL_MS);
  store.faults = faults;
};

/** Runs one schedule to its quiet end. @throws where an invariant does not hold */
export const runSchedule = async ({ seed, line, hub, steps }: Schedule): Promise<Figures> => {
  const world = createWorld(seed, hub !== undefined);
  const run: Run = {
    world,
    told: new Set(),
    figures: {},
    copies: new Map(world.terminals.map((terminal, n) => [n, terminal.copy()])),
    lastFaultEnds: 0,
  };
  try {
    if (hub !== undefined) await openHub(world, hub);
    world.network.faults = line;
    for (const terminal of world.terminals) if (!terminal.isRunning()) terminal.start();
    await world.time.pass(500);
    for (const step of steps) {
      await world.time.pass(step.gap);
      take(run, step);
      assertUnbroken(world);
    }
    await quiesce(run);
    assertUnbroken(world);
    checkAll(world, run.told, lossesOf(run));
    return addUp(run);
  } finally {
    world.close();
  }
};

const FAULTS = [
  'kills',
  'kills in a commit',
  'kills of central',
  'restores of central',
  'disks set back',
  'cuts',
  'clock jumps',
  'calls lost',
  'calls unanswered',
  'calls twice',
  'calls swallowed',
  'kills of the hub',
  'kills of the hub in a commit',
  'commits refused at the hub',
  'cuts from the hub',
  'hub calls lost',
  'hub calls unanswered',
  'hub calls twice',
  'hub calls swallowed',
] as const;
const OVER_HUB = ['relayed', 'by both ways', 'seen over the hub'] as const;
const NEEDED = [
  ...FAULTS,
  ...OVER_HUB,
  'told',
  'applied',
  'already',
  'conflict',
  'rejected',
  'repeated',
] as const;

/** Runs in which something never happened prove nothing. @throws then */
export const assertNotVacuous = (figures: Figures): void => {
  const missing = NEEDED.filter((name) => (figures[name] ?? 0) === 0);
  if (missing.length > 0) throw new Error(`vacuous: nothing of ${missing.join(', ')}`);
};
