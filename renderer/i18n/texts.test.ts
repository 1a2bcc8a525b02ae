import { describe, expect, it } from 'vitest';
import { createI18n } from './index.ts';
import { resources } from './resources.ts';

type Tree = { readonly [key: string]: string | Tree };

const categories = ['zero', 'one', 'two', 'few', 'many', 'other'];
const pluralEnd = new RegExp(`_(${categories.join('|')})$`);
const locales = ['lv', 'en', 'ru'] as const;

function flat(tree: Tree, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  );
}

const texts = Object.fromEntries(locales.map((locale) => [locale, flat(resources[locale])])) as Record<
  (typeof locales)[number],
  ReadonlyMap<string, string>
>;

const variables = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? ''))].sort();

describe.each(locales)('texts in %s', (locale) => {
  const all = texts[locale];

  it('have the same keys as Latvian, plural endings apart', () => {
    const stems = (map: ReadonlyMap<string, string>) =>
      [...new Set([...map.keys()].map((key) => key.replace(pluralEnd, '_*')))].sort();
    expect(stems(all)).toEqual(stems(texts.lv));
  });

  it('have for each plural exactly the categories of the language', () => {
    const expected = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    const byStem = Map.groupBy(
      [...all.keys()].filter((key) => pluralEnd.test(key)),
      (key) => key.replace(pluralEnd, ''),
    );
    expect(byStem.size).toBeGreaterThan(0);
    for (const [stem, keys] of byStem) {
      expect(keys.map((key) => key.slice(stem.length + 1)).sort(), stem).toEqual(expected);
    }
  });

  it('use the same variables as Latvian', () => {
    for (const [key, text] of all) {
      const source = texts.lv.get(key) ?? texts.lv.get(key.replace(pluralEnd, '_other'));
      expect(variables(text), key).toEqual(variables(source ?? ''));
    }
  });

  it('are never empty, never shout and carry no double blanks', () => {
    for (const [key, text] of all) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toMatch(/^$|!| {2}/);
    }
  });
});

describe('plural forms', () => {
  it('in Latvian take zero as a class of its own', () => {
    const t = createI18n('lv', resources).t;
    const said = [0, 1, 2, 10, 11, 21, 22, 100].map((count) => t('common:photos', { count }));
    expect(said).toEqual([
      '0 fotogrāfiju',
      '1 fotogrāfija',
      '2 fotogrāfijas',
      '10 fotogrāfiju',
      '11 fotogrāfiju',
      '21 fotogrāfija',
      '22 fotogrāfijas',
      '100 fotogrāfiju',
    ]);
  });

  it('in English and Russian have no zero of their own', () => {
    const said = (locale: 'en' | 'ru', counts: readonly number[]) =>
      counts.map((count) => createI18n(locale, resources).t('common:photos', { count }));
    expect(said('en', [0, 1, 2, 21])).toEqual(['0 photos', '1 photo', '2 photos', '21 photos']);
    expect(said('ru', [0, 1, 2, 5, 11, 21, 22])).toEqual([
      '0 фотографий',
      '1 фотография',
      '2 фотографии',
      '5 фотографий',
      '11 фотографий',
      '21 фотография',
      '22 фотографии',
    ]);
  });
});
