import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldForSearch, isNameQuery, nameMatches, searchTokens } from './searchFold.ts';

describe('name search', () => {
  it.each([
    ['Bērziņa', 'berzina'],
    ['ŠĶĒLE-Ķīsis', 'skele kisis'],
    ['Семёнов', 'semenov'],
    ["  O'Neil,  Anna ", 'oneil anna'],
    ['!!!', ''],
  ])('[ORD-7] %j is compared as %j', (name, folded) => {
    expect(foldForSearch(name)).toBe(folded);
  });

  it.each([
    ['Anna Bērziņa', 'berz', true],
    ['Anna Bērziņa', 'bērz an', true],
    ['Семён Ёлкин', 'семен елк', true],
    ['Семён Ёлкин', 'semen', true],
    ['Anna Bērziņa', 'erzina', false],
    ['Anna Bērziņa', 'anna kalna', false],
    ['Anna Bērziņa', '', false],
    ['', 'anna', false],
  ])('[ORD-7] finding %j by %j: %s', (name, query, found) => {
    expect(nameMatches(name, query)).toBe(found);
  });

  it('[ORD-7] starts at three letters', () => {
    expect(['be', 'b 12', 'ber', 'бёр', 'a b c'].map(isNameQuery)).toEqual([false, false, true, true, true]);
  });

  it('[ORD-7] finds every name by the start of each of its words, however it is written', () => {
    const word = fc.stringMatching(/^[A-Za-zāčēģīķļņšūžĀČĒа-яёА-ЯЁ]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 8 }),
        (words, n) => {
          const name = words.join(' ');
          fc.pre(searchTokens(name).length > 0);
          const starts = searchTokens(name).map((token) => token.slice(0, n));
          expect(nameMatches(name, starts.toReversed().join(' ').toUpperCase())).toBe(true);
          expect(nameMatches(name.normalize('NFD'), name)).toBe(true);
        },
      ),
    );
  });
});
