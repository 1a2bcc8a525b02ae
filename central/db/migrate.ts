import { type Database, DatabaseError } from './database.ts';
import type { Migration } from './migrations/migration.ts';

const versionOf = (db: Database): Promise<number> =>
  db.transaction({ role: 'owner' }, async (sql) => {
    const [row] = await sql.query<{ version: number | null }>(
      'SELECT max(version) AS version FROM schema_version',
    );
    return row?.version ?? 0;
  });

const apply = (db: Database, { version, script }: Migration): Promise<void> =>
  db.script(`BEGIN;
    SET LOCAL statement_timeout = 0;
    LOCK TABLE schema_version IN ACCESS EXCLUSIVE MODE;
    INSERT INTO schema_version (version) VALUES (${version});
    ${script}
    COMMIT;`);

/**
 * Brings the schema to the newest version, each migration in its own transaction. Two processes that start at once do
 * not hurt each other: the second one's row in `schema_version` is refused.
 * @throws DatabaseError when the database is newer than this program
 */
export const migrate = async (db: Database, migrations: readonly Migration[]): Promise<void> => {
  await db.script('CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY)');
  const current = await versionOf(db);
  if (current > (migrations.at(-1)?.version ?? 0))
    throw new DatabaseError(`the database is newer than this program: ${current}`);
  for (const migration of migrations) {
    if (migration.version <= current) continue;
    try {
      await apply(db, migration);
    } catch (error) {
      await db.script('ROLLBACK');
      if ((await versionOf(db)) < migration.version) throw error;
    }
  }
};
