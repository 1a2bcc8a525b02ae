import type { OrderPlace } from '../files/fileRows.ts';
import { errorCode, type Log } from '../http/log.ts';

type Step = (orders: readonly OrderPlace[]) => Promise<void>;

/** What must go after the rows have gone: order keys, stored files, unfinished uploads. */
export interface AfterErasure {
  /** Adds a step. It is run again after every start for all erased orders, so it must bear being repeated. */
  readonly add: (step: Step) => void;
  /** Runs all steps. A failure is logged and tried again by `retry`: the erasure itself stands. */
  readonly run: (orders: readonly OrderPlace[]) => Promise<void>;
  /** Runs what failed before once more. Answers how many orders still wait. */
  readonly retry: () => Promise<number>;
  /** True while what is outside the database of this order goes, or waits to be tried again. */
  readonly isGoing: (orderId: string) => boolean;
}

export const createAfterErasure = (log: Log): AfterErasure => {
  const steps: Step[] = [];
  const left = new Map<Step, Map<string, OrderPlace>>();
  const running = new Set<readonly OrderPlace[]>();
  const attempt = async (step: Step, orders: readonly OrderPlace[]): Promise<void> => {
    const waiting = left.get(step) ?? new Map<string, OrderPlace>();
    try {
      await step(orders);
      for (const { orderId } of orders) waiting.delete(orderId);
    } catch (error) {
      for (const order of orders) waiting.set(order.orderId, order);
      log('erasure_failed', { code: errorCode(error), count: orders.length });
    }
    left.set(step, waiting);
  };
  return {
    add: (step) => void steps.push(step),
    run: async (orders) => {
      running.add(orders);
      for (const step of steps) await attempt(step, orders);
      running.delete(orders);
    },
    retry: async () => {
      for (const [step, orders] of left) if (orders.size > 0) await attempt(step, [...orders.values()]);
      return [...left.values()].reduce((sum, orders) => sum + orders.size, 0);
    },
    isGoing: (orderId) =>
      [...left.values()].some((orders) => orders.has(orderId)) ||
      [...running].some((orders) => orders.some((order) => order.orderId === orderId)),
  };
};
