import { describe, expect, it } from 'vitest';
import {
  collectTitles,
  idsOf,
  judge,
  knownIds,
  resultsIn,
  titlePattern,
  titlesIn,
} from '../../scripts/capabilities.mjs';
import { PRIVACY_IDS } from '../../scripts/generate/privacyIds.mjs';

const source = `
it('[PRI-5] computes VAT once', () => {});
it.each(rows)("[MED-5, MED-7] copies %s and says '$name'", () => {});
it('[I1, SYN-3] is told once', () => {});
test(\`[E1] [K2] a \${kind} person\`, () => {});
it('mentions PRI-1 but claims nothing', () => {});
it('reads the list [ORD-1] too late', () => {});
`;

const vitestReport = {
  testResults: [
    {
      name: '/anywhere/money.test.ts',
      assertionResults: [
        { ancestorTitles: ['money'], title: '[PRI-5] computes VAT once', status: 'passed' },
        { ancestorTitles: ['[MED-5] a copy'], title: 'shows the count', status: 'failed' },
      ],
    },
  ],
};

describe('the list of capabilities', () => {
  it('reads titles and their ids from a source', () => {
    expect(titlesIn(source)).toEqual([
      '[PRI-5] computes VAT once',
      "[MED-5, MED-7] copies %s and says '$name'",
      '[I1, SYN-3] is told once',
      '[E1] [K2] a ${kind} person',
    ]);
    expect(titlesIn(source).flatMap(idsOf)).toEqual(['PRI-5', 'MED-5', 'MED-7', 'SYN-3', 'E1', 'K2']);
  });

  it('matches a title as written with the title as run', () => {
    expect(titlePattern("[MED-5] copies %s and says '$name'").test("[MED-5] copies 3 and says 'x.jpg'")).toBe(
      true,
    );
    expect(titlePattern('[MED-5] copies').test('[MED-5] copies more')).toBe(false);
  });

  it('counts an id only when its test ran and passed and none failed', () => {
    const titles = [
      { title: '[PRI-5] computes VAT once', file: 'shared/money.test.ts' },
      { title: '[MED-5] a copy', file: 'shared/money.test.ts' },
      { title: '[MED-6] never run', file: 'shared/money.test.ts' },
      { title: '[PRI-5] computes VAT once', file: 'shared/other.test.ts' },
    ];
    const entries = judge(['PRI-5', 'MED-5', 'MED-6', 'MED-7'], titles, resultsIn(vitestReport));
    expect(entries.map((entry) => [entry.id, entry.covered, entry.tests.map((test) => test.status)])).toEqual(
      [
        ['PRI-5', true, ['passed', 'not run']],
        ['MED-5', false, ['failed']],
        ['MED-6', false, ['not run']],
        ['MED-7', false, []],
      ],
    );
  });

  it('reads Playwright reports and plain lists', () => {
    const spec = {
      title: '[KIO-1] starts',
      file: 'kiosk.spec.ts',
      ok: true,
      tests: [{ status: 'expected' }],
    };
    expect(resultsIn({ suites: [{ title: 'kiosk.spec.ts', suites: [], specs: [spec] }] })).toEqual([
      { file: 'kiosk.spec.ts', titles: ['kiosk.spec.ts', '[KIO-1] starts'], status: 'passed' },
    ]);
    expect(resultsIn([{ title: '[REC-1] survives', status: 'failed' }])).toEqual([
      { file: null, titles: ['[REC-1] survives'], status: 'failed' },
    ]);
  });

  it('knows every id that a test claims, each once', () => {
    const ids = knownIds().map((item: { readonly id: string }) => item.id);
    expect(new Set(ids).size).toBe(ids.length);
    const known = [...ids, ...PRIVACY_IDS.flatMap((section) => section.ids.map(({ id }) => id))];
    for (const { title, file } of collectTitles()) {
      for (const id of idsOf(title)) expect(known, `${file}: ${title}`).toContain(id);
    }
  });
});
