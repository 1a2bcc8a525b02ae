import { setTimeout as sleep } from 'node:timers/promises';
import type { Chaos, Fault } from './fault.ts';

const PAUSE_MS = [100, 500] as const;
const WITHIN_BYTES = 20_000;

const some = ({ stage, random }: Chaos) => {
  const one = stage.terminals[Math.floor(random() * stage.terminals.length)];
  if (one === undefined) throw new Error('no terminal');
  return one;
};

/** A connection is cut behind some byte, up or down, or not. */
const cutPoint = (chance: number) => (random: () => number) =>
  random() < chance ? Math.floor(random() * WITHIN_BYTES) : Number.POSITIVE_INFINITY;

export const FAULTS: readonly Fault[] = [
  {
    name: 'kills of terminals',
    weight: 6,
    run: async (chaos, pauseMs) => {
      const { terminal } = some(chaos);
      await terminal.kill();
      await terminal.start();
      terminal.work(pauseMs);
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

const pick = (faults: readonly Fault[], random: () => number): Fault => {
  let left = random() * faults.reduce((sum, { weight }) => sum + weight, 0);
  for (const fault of faults) {
    left -= fault.weight;
    if (left < 0) return fault;
  }
  throw new Error('no fault');
};

interface Reign {
  /** Each happens once, then they come as they are drawn. */
  readonly due: readonly Fault[];
  /** What comes beside them. */
  readonly more?: readonly Fault[];
  readonly seconds: number;
  readonly pauseMs: number;
}

/** Lets weighted faults happen at drawn moments, one at a time, while everybody works. */
export const letChaosReign = async (
  chaos: Chaos,
  { due, more = [], seconds, pauseMs }: Reign,
): Promise<void> => {
  const { stage, random, count, figures } = chaos;
  for (const { terminal, proxy } of stage.terminals) {
    proxy.faults.cutUp = cutPoint(0.3);
    proxy.faults.cutDown = cutPoint(0.4);
    terminal.work(pauseMs);
  }
  const end = performance.now() + seconds * 1_000;
  const left = [...due];
  while (performance.now() < end || left.length > 0) {
    await sleep(PAUSE_MS[0] + random() * (PAUSE_MS[1] - PAUSE_MS[0]));
    const fault = left.shift() ?? pick([...due, ...more], random);
    await fault.run(chaos, pauseMs);
    count(fault.name);
  }
  for (const { terminal, proxy } of stage.terminals) {
    terminal.rest();
    Object.assign(proxy.faults, { cutUp: null, cutDown: null });
    // What was swallowed would hang until its call's own time is over.
    proxy.reset();
  }
  figures['connections cut'] = stage.terminals.reduce((sum, { proxy }) => sum + proxy.stats.cuts, 0);
};
