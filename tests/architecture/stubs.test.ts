import { describe, expect, it } from 'vitest';
import { isTest, productFolders, type Source, sources } from './lib/sources.ts';

const MARKS = /\b(TODO|FIXME|XXX|HACK)\b/;
const SWITCHED_OFF =
  /\b(it|test|describe)(\.\w+)*\.(skip|only|todo|fails|fixme)\b|\b(xit|xdescribe|fit|fdescribe)\(/;

/** Lines that promise work instead of doing it, or switch a test off, as `path:line`. */
function promises({ path, text }: Source): readonly string[] {
  const pattern = isTest(path) ? new RegExp(`${MARKS.source}|${SWITCHED_OFF.source}`) : MARKS;
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : []));
}

describe('no stubs', () => {
  it('finds what it looks for', () => {
    expect(promises({ path: 'a.ts', text: 'ok();\n// TODO: later' })).toEqual(['a.ts:2']);
    for (const off of [
      "it.skip('x')",
      "test.only('x')",
      'describe.concurrent.skip(',
      "xit('x')",
      'it.todo(',
    ]) {
      expect(promises({ path: 'a.test.ts', text: off })).toEqual(['a.test.ts:1']);
    }
    expect(promises({ path: 'a.test.ts', text: 'rows.only(); it.skipIf(windows)' })).toEqual([]);
  });

  it('finds none in the project', () => {
    const all = sources([...productFolders, 'tests', 'scripts'], /\.(ts|tsx|mjs|css)$/);
    const others = all.filter(({ path }) => path !== 'tests/architecture/stubs.test.ts');
    expect(others.flatMap(promises)).toEqual([]);
  });
});
