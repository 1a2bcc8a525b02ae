import { Buffer } from 'node:buffer';
import type { ReadableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import { ROWS_OF, type Scope } from '../rules/scope.ts';
import { createMatcher } from './matcher.policy.ts';
import type { Explain } from './tally.ts';

/** The live database: lists, and one text after the other of a statement with one column. */
export interface LiveRows extends Pick<ReadableDb, 'all'> {
  readonly each: (statement: Sql) => Iterable<string>;
}

/** Where another person's names and addresses are: looked at first, because one row with the text is enough. */
const FIRST = ['person', 'order_search', 'orders', 'order_photo', 'staff', 'setting', 'notice_text'];
/** What many people share is among the first rows of a table: only what is rare is looked for in all of them. */
const SAMPLE = sql` LIMIT 20000`;
/** Stands in no text, so that nothing is found over the edge of two values. */
const EDGE = '\0';
/** Characters that are searched in one go. */
const PORTION = 1024 * 1024;

interface Table {
  readonly name: string;
  /** Those of text. */
  readonly columns: readonly string[];
}

/** Names of tables and columns come from the schema itself, never from outside. */
const named = (name: string): Sql => ({ text: `"${name.replaceAll('"', '""')}"`, params: [] });

const rank = (table: string): number => {
  const place = FIRST.indexOf(table);
  return place < 0 ? FIRST.length : place;
};

const tablesOf = (db: LiveRows): readonly Table[] =>
  db
    .all<{ name: string; columns: string }>(sql`SELECT t.name, json_group_array(c.name) AS columns
      FROM sqlite_schema t JOIN pragma_table_info(t.name) c
      WHERE t.type = 'table' AND upper(c.type) = 'TEXT' GROUP BY t.name`)
    .map(({ name, columns }) => ({ name, columns: JSON.parse(columns) as string[] }))
    .sort((a, b) => rank(a.name) - rank(b.name));

const parted = (columns: readonly string[]): Sql =>
  columns.reduce((all, column) => sql`${all}, ${named(column)}`, sql`${EDGE}`);

/** The texts of each row, of the person's own rows those alone that a law keeps. */
const textsOf = ({ name, columns }: Table, scope: Scope, kept: ReadonlySet<string>): Sql => {
  const own = ROWS_OF[name]?.(scope) ?? sql`0`;
  const held = columns.filter((column) => kept.has(`${name}.${column}`));
  const ofOwn = held.length === 0 ? sql`''` : sql`concat_ws(${parted(held)})`;
  // A row of which it cannot be said whose it is counts as the person's.
  return sql`SELECT CASE WHEN NOT (${own}) THEN concat_ws(${parted(columns)}) ELSE ${ofOwn} END FROM ${named(name)}`;
};

/** Texts, many in one. */
function* portionsOf(texts: Iterable<string>): Generator<string> {
  let portion: string[] = [];
  let size = 0;
  for (const text of texts) {
    portion.push(text);
    size += text.length;
    if (size < PORTION) continue;
    yield portion.join(EDGE);
    portion = [];
    size = 0;
  }
  yield portion.join(EDGE);
}

/** Removes from `wanted` what stands in one of the texts; ends when nothing is left. */
const strike = (wanted: Set<string>, texts: Iterable<string>): void => {
  const patterns = [...wanted];
  const search = createMatcher(patterns.map((text) => Buffer.from(text)));
  for (const portion of portionsOf(texts)) {
    search(Buffer.from(portion), (at) => wanted.delete(patterns[at] ?? ''));
    if (wanted.size === 0) return;
  }
};

/**
 * Says of texts whether live rows account for them: another person's, or one of this person in a column that a law
 * keeps. Rows of the person in any other column are what was to go. Each table is read once for all texts.
 */
export const createExplain = (db: LiveRows, scope: Scope, held: readonly string[]): Explain => {
  const kept = new Set(held);
  return (texts) => {
    const wanted = new Set(texts);
    const tables = tablesOf(db);
    for (const rows of [SAMPLE, sql``])
      for (const table of tables)
        if (wanted.size > 0) strike(wanted, db.each(sql`${textsOf(table, scope, kept)}${rows}`));
    return new Set(texts.filter((text) => !wanted.has(text)));
  };
};
