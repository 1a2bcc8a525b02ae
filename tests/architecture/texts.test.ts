import { describe, expect, it } from 'vitest';
import { resources } from '../../renderer/i18n/resources.ts';
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
});
