import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/core/db/open.ts';

/** Tables whose rows outlive the person: none of their columns may hold words. */
const TABLES = /^(audit|disclosure)/;
/** What nobody may find a place for in such a row. */
const WORDS = ['Anna Ozola', 'Žanete', 'anna@example.org', '+371 29 998 877', 'IMG 0001.JPG', 'a b', ''];

const folder = mkdtempSync(join(tmpdir(), 'lete-schema-'));
const database = openDatabase({
  folder,
  key: new Uint8Array(32),
  nativeBinding: null,
  clock: { now: () => 0 },
  expected: false,
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** The expression of the CHECK of a column's own definition; undefined when it has none. */
const checkOf = (table: string, column: string): string | undefined => {
  const { sql } = database.writer.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table) as {
    sql: string;
  };
  const [, rest = ''] = sql.split(new RegExp(`\\n\\s*${column} TEXT`));
  const at = rest.search(/CHECK\s*\(|,\n|\n\)/);
  if (!rest.slice(at).startsWith('CHECK')) return undefined;
  const start = rest.indexOf('(', at);
  let depth = 0;
  for (let end = start; end < rest.length; end += 1) {
    if (rest[end] === '(') depth += 1;
    if (rest[end] === ')') depth -= 1;
    if (depth === 0) return rest.slice(start, end + 1);
  }
  return undefined;
};

const columns = database.writer
  .prepare(
    `SELECT m.name AS "table", c.name AS "column" FROM sqlite_schema m, pragma_table_info(m.name) c
     WHERE m.type = 'table' AND c.type = 'TEXT' ORDER BY 1, 2`,
  )
  .all() as { table: string; column: string }[];

describe('tables that outlive the person', () => {
  // A column that refers to a row can hold nothing but that row's id.
  const refers = database.writer.prepare('SELECT count(*) FROM pragma_foreign_key_list(?) WHERE "from" = ?');
  const bound = columns.filter(
    ({ table, column }) => TABLES.test(table) && refers.pluck().get(table, column) === 0,
  );

  it('are found', () => {
    expect(bound.length).toBeGreaterThan(20);
    expect(bound.filter(({ column }) => column === 'sig').length).toBeGreaterThan(1);
  });

  it.each(bound.map(({ table, column }) => [column, table] as const))(
    '[A3, PRV-5] the column %s of %s takes no words',
    (column, table) => {
      const check = checkOf(table, column);
      expect(check, 'has a CHECK of its own').toBeDefined();
      const takes =
        database.writer.prepare(`SELECT value FROM (SELECT value AS ${column}, value FROM json_each(?))
      WHERE ${check ?? ''}`);
      const taken = takes.pluck().all(JSON.stringify(WORDS));
      // A list of names may be empty.
      expect(taken.filter((word) => word !== '' || column !== 'fields_touched')).toEqual([]);
    },
  );

  it('[A3] have no column that takes bytes or anything', () => {
    const kinds = database.writer
      .prepare(
        `SELECT DISTINCT c.type FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name LIKE 'audit%'`,
      )
      .pluck()
      .all();
    expect(new Set(kinds)).toEqual(new Set(['INTEGER', 'TEXT']));
  });
});
