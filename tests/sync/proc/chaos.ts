import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../tools/seededRandom.ts';
import type { Stage } from './stage.ts';

/** What happened, by name. */
export type Figures = Record<string, number>;

const PAUSE_MS = [100, 500] as const;
const WITHIN_BYTES = 20_000;

interface Chaos {
  readonly stage: Stage;
  readonly random: () => number;
  readonly pauseMs: number;
  readonly count: (name: string) => void;
}

const some = ({ stage, random }: Chaos) => {
  const one = stage.terminals[Math.floor(random() * stage.terminals.length)];
  if (one === undefined) throw new Error('no terminal');
  return one;
};

/** A connection is cut behind some byte, up or down, or not. */
const cutPoint = (chance: number) => (random: () => number) =>
  random() < chance ? Math.floor(random() * WITHIN_BYTES) : Number.POSITIVE_INFINITY;

const FAULTS: readonly {
  readonly name: string;
  readonly weight: number;
  readonly run: (chaos: Chaos) => Promise<void>;
}[] = [
  {
    name: 'kills of terminals',
    weight: 6,
    run: async (chaos) => {
      const { terminal } = some(chaos);
      await terminal.kill();
      await terminal.start();
      terminal.work(chaos.pauseMs);
    },
  },
  {
    name: 'kills of central',
    weight: 4,
    run: async ({ stage }) => {
      await stage.central.kill();
      await stage.central.start();
    },
  },
  {
    name: 'crashes of the database',
    weight: 1,
    run: async ({ stage }) => {
      stage.server.crash();
      await stage.central.start();
    },
  },
  {
    name: 'refusals',
    weight: 2,
    run: async (chaos) => {
      const { faults } = some(chaos).proxy;
      faults.refuse = true;
      await sleep(300 + chaos.random() * 1_500);
      faults.refuse = false;
    },
  },
  {
    name: 'black holes',
    weight: 1,
    run: async (chaos) => {
      const { faults } = some(chaos).proxy;
      faults.blackhole = true;
      await sleep(300 + chaos.random() * 1_500);
      faults.blackhole = false;
    },
  },
  {
    name: 'slow lines',
    weight: 1,
    run: async (chaos) => {
      const { faults } = some(chaos).proxy;
      faults.latency = 100 + chaos.random() * 900;
      await sleep(500);
      faults.latency = 0;
    },
  },
];

/** The kinds of faults without which a trial proved nothing. */
export const FAULT_NAMES: readonly string[] = [...FAULTS.map(({ name }) => name), 'connections cut'];

const pick = (random: () => number) => {
  let left = random() * FAULTS.reduce((sum, { weight }) => sum + weight, 0);
  for (const fault of FAULTS) {
    left -= fault.weight;
    if (left < 0) return fault;
  }
  throw new Error('no fault');
};

/** Lets weighted faults happen at drawn moments, one at a time, while everybody works. */
export const letChaosReign = async (
  stage: Stage,
  { seconds, seed, pauseMs }: { readonly seconds: number; readonly seed: number; readonly pauseMs: number },
): Promise<Figures> => {
  const random = seededRandom(seed);
  const figures: Figures = {};
  const count = (name: string): void => {
    figures[name] = (figures[name] ?? 0) + 1;
  };
  const chaos = { stage, random, pauseMs, count };
  for (const { terminal, proxy } of stage.terminals) {
    proxy.faults.cutUp = cutPoint(0.3);
    proxy.faults.cutDown = cutPoint(0.4);
    terminal.work(pauseMs);
  }
  const end = performance.now() + seconds * 1_000;
  // Each kind once, then as it comes.
  const due = [...FAULTS];
  while (performance.now() < end || due.length > 0) {
    await sleep(PAUSE_MS[0] + random() * (PAUSE_MS[1] - PAUSE_MS[0]));
    const fault = due.shift() ?? pick(random);
    await fault.run(chaos);
    count(fault.name);
  }
  for (const { terminal, proxy } of stage.terminals) {
    terminal.rest();
    Object.assign(proxy.faults, { cutUp: null, cutDown: null });
    // What was swallowed would hang until its call's own time is over.
    proxy.reset();
    figures['connections cut'] = (figures['connections cut'] ?? 0) + proxy.stats.cuts;
  }
  return figures;
};
