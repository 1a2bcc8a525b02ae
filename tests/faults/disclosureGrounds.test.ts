import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';

const DOCUMENT = {
  doc_type: 'request',
  doc_number: '14-2/2026',
  doc_date: '2026-11-20',
  doc_basis: 'criminal-procedure',
  doc_verified: 'called-back',
};
const FIRST = { approved_by_1: 'first' };
const BOTH = { ...FIRST, approved_by_2: 'second' };
const SUSPICION = { ground: 'crime_or_rights', proportionality: 'fraud' };

type Row = Readonly<Record<string, string | number | null>>;

const LACKING: readonly (readonly [missing: string, row: Row])[] = [
  ['an authority, no manager', DOCUMENT],
  ...Object.keys(DOCUMENT).map(
    (name) => [`an authority, no ${name}`, { ...DOCUMENT, ...FIRST, [name]: null }] as const,
  ),
  ['suspicion, no reason', { ...SUSPICION, ...BOTH, proportionality: null }],
  ['suspicion, one manager', { ...SUSPICION, ...FIRST }],
  ['suspicion, the same manager twice', { ...SUSPICION, ...FIRST, approved_by_2: 'first' }],
];

let db: Database.Database;
beforeEach(() => {
  db = new Database(':memory:');
  migrate(db, migrations);
  // Whose staff rows these are is another table's matter.
  db.pragma('foreign_keys = OFF');
});
afterEach(() => db.close());

const insert = (more: Row): void => {
  const row: Row = {
    disclosure_id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    at: 1,
    state: 'approved',
    ground: 'authority',
    recipient_id: 'court',
    fields: '[]',
    subject_count: 0,
    file_count: 0,
    logged_by: 'first',
    ...more,
  };
  const names = Object.keys(row);
  const values = Object.values(row);
  db.prepare(`INSERT INTO disclosure (${names.join()}) VALUES (${values.map(() => '?').join()})`).run(values);
};
/** First on record without approval, then approved with all its people at once. */
const approve = (row: Row): void => {
  insert({ ...row, state: 'proposed', approved_by_1: null, approved_by_2: null });
  db.prepare("UPDATE disclosure SET state = 'approved', approved_by_1 = ?, approved_by_2 = ?").run(
    row.approved_by_1 ?? null,
    row.approved_by_2 ?? null,
  );
};

describe.each([
  ['is never written as approved', insert],
  ['never becomes approved', approve],
] as const)('a disclosure without its ground %s', (_what, act) => {
  it.each(LACKING)('[A4, P24, P25] %s', (_missing, row) =>
    expect(() => act(row)).toThrow('needs its ground'),
  );

  it.each([
    ['an authority with its document', { ...DOCUMENT, ...FIRST }],
    ['suspicion with reason and two managers', { ...SUSPICION, ...BOTH }],
  ])('but with it: %s', (_whole, row) => expect(() => act(row)).not.toThrow());
});
