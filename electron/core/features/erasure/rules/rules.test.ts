import { describe, expect, it } from 'vitest';
import { COLUMNS, FILE_CLASSES } from '../../../../../shared/privacy/dataMap.ts';
import { CLEANED_ELSEWHERE, FILE_RULES } from './fileRules.ts';
import { rowRulesOf } from './rowRules.ts';
import { ROWS_OF } from './scope.ts';

describe('the data map decides what an erasure does', () => {
  it('[PRV-5, E7] every table with something that goes has rows that can be told', () => {
    const rules = rowRulesOf(COLUMNS);
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.filter(({ table }) => !ROWS_OF[table]).map(({ table }) => table)).toEqual([]);
    expect(
      Object.keys(ROWS_OF).filter((table) => !COLUMNS.some(({ at }) => at.startsWith(`${table}.`))),
    ).toEqual([]);
  });

  it('[PRV-1, E7] rows of every table about a customer can be told, but what is kept of requests and erasures', () => {
    const tables = COLUMNS.filter(({ subject, at }) => subject === 'customer' && !at.startsWith('index:'));
    const without = tables.map(({ at }) => at.slice(0, at.indexOf('.'))).filter((table) => !ROWS_OF[table]);
    expect(new Set(without)).toEqual(
      new Set([
        'file_deletion',
        'legal_hold',
        'hub_ledger',
        'hub_erased',
        'sync_erasure',
        ...['job', 'target', 'certificate', 'terminal', 'recipient'].map((of) => `erasure_${of}`),
        ...['subject', 'verification', 'decision', 'hold', 'letter', 'target', 'step'].map(
          (of) => `privacy_${of}`,
        ),
      ]),
    );
  });

  it('[PRV-5, E7] every class of files with something that goes has a rule, or a step that cleans it', () => {
    const going = FILE_CLASSES.filter(
      ({ erase }) => erase === 'delete-row' || erase === 'delete-file-and-key',
    );
    const without = going.filter(({ at }) => !(at in FILE_RULES) && !(at in CLEANED_ELSEWHERE));
    expect(without.map(({ at }) => at)).toEqual([]);
    const unknown = [...Object.keys(FILE_RULES), ...Object.keys(CLEANED_ELSEWHERE)].filter(
      (at) => !going.some((entry) => entry.at === at),
    );
    expect(unknown).toEqual([]);
  });

  it('[PRV-5] a row goes as a whole or only some of its columns are emptied, and the link to a person goes last', () => {
    const rules = rowRulesOf(COLUMNS);
    const rule = (table: string) => rules.find((one) => one.table === table);
    expect(rule('person')).toMatchObject({ deletes: true });
    expect(rule('orders')).toMatchObject({ deletes: false });
    expect(rule('orders')?.empties).toEqual(expect.arrayContaining(['person_id', 'note', 'claim_code']));
    expect(rules.at(-1)?.table).toBe('person');
    expect(rules.at(-2)?.table).toBe('subject_map');
    expect(rule('payment')?.empties).toEqual(['reason']);
    expect(rule('consent_event')).toBeUndefined();
  });
});
