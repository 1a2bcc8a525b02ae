import { COLUMNS } from '../../../../shared/privacy/dataMap.ts';
import type { Access } from '../../../../shared/privacy/entry.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';
import { ROWS_OF, type Scope } from '../erasure/index.ts';

export type Section = Exclude<Access, `never:${string}`>;

/** One table as far as a person may see it: the columns of one section of the package. */
export interface SectionTable {
  readonly section: Section;
  readonly table: string;
  readonly columns: readonly string[];
}

const isShown = (access: Access): access is Section => !access.startsWith('never:');

/** What the package shows, table by table, from the data map alone (privacy specification 3, R1). */
export const SECTION_TABLES: readonly SectionTable[] = (() => {
  const tables = new Map<string, { section: Section; table: string; columns: string[] }>();
  for (const { at, access } of COLUMNS) {
    const [table, column] = at.split('.');
    if (table === undefined || column === undefined || !isShown(access) || !ROWS_OF[table]) continue;
    const key = `${access} ${table}`;
    const known = tables.get(key) ?? { section: access, table, columns: [] };
    known.columns.push(column);
    tables.set(key, known);
  }
  return [...tables.values()];
})();

/** A value as the package holds it. Blobs are digests and never shown. */
export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** Sections, in them tables, in them rows. */
export type Sections = Readonly<Partial<Record<Section, Readonly<Record<string, readonly Row[]>>>>>;

const named = (name: string): Sql => ({ text: `"${name}"`, params: [] });

const rowsOf = (db: ReadableDb, { table, columns }: SectionTable, scope: Scope): readonly Row[] => {
  const own = ROWS_OF[table];
  if (!own) return [];
  const wanted = columns
    .slice(1)
    .reduce((all, column) => sql`${all}, ${named(column)}`, named(columns[0] ?? ''));
  return db.all<Row>(sql`SELECT ${wanted} FROM ${named(table)} WHERE ${own(scope)}`);
};

/** All rows of these people that they may see. */
export const readSections = (db: ReadableDb, scope: Scope): Sections => {
  const sections: Partial<Record<Section, Record<string, readonly Row[]>>> = {};
  for (const part of SECTION_TABLES)
    sections[part.section] = { ...sections[part.section], [part.table]: rowsOf(db, part, scope) };
  return sections;
};

/** What the person gave under contract or consent (GDPR 20(1)): who they are, what they ordered, what they agreed to. */
const PORTABLE: readonly Section[] = ['profile', 'orders', 'consents', 'files'];

export const portableOf = (sections: Sections): Sections =>
  Object.fromEntries(Object.entries(sections).filter(([section]) => PORTABLE.includes(section as Section)));

/** JSON Schema of `data.json` (draft 2020-12), made from the same map: a column more or less does not validate. */
export const dataSchema = (): object => {
  const value = { type: ['string', 'number', 'null'] };
  const object = (properties: Readonly<Record<string, object>>) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  const sections: Record<string, Record<string, object>> = {};
  for (const { section, table, columns } of SECTION_TABLES) {
    const row = object(Object.fromEntries(columns.map((column) => [column, value])));
    sections[section] = { ...sections[section], [table]: { type: 'array', items: row } };
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'lete-access/1',
    ...object({
      schema: { const: 'lete-access/1' },
      requestId: { type: 'string' },
      madeAt: { type: 'integer' },
      sections: object(
        Object.fromEntries(Object.entries(sections).map(([name, tables]) => [name, object(tables)])),
      ),
    }),
  };
};
