/** Texts of one namespace as code asks for them: dotted keys, plural forms count as one. */
export function keysOf(texts: unknown, prefix = ''): readonly string[] {
  const keys = Object.entries(texts as Readonly<Record<string, unknown>>).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [`${prefix}${key}`] : keysOf(inner, `${prefix}${key}.`),
  );
  return [...new Set(keys.map((key) => key.replace(/_(zero|one|two|few|many|other)$/, '')))];
}

/** Keys that stand quoted in a source as `namespace:key`; `${…}` in a template stands for any part of a key. */
export function namedIn(source: string, namespace: string): readonly RegExp[] {
  const quoted = new RegExp(`(['"\`])(${namespace}:(?:[\\w.-]|\\$\\{[^}]*\\})+)\\1`, 'g');
  const found = new Set(
    [...source.matchAll(quoted)].map(([, , text = '']) => text.slice(namespace.length + 1)),
  );
  return [...found].map((text) => {
    const parts = text.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
    return new RegExp(`^${parts.join('[\\w.-]+')}$`);
  });
}

/** Keys of a namespace that the source never names. */
export function unusedKeys(namespace: string, texts: unknown, source: string): readonly string[] {
  const named = namedIn(source, namespace);
  return keysOf(texts).filter((key) => !named.some((pattern) => pattern.test(key)));
}
