import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFakeCore } from '../flow/fakeCore.ts';
import { wholeKiosk } from '../flow/wholeKiosk.ts';
import { chime } from './sounds.ts';

vi.mock('./sounds.ts', () => ({ chime: vi.fn() }));
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it.each([
  ['a card that is still in', 'volume', 'card'],
  ['the person, where only a phone sent photos', 'phone', 'idle'],
] as const)('[MED-6, MED-4, KIO-2] the warning calls for %s', async (_what, kind, sound) => {
  const { core, api } = createFakeCore();
  core.sources = core.sources.map((source) => ({ ...source, kind }));
  const kiosk = await wholeKiosk(api);
  await kiosk.start();
  await kiosk.begin('source');
  const { settings } = kiosk.visit.getState();
  if (settings === null) throw new Error('no settings');
  kiosk.visit.setState({ settings: { ...settings, kiosk: { ...settings.kiosk, sounds: true } } });
  await vi.advanceTimersByTimeAsync(91_000);
  expect(vi.mocked(chime).mock.lastCall).toEqual([sound]);
});
