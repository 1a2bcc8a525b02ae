import type { Raw } from './driver.ts';
import { OpenError } from './failure.ts';
import type { Migration } from './migrations/types.ts';

export const schemaVersion = (db: Raw): number => Number(db.pragma('user_version', { simple: true }));

const assertRising = (migrations: readonly Migration[]): void => {
  migrations.forEach((migration, i) => {
    const before = migrations[i - 1];
    if (before && before.version >= migration.version)
      throw new Error(`migration ${migration.version} is out of order`);
  });
};

/**
 * Brings the schema to the newest version in one transaction; a failure leaves the file as it was.
 * @throws OpenError `from-future`, `migration-failed`
 */
export const migrate = (db: Raw, migrations: readonly Migration[]): void => {
  assertRising(migrations);
  const current = schemaVersion(db);
  const newest = migrations.at(-1)?.version ?? 0;
  if (current > newest) throw new OpenError('from-future');
  const pending = migrations.filter((migration) => migration.version > current);
  if (pending.length === 0) return;
  // With foreign keys on, rebuilding a table would delete the rows that refer to it, and the pragma
  // has no effect inside a transaction.
  db.pragma('foreign_keys=OFF');
  try {
    db.exec('BEGIN IMMEDIATE');
    for (const migration of pending) {
      migration.up(
        (statement) => void db.prepare(statement.text).run(...statement.params),
        (script) => void db.exec(script),
      );
    }
    const broken = db.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw new Error('foreign keys broken by migration');
    db.pragma(`user_version=${newest}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw new OpenError('migration-failed', { cause: error });
  } finally {
    db.pragma('foreign_keys=ON');
  }
};
