import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, NotCanonicalError } from './canonicalJson.ts';

describe('canonical JSON', () => {
  it('writes the strings and literals of RFC 8785, section 3.2.2, as the RFC does', () => {
    const sample = {
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(sample)).toBe(
      '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders names as RFC 8785, section 3.2.3, does: by UTF-16 code units', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect([...canonicalJson(sample).matchAll(/:"([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('writes no space, and nested names in order', () => {
    expect(canonicalJson({ b: { d: 2, c: [{ z: 1, a: -5 }] }, a: 0 })).toBe(
      '{"a":0,"b":{"c":[{"a":-5,"z":1}],"d":2}}',
    );
    expect(canonicalJson([-0, Number.MAX_SAFE_INTEGER])).toBe('[0,9007199254740991]');
  });

  it.each([
    ['a fraction', 0.5],
    ['a number that is not exact', 2 ** 53],
    ['not a number', Number.NaN],
    ['undefined in an object', { a: undefined }],
    ['undefined in an array', [undefined]],
    ['half of a surrogate pair', '\ud83d'],
    ['half of a surrogate pair as a name', { '\udead': 1 }],
    ['a date', new Date(0)],
    ['bytes', new Uint8Array(2)],
    ['a big integer', 1n],
  ])('refuses %s', (_what, value) => {
    expect(() => canonicalJson(value)).toThrow(NotCanonicalError);
  });

  it('is one text per value, whatever the order of names, and reads back as the value', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('tree'), { maxKeys: 5, noNullPrototype: true }),
      ),
    }));
    const turned = (value: unknown): unknown =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value;
    fc.assert(
      fc.property(tree, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(turned(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});
