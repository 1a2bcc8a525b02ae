import { act } from 'react';
import { expect, it } from 'vitest';
import type { MediaPhoto } from '../../../shared/contract/media.ts';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { createI18n, TextsProvider } from '../../i18n/index.ts';
import { resources } from '../../i18n/resources.ts';
import { show } from '../../ui/testing.tsx';
import { useTiles } from './useTiles.ts';

const photos = new Map([['p1', { name: 'IMG_1.JPG', usable: false, reason: 'damaged' } as MediaPhoto]]);
const picked = new Set<never>();
const stacks = new Map<never, never>();

it('[ADM-6] says in the language of the window why a photo cannot be chosen, also after it changed', async () => {
  const tiles: unknown[] = [];
  function Reason() {
    const tile = useTiles(photos, picked, stacks)('p1');
    tiles.push(tile);
    return <p>{tile.disabledReason}</p>;
  }
  const i18n = createI18n('lv', resources);
  const { host, end } = await show(
    <TextsProvider i18n={i18n}>
      <Reason />
    </TextsProvider>,
    'counter',
  );
  for (const locale of LOCALES) {
    await act(async () => void (await i18n.changeLanguage(locale)));
    expect(host.textContent).toBe(i18n.t('counter:media.damaged'));
  }
  expect(new Set(tiles).size).toBe(LOCALES.length);
  await end();
});
