import type { Setup } from '../pages/setup.ts';
import { axeFaultsOf } from './axe.ts';
import { COUNTER_TARGETS, overflowsOf, targetFaultsOf } from './layout.ts';

/** What is wrong with the set-up window's screen as it stands: axe, overflow, targets. */
export async function faultsOfSetup(setup: Setup, name: string): Promise<readonly string[]> {
  const { page } = setup;
  const found = [
    ...(await axeFaultsOf(page)),
    ...(await overflowsOf(page)),
    ...(await targetFaultsOf(page, COUNTER_TARGETS)),
  ];
  return found.map((fault) => `${name} ${setup.locale}: ${fault}`);
}
