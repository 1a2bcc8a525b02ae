import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMatcher } from './matcher.policy.ts';
import { type SearchValue, spellingsOf } from './spellings.policy.ts';

const NAME = 'Žanete Ozolpaegle';
const PHONE = '+37129998877';
const EMAIL = 'zanete.ozolpaegle@example.org';
const VALUES: readonly SearchValue[] = [
  { kind: 'name', text: NAME },
  { kind: 'phone', text: PHONE },
  { kind: 'email', text: EMAIL },
];
const patterns = spellingsOf(VALUES);
const matcher = createMatcher(patterns.map(({ bytes }) => bytes));

const kindsIn = (bytes: Uint8Array): ReadonlySet<string> => {
  const kinds = new Set<string>();
  const around = Buffer.concat([Buffer.alloc(50, 1), bytes, Buffer.alloc(50, 1)]);
  matcher(around, (index) => kinds.add(patterns[index]?.kind ?? ''));
  return kinds;
};
const base64At = (offset: number) => Buffer.from(`${'x'.repeat(offset)}${NAME}yz`).toString('base64');
const hash = (name: string, text: string) => createHash(name).update(text).digest();

describe('the ways in which a person may lie on a disk', () => {
  it.each([
    ['UTF-8', Buffer.from(NAME)],
    ['UTF-16LE', Buffer.from(NAME, 'utf16le')],
    ['decomposed', Buffer.from(NAME.normalize('NFD'))],
    ['lower case', Buffer.from(NAME.toLowerCase())],
    ['upper case', Buffer.from(NAME.toUpperCase())],
    ['without diacritics', Buffer.from('Zanete Ozolpaegle')],
    ['without diacritics, lower case', Buffer.from('zanete ozolpaegle')],
    ['eight characters of it, as over a page', Buffer.from('Ozolpaeg')],
    ['percent', Buffer.from(encodeURIComponent(NAME))],
    ['percent as in a form', Buffer.from('%C5%BDanete+Ozolpaegle')],
    ['percent in lower case', Buffer.from('%c5%bdanete%20Ozolpaegle')],
    ['escapes', Buffer.from('\\u017danete Ozol')],
    ['escapes in upper case', Buffer.from('\\u017Danete Ozol')],
    ['Base64', Buffer.from(base64At(0))],
    ['Base64, one later', Buffer.from(base64At(1))],
    ['Base64, two later', Buffer.from(base64At(2))],
    ['MD5', hash('md5', NAME)],
    ['SHA-1 as hex', Buffer.from(hash('sha1', NAME).toString('hex'))],
    ['SHA-256 as hex in upper case', Buffer.from(hash('sha256', NAME).toString('hex').toUpperCase())],
  ])('[E3] finds a name as %s', (_how, bytes) => {
    expect(kindsIn(bytes)).toContain('name');
  });

  it.each(['+37129998877', '29998877', '29 998 877', '0037129998877', '+371 29 998 877', '37129998877'])(
    '[E3] finds a number written as %s',
    (text) => {
      expect(kindsIn(Buffer.from(text))).toContain('phone');
    },
  );

  it('[E3] finds the hash of a number and of an address of e-mail in any case', () => {
    expect(kindsIn(hash('sha256', '29998877'))).toContain('phone');
    expect(kindsIn(hash('md5', EMAIL))).toContain('email');
    expect(kindsIn(Buffer.from(EMAIL.toUpperCase()))).toContain('email');
  });

  it('does not look for what an address of e-mail has in common with others', () => {
    expect(kindsIn(Buffer.from('somebody.else@example.org'))).toEqual(new Set());
  });
});

describe('looking for many patterns at once', () => {
  const find = (words: readonly string[], text: string): readonly string[] => {
    const hits: string[] = [];
    createMatcher(words.map((word) => Buffer.from(word)))(Buffer.from(text), (i) =>
      hits.push(words[i] ?? ''),
    );
    return hits.sort();
  };

  it('finds those that overlap, begin alike or stand at either end', () => {
    expect(find(['abcdef', 'cdefgh', 'abcdefgh', 'xyzxyz'], 'abcdefgh--xyzxyz')).toEqual([
      'abcdef',
      'abcdefgh',
      'cdefgh',
      'xyzxyz',
    ]);
    expect(find(['abcabc'], 'abcabcabc')).toEqual(['abcabc', 'abcabc']);
    expect(find(['abcdefgh'], 'abcdefg')).toEqual([]);
  });

  it('finds what a plain search finds, in noise of few letters', () => {
    const noise = Array.from(randomBytes(20_000), (byte) => 'ab'[byte & 1]).join('');
    const words = [
      ...new Set(Array.from({ length: 50 }, (_, i) => noise.slice(i * 37, i * 37 + 7 + (i % 5)))),
    ];
    const expected = words.flatMap((word) => {
      const hits: string[] = [];
      for (let at = noise.indexOf(word); at >= 0; at = noise.indexOf(word, at + 1)) hits.push(word);
      return hits;
    });
    expect(find(words, noise)).toEqual(expected.sort());
  });

  it('finds nothing in noise', () => {
    let hits = 0;
    matcher(randomBytes(16 * 1024 * 1024), () => (hits += 1));
    expect(hits).toBe(0);
  });
});
