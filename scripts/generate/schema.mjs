/** Writes docs/database-schema.md from a freshly migrated database. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { migrate } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';

const root = resolve(import.meta.dirname, '../..');

function columns(db, table) {
  const references = new Map(
    db.pragma(`foreign_key_list(${table})`).map((key) => [key.from, `${key.table}.${key.to}`]),
  );
  return db.pragma(`table_xinfo(${table})`).map((column) => {
    const notes = [
      column.pk > 0 ? 'primary key' : null,
      column.notnull === 1 ? 'not null' : null,
      column.dflt_value === null ? null : `default ${column.dflt_value}`,
      references.has(column.name) ? `refers to ${references.get(column.name)}` : null,
    ];
    return `| \`${column.name}\` | ${column.type} | ${notes.filter((note) => note !== null).join(', ')} |`;
  });
}

export function render() {
  const db = new Database(':memory:');
  migrate(db, migrations);
  const version = db.pragma('user_version', { simple: true });
  const objects = db
    .prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
    .all();
  const lines = [
    '# The database',
    '',
    'Written by `node scripts/generate/schema.mjs` from a freshly migrated database.',
    `Schema version ${Number(version)}. Money is integer euro cents, time is integer UTC milliseconds.`,
  ];
  const shadow = new Set(objects.filter(({ sql }) => /^CREATE VIRTUAL/i.test(sql)).map(({ name }) => name));
  const isShadow = (name) => [...shadow].some((table) => name.startsWith(`${table}_`));
  for (const { name, sql } of objects.filter((object) => object.type === 'table' && !isShadow(object.name))) {
    lines.push('', `## ${name}`, '', '| Column | Type | Notes |', '|---|---|---|', ...columns(db, name));
    const rest = objects.filter((object) => object.tbl_name === name && object.type !== 'table');
    const definitions = [sql, ...rest.map((object) => object.sql)].map((text) => `${text};`);
    lines.push('', '```sql', ...definitions, '```');
  }
  db.close();
  return `${lines.join('\n')}\n`;
}

if (import.meta.main) writeFileSync(join(root, 'docs/database-schema.md'), render());
