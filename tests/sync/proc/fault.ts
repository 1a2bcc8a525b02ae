import { seededRandom } from '../tools/seededRandom.ts';
import type { Stage } from './stage.ts';

/** What happened, by name. */
export type Figures = Record<string, number>;

/** What a trial draws its faults from, and what came of them. */
export interface Chaos {
  readonly stage: Stage;
  readonly random: () => number;
  readonly figures: Figures;
  readonly count: (name: string, by?: number) => void;
  /** Ops that central had from the hub first. */
  readonly fromHub: Set<string>;
}

export const createChaos = (stage: Stage, seed: number): Chaos => {
  const figures: Figures = {};
  return {
    stage,
    random: seededRandom(seed),
    figures,
    count: (name, by = 1) => {
      figures[name] = (figures[name] ?? 0) + by;
    },
    fromHub: new Set(),
  };
};

export interface Fault {
  readonly name: string;
  readonly weight: number;
  /** `pauseMs` lies between two acts of a terminal that is started again. */
  readonly run: (chaos: Chaos, pauseMs: number) => Promise<void>;
}
