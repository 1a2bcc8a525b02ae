import { describe, expect, it } from 'vitest';
import { isTest, sources, withoutComments } from './lib/sources.ts';
import {
  baseKeys,
  flatten,
  LOCALES,
  type Locale,
  literals,
  placeholders,
  type Texts,
  unusedKeys,
  wrongPlurals,
} from './lib/texts.ts';

const modules = import.meta.glob<Readonly<Record<string, unknown>>>('../../renderer/i18n/texts/*/*.ts', {
  eager: true,
});

/** Namespace to its texts in one locale. */
function textsOf(locale: Locale): ReadonlyMap<string, Texts> {
  const found = new Map<string, Texts>();
  for (const [path, exported] of Object.entries(modules)) {
    const [, of, namespace] = /texts\/(\w+)\/([\w-]+)\.ts$/.exec(path) ?? [];
    const texts = Object.values(exported).find((value) => typeof value === 'object' && value !== null);
    if (of === locale && namespace !== undefined && texts !== undefined && namespace !== 'index') {
      found.set(namespace, flatten(texts));
    }
  }
  return found;
}

const all = { lv: textsOf('lv'), en: textsOf('en'), ru: textsOf('ru') } as const;
const namespaces = [...all.lv.keys()];
const ofLocale = (locale: Locale, namespace: string): Texts => all[locale].get(namespace) ?? new Map();

describe('the check of texts', () => {
  const lv = flatten({
    a: { title: 'x' },
    n_zero: '{{count}}',
    n_one: '{{count}}',
    n_other: '{{count}} {{name}}',
  });

  it('flattens, joins plural forms and reads placeholders', () => {
    expect(baseKeys(lv)).toEqual(['a.title', 'n']);
    expect(placeholders(lv, 'n')).toBe('count name');
  });

  it('finds missing and foreign plural forms', () => {
    expect(wrongPlurals(lv, 'lv')).toEqual([]);
    expect(wrongPlurals(lv, 'en')).toEqual(['n: one other zero']);
    expect(wrongPlurals(flatten({ n_one: '', n_other: '' }), 'ru')).toEqual(['n: one other']);
  });

  it('finds keys that no code names', () => {
    const used = literals('t(\'a.title\'); t(`status.${status}`); t("photos:n"); `${a}${b}`;');
    expect(unusedKeys('photos', ['a.title', 'status.ready', 'n', 'gone', 'a'], used)).toEqual(['gone', 'a']);
  });
});

describe('texts in three languages', () => {
  it('there are texts, with the same namespaces in each language', () => {
    expect(namespaces.length).toBeGreaterThan(0);
    for (const locale of LOCALES) expect([...all[locale].keys()].sort()).toEqual(namespaces.toSorted());
  });

  it.each(namespaces)('%s has the same keys in each language, none empty', (namespace) => {
    const lv = baseKeys(ofLocale('lv', namespace));
    for (const locale of LOCALES) {
      expect(baseKeys(ofLocale(locale, namespace)), locale).toEqual(lv);
      const empty = [...ofLocale(locale, namespace)].filter(([, text]) => text.trim() === '');
      expect(empty, locale).toEqual([]);
    }
  });

  it.each(namespaces)('%s has exactly the plural forms of each language', (namespace) => {
    for (const locale of LOCALES)
      expect(wrongPlurals(ofLocale(locale, namespace), locale), locale).toEqual([]);
  });

  it.each(namespaces)('%s has the same placeholders in each language', (namespace) => {
    for (const key of baseKeys(ofLocale('lv', namespace))) {
      const lv = placeholders(ofLocale('lv', namespace), key);
      for (const locale of LOCALES)
        expect(placeholders(ofLocale(locale, namespace), key), `${locale} ${key}`).toBe(lv);
    }
  });

  it.each(namespaces)('%s has no key that no code uses', (namespace) => {
    const code = sources(['renderer', 'shared'], /\.tsx?$/)
      .filter(({ path }) => !isTest(path) && !path.startsWith('renderer/i18n/texts/'))
      .map(({ text }) => withoutComments(text));
    const used = literals(code.join('\n'));
    expect(unusedKeys(namespace, baseKeys(ofLocale('lv', namespace)), used)).toEqual([]);
  });
});
