import { describe, expect, it } from 'vitest';
import { kioskTexts } from '../../renderer/i18n/kioskTexts.ts';
import { namespaces } from '../../renderer/i18n/namespaces.ts';
import { resources } from '../../renderer/i18n/resources.ts';
import { setupTexts } from '../../renderer/i18n/setupTexts.ts';
import { contract } from '../../shared/contract/index.ts';
import { isTest, sources, withoutComments } from './lib/sources.ts';
import { unusedKeys } from './lib/texts.ts';

/** That the languages are complete is proved beside the texts; that none is left over can only be seen from here. */
describe('texts', () => {
  it('finds keys that no code names', () => {
    const texts = { a: { title: 'x' }, status: { ready: 'x' }, n_one: 'x', n_other: 'x', gone: 'x' };
    const source =
      "t('photos:a.title'); t(`photos:status.${status}`); t(\"photos:n\"); t('gone'); t('other:gone')";
    expect(unusedKeys('photos', texts, source)).toEqual(['gone']);
  });

  const code = sources(['renderer', 'shared'], /\.tsx?$/)
    .filter(({ path }) => !isTest(path) && !path.startsWith('renderer/i18n/texts/'))
    .map(({ text }) => withoutComments(text))
    .join('\n');

  it.each(Object.entries(resources.lv))('%s has no key that no code uses', (namespace, texts) => {
    expect(unusedKeys(namespace, texts, code)).toEqual([]);
  });

  const named = new RegExp(`['"\`](${namespaces.join('|')}):[\\w.]+`, 'g');

  it.each([
    ['kiosk', kioskTexts],
    ['setup', setupTexts],
  ])('of the %s window are all that its screens say', (window, { lv }) => {
    const screens = sources([`renderer/features/${window}`, 'renderer/ui', 'renderer/app'], /\.tsx?$/)
      .filter(({ path }) => !isTest(path) && !path.startsWith('renderer/app/counter'))
      .map(({ text }) => withoutComments(text));
    const said = screens.flatMap((text) => [...text.matchAll(named)]);
    const missing = said.filter(
      ([key, namespace = '']) => !(namespace in lv) && !Object.hasOwn(contract, key.slice(1)),
    );
    expect(said.length).toBeGreaterThan(20);
    expect(missing.map(([key]) => key)).toEqual([]);
  });
});
