import type { CounterCore } from '../tools/counterCore.ts';
import { openCounter } from './counterWork.ts';
import { auditOf, brokenBy, chainFaultOf, halfChanges } from './inspect.ts';
import { startProduct } from './product.ts';
import type { Told } from './promises.ts';

/** What is wrong with an image. */
export interface Found {
  /** Invariant of the sync specification, or `damaged`. */
  readonly breaks: string;
  readonly what: string;
}

const nameOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${error.message}` : String(error);
const damaged = (what: string): readonly Found[] => [{ breaks: 'damaged', what }];

/** Starts and ends all of the product, whose recovery may change what it finds. A set-up that was cut is gone through again. */
const startAndEnd = async (folder: string, wasSetUp: boolean): Promise<readonly Found[]> => {
  const product = await startProduct(folder);
  try {
    if (product.state().state === 'unconfigured' && !wasSetUp) await product.setUp();
    const state = product.state();
    if (state.state !== 'ready')
      return damaged(`does not open: ${JSON.stringify(state)} ${product.log.at(-1)}`);
    if (state.restoredFromBackup) return damaged('a backup took the place of the database');
    return [];
  } finally {
    await product.close();
  }
};

/** Looks for all that was told to be saved, and for what is half there. */
export const lookAt = async (core: CounterCore, told: readonly Told[]): Promise<readonly Found[]> => {
  const found: Found[] = [];
  const intact = core.database.writer.pragma('integrity_check', { simple: true });
  if (intact !== 'ok') found.push(...damaged(String(intact)));
  for (const one of told) {
    const breaks = await brokenBy(core, one);
    if (breaks !== null) found.push({ breaks, what: `told and not there: ${JSON.stringify(one)}` });
  }
  const half = halfChanges(core);
  if (half > 0) found.push({ breaks: 'I2', what: `${half} changes without their op, or ops without theirs` });
  const trail = await auditOf(core);
  if (trail?.kind !== 'sound') found.push(...damaged(`the audit trail: ${JSON.stringify(trail)}`));
  const chain = chainFaultOf(core);
  if (chain !== null) found.push({ breaks: 'I3', what: chain });
  return found;
};

/** Opens a data folder with the product's own start, then looks for all that was told to be saved. */
export const checkImage = async (folder: string, told: readonly Told[]): Promise<readonly Found[]> => {
  try {
    const opened = await startAndEnd(
      folder,
      told.some(({ is }) => is === 'set-up'),
    );
    const core = await openCounter(folder);
    try {
      return [...opened, ...(await lookAt(core, told))];
    } finally {
      await core.leave();
    }
  } catch (error) {
    return damaged(nameOf(error));
  }
};
