import type { ReadableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import { ROWS_OF, type Scope } from '../rules/scope.ts';
import type { Explain } from './tally.ts';

/** Where another person's names and addresses are: looked at first, because one row with the text is enough. */
const FIRST = ['person', 'order_search', 'orders', 'order_photo', 'staff', 'setting', 'notice_text'];
/** What many people share is among the first rows of a table: only what is rare is looked for in all of them. */
const SAMPLE = sql` LIMIT 20000`;

/** Names of tables and columns come from the schema itself, never from outside. */
const named = (name: string): Sql => ({ text: `"${name.replaceAll('"', '""')}"`, params: [] });

const rank = (table: string): number => {
  const place = FIRST.indexOf(table);
  return place < 0 ? FIRST.length : place;
};

const textColumns = (db: ReadableDb): readonly { readonly tbl: string; readonly col: string }[] =>
  [
    ...db.all<{ tbl: string; col: string }>(sql`SELECT t.name AS tbl, c.name AS col
      FROM sqlite_schema t JOIN pragma_table_info(t.name) c
      WHERE t.type = 'table' AND upper(c.type) = 'TEXT'`),
  ].sort((a, b) => rank(a.tbl) - rank(b.tbl));

/**
 * Says of a text whether a live row accounts for it: another person's, or one of this person in a column that a law
 * keeps. Rows of the person in any other column are what was to go.
 */
export const createExplain = (db: ReadableDb, scope: Scope, held: readonly string[]): Explain => {
  const columns = textColumns(db);
  const kept = new Set(held);
  const isIn = (text: string, rows: Sql): boolean =>
    columns.some(({ tbl, col }) => {
      const own = ROWS_OF[tbl];
      const others = own && !kept.has(`${tbl}.${col}`) ? sql` WHERE NOT (${own(scope)})` : sql``;
      const from = sql`(SELECT ${named(col)} FROM ${named(tbl)}${others}${rows})`;
      return db.get(sql`SELECT 1 FROM ${from} WHERE instr(${named(col)}, ${text}) > 0 LIMIT 1`) !== undefined;
    });
  return (text) => text !== null && (isIn(text, SAMPLE) || isIn(text, sql``));
};
