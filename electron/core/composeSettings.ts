import type { CoreDeps } from './call/deps.ts';
import { labsWork, productionWorks } from './features/production/index.ts';
import { createSettingsHandlers, type SettingsDeps } from './features/settings/index.ts';
import { sendsOf } from './features/sync/index.ts';

/** Settings, with what other features know of whether they can work. */
export const composeSettings = (deps: CoreDeps, { printTestPage }: Pick<SettingsDeps, 'printTestPage'>) =>
  createSettingsHandlers({ ...deps, productionWorks, labsWork, printTestPage, sends: sendsOf });
