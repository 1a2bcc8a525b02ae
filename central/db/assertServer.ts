import { type Database, DatabaseError } from './database.ts';

/** What must hold on a real server (sync specification 2.2), and which values do. */
const WANTED: Readonly<Record<string, (value: string) => boolean>> = {
  server_version_num: (value) => Number(value) >= 150_000,
  fsync: (value) => value === 'on',
  full_page_writes: (value) => value === 'on',
  synchronous_commit: (value) => ['on', 'remote_apply'].includes(value),
  data_checksums: (value) => value === 'on',
  idle_in_transaction_session_timeout: (value) => value === '15s',
  statement_timeout: (value) => value === '10s',
  lock_timeout: (value) => value === '3s',
};

/** Refuses a server on which an acknowledged op could be lost, or a transaction could hang. @throws DatabaseError */
export const assertServer = async (db: Database): Promise<void> => {
  const names = Object.keys(WANTED);
  const [row = {}] = await db.transaction({ role: 'owner' }, (sql) =>
    sql.query<Record<string, string>>(
      `SELECT ${names.map((name) => `current_setting('${name}') AS ${name}`).join(', ')}`,
    ),
  );
  const wrong = Object.entries(WANTED).filter(([name, holds]) => !holds(row[name] ?? ''));
  if (wrong.length === 0) return;
  const list = wrong.map(([name]) => `${name} is ${row[name] ?? 'unknown'}`).join(', ');
  throw new DatabaseError(`PostgreSQL cannot be used as it is set up: ${list}`);
};
