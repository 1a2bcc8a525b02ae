import { describe, expect, it } from 'vitest';
import { drop, elements, guards, swap, terms } from './mutators.mjs';
import { sampled } from './mutants.mjs';
import { isEnough, summaryOf, withAreas } from './summary.mjs';

const SOURCE = `const RULES = {
  first: one,
  second: many(
    'a (',
  ),
};
const act = (a) => {
  if (!a) return reject('NO');
  if (a.wrong && a.late)
    return reject('LATE');
  if (a.fine) go();
  assertMayUse(a);
  return a.yes && a.sure ? 1 : 0;
};`;

const texts = (mutants: readonly { readonly text: string }[]): readonly string[] =>
  mutants.map(({ text }) => text);
/** Lines that a mutant lacks. */
const gone = (text: string): readonly string[] =>
  SOURCE.split('\n').filter((line) => !text.split('\n').includes(line));

describe('what is taken away', () => {
  it('is one entry of a table at a time, however many lines it has', () => {
    const mutants = drop(/^ {2}\w+: /, { from: /RULES/ })(SOURCE);
    expect(texts(mutants).map(gone)).toEqual([['  first: one,'], ['  second: many(', "    'a (',", '  ),']]);
    expect(mutants.map((mutant: { readonly line: number }) => mutant.line)).toEqual([2, 3]);
  });

  it('is one guard at a time, and nothing that only does something', () => {
    expect(texts(guards(SOURCE)).map(gone)).toEqual([
      ["  if (!a) return reject('NO');"],
      ['  if (a.wrong && a.late)', "    return reject('LATE');"],
      ['  assertMayUse(a);'],
    ]);
  });

  it('is one arm of a condition, one element of a list, one match', () => {
    expect(texts(terms(/return a\.yes/)(SOURCE)).map((text) => /return a\..*/.exec(text)?.[0])).toEqual([
      'return a.sure ? 1 : 0;',
      'return a.yes ? 1 : 0;',
    ]);
    expect(texts(elements(/rows/)("...rows('x', ['a', 'b']),"))).toEqual([
      "...rows('x', ['b']),",
      "...rows('x', ['a']),",
    ]);
    expect(texts(swap(/is(\w)/g, '$1', 'x')('isA isB'))).toEqual(['A isB', 'isA B']);
  });
});

describe('what a run comes to', () => {
  const result = (by: string | null) => ({ area: 'gate', file: 'a.ts', line: 1, what: 'x', by, ms: 1 });
  const of = (red: number, green: number) =>
    summaryOf([...Array(red).fill(result('a test')), ...Array(green).fill(result(null))], ['gate']);

  it('[E7] is enough from 95 % on, and never when nothing was tried', () => {
    expect(isEnough(of(19, 1))).toBe(true);
    expect(isEnough(of(18, 1))).toBe(false);
    expect(isEnough(of(0, 0))).toBe(false);
  });

  it('takes the place of the earlier figures of the same area only', () => {
    const earlier = {
      areas: [
        { name: 'columns', tried: 1 },
        { name: 'gate', tried: 1 },
      ],
    };
    const areas = JSON.parse(withAreas(earlier, of(2, 1))).areas as {
      name: string;
      tried: number;
    }[];
    expect(areas.map(({ name, tried }) => [name, tried])).toEqual([
      ['columns', 1],
      ['gate', 3],
    ]);
  });

  it('draws the same sample for the same seed, in order', () => {
    const all = Array.from({ length: 50 }, (_, i) => i);
    const drawn = sampled(all, 10, 3);
    expect(drawn).toEqual(sampled(all, 10, 3));
    expect(drawn).not.toEqual(sampled(all, 10, 4));
    expect(drawn).toEqual(drawn.toSorted((a: number, b: number) => a - b));
  });
});
