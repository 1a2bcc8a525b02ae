import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAccessFeature } from '../../../electron/core/features/accessPackage/index.ts';
import { createDisclosuresFeature } from '../../../electron/core/features/disclosures/index.ts';
import { createErasing } from '../../../electron/core/features/erasure/erasing.ts';
import { createRetentionFeature } from '../../../electron/core/features/retention/index.ts';
import { RecipientRegister } from '../../../shared/privacy/disclosure.ts';
import { consentsOf } from './consents.ts';
import { FREE_START, orderFeatures } from './orders.ts';
import { createTestCore, openTestCore, type TestCore, type TestDeps } from './testCore.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources/privacy/recipients.json');
const REGISTER = RecipientRegister.parse(JSON.parse(readFileSync(RESOURCES, 'utf8')));

const featuresOf = (deps: TestDeps) => {
  const orders = orderFeatures(deps);
  return {
    ...orders,
    retention: createRetentionFeature({
      ...deps,
      removePrintFiles: orders.production.removeFilesOfOrder,
      checkpoint: deps.database.checkpoint,
    }),
    access: createAccessFeature({
      ...deps,
      register: REGISTER,
      dryRun: createErasing(deps, () => undefined).dryRun,
      onReady: () => undefined,
    }),
    disclosures: createDisclosuresFeature({
      onTaskSettled: () => undefined,
      ...deps,
      register: REGISTER,
      mayMarket: consentsOf(deps).mayMarket,
    }),
  };
};
export type RulesCore = TestCore<ReturnType<typeof featuresOf>>;

/** A counter with the deleting by rule, access packages and disclosures, as a process that is killed works with it. */
export const openRulesWorld = async (): Promise<RulesCore> => {
  const core = await createTestCore(featuresOf);
  for (const folder of ['scratch', 'exports', 'production', 'logs', 'profile'])
    mkdirSync(join(core.folder, folder), { recursive: true });
  core.set(FREE_START);
  return core;
};

/** The same as another process left it, or was killed in it. */
export const reopenRulesWorld = (folder: string, key: Uint8Array, now: number): Promise<RulesCore> =>
  openTestCore(featuresOf, { folder, key, now });
