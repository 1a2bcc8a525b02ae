import type { Page } from 'playwright';
import type { Settings } from '../../../shared/contract/settings.ts';
import { callCore } from './bridge.ts';

/** Changes part of one section of the settings, from a counter window where a manager is signed in. */
export async function changeSettings<Section extends keyof Settings>(
  counter: Page,
  section: Section,
  part: Partial<Settings[Section]>,
): Promise<void> {
  const { settings } = await callCore(counter, 'settings:get', {});
  await callCore(counter, 'settings:change', { change: { [section]: { ...settings[section], ...part } } });
}
