import type { ColumnEntry } from '../../../../../shared/privacy/entry.ts';
import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import { ROWS_OF, type Scope } from './scope.ts';

/** What happens to a person's rows of one table; decided by the data map alone. */
export interface RowRule {
  readonly table: string;
  /** The whole row goes; else only these columns are emptied. */
  readonly deletes: boolean;
  readonly empties: readonly string[];
}

/** Names come from the data map, which is code. */
const named = (name: string): Sql => ({ text: `"${name}"`, params: [] });

const splitAt = (at: string): readonly [table: string, column: string] => {
  const dot = at.indexOf('.');
  return [at.slice(0, dot), at.slice(dot + 1)];
};

/** A table has to be left for those that refer to it: the person and the link to the pseudonym go last. */
const LAST = ['subject_map', 'person'];

/** The rules of all tables in the order in which they are carried out. */
export const rowRulesOf = (columns: readonly ColumnEntry[]): readonly RowRule[] => {
  const rules = new Map<string, { deletes: boolean; empties: string[] }>();
  for (const { at, erase } of columns) {
    if (at.startsWith('index:')) continue;
    const [table, column] = splitAt(at);
    const rule = rules.get(table) ?? { deletes: false, empties: [] };
    rules.set(table, rule);
    if (erase === 'delete-row') rule.deletes = true;
    if (erase === 'set-null') rule.empties.push(column);
  }
  return [...rules]
    .filter(([, { deletes, empties }]) => deletes || empties.length > 0)
    .map(([table, rule]) => ({ table, ...rule }))
    .sort((a, b) => LAST.indexOf(a.table) - LAST.indexOf(b.table));
};

const rowsOf = (table: string, scope: Scope): Sql => {
  const rows = ROWS_OF[table];
  if (!rows) throw new Error(`no erasure of ${table}`);
  return rows(scope);
};

const isFilled = (columns: readonly string[]): Sql =>
  columns
    .slice(1)
    .reduce(
      (all, column) => sql`${all} OR ${named(column)} IS NOT NULL`,
      sql`${named(columns[0] ?? '')} IS NOT NULL`,
    );

/** Carries a rule out; answers how many rows it changed. */
export const applyRule = (db: WritableDb, { table, deletes, empties }: RowRule, scope: Scope): number => {
  const own = rowsOf(table, scope);
  if (deletes) return db.run(sql`DELETE FROM ${named(table)} WHERE ${own}`);
  const nothing = empties
    .slice(1)
    .reduce((all, column) => sql`${all}, ${named(column)} = NULL`, sql`${named(empties[0] ?? '')} = NULL`);
  return db.run(sql`UPDATE ${named(table)} SET ${nothing} WHERE ${own} AND (${isFilled(empties)})`);
};

/** How many rows a rule still has to change. */
export const countRule = (db: ReadableDb, { table, deletes, empties }: RowRule, scope: Scope): number => {
  const rest = deletes ? sql`` : sql` AND (${isFilled(empties)})`;
  return (
    db.get<{ n: number }>(
      sql`SELECT count(*) AS n FROM ${named(table)} WHERE (${rowsOf(table, scope)})${rest}`,
    )?.n ?? 0
  );
};

/** How many of a person's values there are in a column. */
export const countColumn = (db: ReadableDb, at: string, scope: Scope): number => {
  const [table, column] = splitAt(at);
  const own = rowsOf(table, scope);
  return (
    db.get<{ n: number }>(sql`SELECT count(${named(column)}) AS n FROM ${named(table)} WHERE ${own}`)?.n ?? 0
  );
};
