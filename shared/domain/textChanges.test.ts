import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts, paragraphsOf } from './textChanges.ts';

const marked = (before: readonly string[], after: readonly string[]) =>
  compareTexts(before.join('\n\n'), after.join('\n\n')).map(
    ({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`,
  );

describe('two texts', () => {
  it('[P36] show what was taken out before what was put in its place', () => {
    expect(marked(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual([' a', '-b', '+x', ' c', '+d']);
    expect(marked(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual(['+c', ' a', ' b', '-c']);
    expect(marked([], ['a'])).toEqual(['+a']);
  });

  it('[P36] are both whole in what is shown of them, in their order', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = compareTexts(before.join('\n\n'), after.join('\n\n'));
        const without = (kind: string) => changes.filter((one) => one.kind !== kind).map((one) => one.text);
        expect(without('added')).toEqual(before);
        expect(without('removed')).toEqual(after);
      }),
    );
  });

  it('are read by their blank lines', () => {
    expect(paragraphsOf('a\nb\n\n\nc\n\n ')).toEqual(['a\nb', 'c']);
  });
});
