export const LOCALES = ['lv', 'en', 'ru'] as const;
export type Locale = (typeof LOCALES)[number];

/** Texts of one namespace, flat: `contact.title` to the sentence. */
export type Texts = ReadonlyMap<string, string>;

const PLURAL = /_(zero|one|two|few|many|other)$/;

export function flatten(value: unknown, prefix = ''): Texts {
  const texts = new Map<string, string>();
  for (const [key, inner] of Object.entries(value as Readonly<Record<string, unknown>>)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof inner === 'string') texts.set(path, inner);
    else for (const [deep, text] of flatten(inner, path)) texts.set(deep, text);
  }
  return texts;
}

export const baseKey = (key: string): string => key.replace(PLURAL, '');

/** Keys as code asks for them: plural forms count as one. */
export const baseKeys = (texts: Texts): readonly string[] =>
  [...new Set([...texts.keys()].map(baseKey))].sort();

/** Plural keys whose forms are not exactly those of the language, as `key: forms`. */
export function wrongPlurals(texts: Texts, locale: Locale): readonly string[] {
  const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted().join(' ');
  const forms = new Map<string, string[]>();
  for (const key of texts.keys()) {
    const form = PLURAL.exec(key)?.[1];
    if (form !== undefined) forms.set(baseKey(key), [...(forms.get(baseKey(key)) ?? []), form]);
  }
  return [...forms]
    .map(([key, found]) => [key, found.sort().join(' ')] as const)
    .filter(([key, found]) => found !== wanted || texts.has(key))
    .map(([key, found]) => `${key}: ${found}`);
}

/** Names of the placeholders of a key over all its plural forms. */
export function placeholders(texts: Texts, key: string): string {
  const own = [...texts].filter(([name]) => baseKey(name) === key).map(([, text]) => text);
  const names = own.flatMap((text) =>
    [...text.matchAll(/\{\{\s*-?\s*([\w.]+)/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)].sort().join(' ');
}

/** Everything that stands in quotes in a source; `${…}` in a template stands for any part of a key. */
export function literals(source: string): readonly RegExp[] {
  const quoted = [...source.matchAll(/(['"])((?:\\.|(?!\1)[^\\\n])+)\1/g)].map(([, , text = '']) => text);
  const templates = [...source.matchAll(/`((?:\\.|[^`\\])+)`/g)].map(([, text = '']) => text);
  const likeKey = /^[\w.:-]+$/;
  const patterns = [...quoted.filter((text) => likeKey.test(text)), ...templates]
    .map((text) => text.split(/\$\{[^}]*\}/))
    .filter(
      (parts) =>
        parts.every((part) => part === '' || likeKey.test(part)) && parts.some((part) => part !== ''),
    )
    .map((parts) => parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w.-]+'));
  return [...new Set(patterns)].map((pattern) => new RegExp(`^${pattern}$`));
}

/** Keys of a namespace that no literal names, neither bare nor as `namespace:key` or `namespace.key`. */
export function unusedKeys(
  namespace: string,
  keys: readonly string[],
  used: readonly RegExp[],
): readonly string[] {
  const spellings = (key: string) => [key, `${namespace}:${key}`, `${namespace}.${key}`];
  return keys.filter((key) => !spellings(key).some((name) => used.some((pattern) => pattern.test(name))));
}
