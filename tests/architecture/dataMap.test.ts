import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import { COLUMNS, DATA_MAP, FILE_CLASSES, fileClassesOf } from '../../shared/privacy/dataMap.ts';
import { HOLDS } from '../../shared/privacy/holds.ts';
import { BASIS_OF } from '../../shared/privacy/purposes.ts';

const migrated = (): Database.Database => {
  const db = new Database(':memory:');
  migrate(db, migrations);
  return db;
};

interface Schema {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

const named = (value: unknown): string => (value as { name: string }).name;

/** Every place of a database that holds values: columns of tables and views, indices of expressions, triggers that copy. */
const placesOf = (db: Database.Database): readonly string[] => {
  const objects = db.prepare('SELECT type, name, sql FROM sqlite_schema').all() as Schema[];
  const own = objects.filter(({ name }) => !name.startsWith('sqlite_'));
  const columns = own
    .filter(({ type }) => type === 'table' || type === 'view')
    .flatMap(({ name }) =>
      (db.pragma(`table_xinfo(${name})`) as unknown[]).map((column) => `${name}.${named(column)}`),
    );
  const indices = own
    .filter(({ type }) => type === 'index')
    .filter(({ name }) =>
      (db.pragma(`index_xinfo(${name})`) as { cid: number }[]).some(({ cid }) => cid === -2),
    )
    .map(({ name }) => `index:${name}`);
  const triggers = own
    .filter(
      ({ type, sql }) =>
        type === 'trigger' && /\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bREPLACE\s+INTO\b/i.test(sql ?? ''),
    )
    .map(({ name }) => `trigger:${name}`);
  return [...columns, ...indices, ...triggers];
};

const declared = COLUMNS.map(({ at }) => at);

describe('every column is declared', () => {
  it('[D1, PRV-1] both ways: what is in the database is in the map, and the other way round', () => {
    const places = placesOf(migrated());
    expect(places.toSorted()).toEqual(declared.toSorted());
  });

  it.each([
    ['a column', 'ALTER TABLE person ADD COLUMN birthday TEXT', 'person.birthday'],
    ['a table', 'CREATE TABLE guess (who TEXT) STRICT', 'guess.who'],
    ['a view', 'CREATE VIEW tails AS SELECT phone_tail FROM person', 'tails.phone_tail'],
    ['an index of an expression', 'CREATE INDEX shouted ON person (upper(name))', 'index:shouted'],
    [
      'a trigger that copies',
      "CREATE TRIGGER spy AFTER INSERT ON person BEGIN INSERT INTO setting VALUES ('x', NEW.name); END",
      'trigger:spy',
    ],
    ['the shadow of a full-text table', 'CREATE VIRTUAL TABLE words USING fts5(word)', 'words_content.c0'],
  ])('[D1] %s that nobody declared is found', (_what, statement, place) => {
    const db = migrated();
    db.exec(statement);
    expect(placesOf(db).filter((found) => !declared.includes(found))).toContain(place);
  });

  it('[D1] no place is declared twice', () => {
    const all = DATA_MAP.map(({ store, at }) => `${store} ${at}`);
    expect(all.filter((at, i) => all.indexOf(at) !== i)).toEqual([]);
  });
});

describe('each entry says all that is asked of it', () => {
  it('[PRV-1] what is about nobody has no rule, purpose or canary', () => {
    const wrong = DATA_MAP.filter(({ personal }) => personal === 'none').filter(
      ({ subject, purpose, basis, retention, hold, erase, access, canary }) =>
        subject !== 'nobody' ||
        purpose.length > 0 ||
        basis !== 'none' ||
        retention !== null ||
        hold !== null ||
        erase !== 'not-personal' ||
        access !== 'never:not-personal' ||
        canary !== null,
    );
    expect(wrong).toEqual([]);
  });

  it('[P27, PRV-1] personal data has a purpose, the basis of one of its purposes, and a rule that ends it', () => {
    const wrong = DATA_MAP.filter(({ personal }) => personal !== 'none').filter(
      ({ purpose, basis, retention }) =>
        retention === null || !purpose.some((one) => BASIS_OF[one] === basis),
    );
    expect(wrong.map(({ at }) => at)).toEqual([]);
  });

  it('[D6] personal data has a canary that the erasure test looks for', () => {
    const wrong = DATA_MAP.filter(({ personal, canary }) => personal !== 'none' && canary === null);
    expect(wrong.map(({ at }) => at)).toEqual([]);
  });

  it('[P28, PRV-1] what is kept after an erasure cites a law, and its hold ends by the same rule', () => {
    const keeping = DATA_MAP.filter(({ erase }) => erase === 'keep-by-law');
    expect(keeping.filter(({ hold }) => hold === null).map(({ at }) => at)).toEqual([]);
    const ends = DATA_MAP.flatMap(({ at, hold, retention }) =>
      hold !== null && HOLDS[hold].rule !== retention ? [at] : [],
    );
    expect(ends).toEqual([]);
    const needless = DATA_MAP.filter(
      ({ erase, hold }) => hold !== null && erase !== 'keep-by-law' && erase !== 'cut-link',
    );
    expect(needless.map(({ at }) => at)).toEqual([]);
  });

  it('[E7, PRV-1] an erasure touches all that is about a customer, or a law keeps it', () => {
    const untouched = DATA_MAP.filter(
      ({ subject, erase }) => subject === 'customer' && erase === 'not-personal',
    );
    expect(untouched.map(({ at }) => at)).toEqual([]);
  });

  it("[PRV-1] a customer's contact, address and photos never outlive an erasure", () => {
    const kinds = ['contact', 'content', 'address'];
    const kept = DATA_MAP.filter(
      ({ personal, subject }) => kinds.includes(personal) && subject === 'customer',
    )
      .filter(({ erase }) => erase === 'keep-by-law' || erase === 'not-personal' || erase === 'cut-link')
      .map(({ at }) => at);
    expect(kept).toEqual([]);
  });
});

const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const PATHS: readonly (readonly [path: string, at: string])[] = [
  ['lete.db', 'database'],
  ['lete.db-wal', 'database'],
  ['lete.db.restore', 'database-restoring'],
  ['restore.json', 'restore-plan'],
  ['restore.json.part', 'restore-plan'],
  ['lete.db.damaged-1795000000000-wal', 'database-damaged'],
  ['backups/lete-1795000000000.db', 'backup'],
  [`files/${ULID}/${ULID}.part`, 'original'],
  ['keys/files.keys', 'order-keys'],
  ['keys/database.key.json', 'database-key'],
  ['keys/audit.anchor', 'audit-anchor'],
  ['keys/audit.countersigned', 'audit-countersigned'],
  ['keys/signing.key', 'signing-key'],
  ['keys/erasure.ledger', 'erasure-ledger'],
  [`uploads/${ULID}.${'0'.repeat(64)}.data`, 'upload-spool'],
  [`keys/search-set.${ULID}`, 'search-set'],
  [`exports/dzesanas-apliecinajums-${ULID}.pdf`, 'certificate'],
  ['terminal.json', 'terminal-kind'],
  ['lete.lock', 'lock'],
  ['.probe-1', 'probe'],
  ['production/2026-11-22/10x15_gloss/00001234/1x_0002.jpg', 'print-file'],
  [`tickets/test.${ULID}.png`, 'ticket-file'],
  ['exports/dienas-parskats-2026-11-22.csv', 'day-end-sheet'],
  ['exports/statistika-2026-11-01-2026-11-22.pdf', 'statistics-sheet'],
  [`exports/nodosana-${ULID}.zip`, 'disclosure-archive'],
  ['exports/P-2026-0007-receipt.pdf', 'letter'],
  [`exports/lete-access-${ULID}.zip`, 'access-package'],
  ['scratch/a.tmp', 'scratch'],
  ['logs/lete-2026-11-22.log', 'log-file'],
  ['profile/Local State', 'profile'],
];

describe('every class of files', () => {
  it.each(PATHS)('[D2] %s is a %s', (path, at) =>
    expect(fileClassesOf(path).map((entry) => entry.at)).toEqual([at]),
  );

  it('[D2] has an example here, or lies in no file', () => {
    const placed = FILE_CLASSES.filter(({ path }) => path !== null).map(({ at }) => at);
    expect(new Set(PATHS.map(([, at]) => at))).toEqual(new Set(placed));
    expect(FILE_CLASSES.filter(({ path }) => path === null).map(({ at }) => at)).toEqual([
      'thumbnail',
      'crash-dump',
      'folders',
    ]);
  });

  it.each([['lete.db.bak'], ['files/Anna.jpg'], ['exports/anna.csv'], ['logs/core.txt'], ['notes.txt']])(
    '[D2] %s is none',
    (path) => expect(fileClassesOf(path)).toEqual([]),
  );

  it('[D2] has a name of its own', () => {
    const names = FILE_CLASSES.map(({ at }) => at);
    expect(new Set(names).size).toBe(names.length);
  });
});
