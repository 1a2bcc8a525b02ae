import type { Sql } from '../../../central/db/database.ts';
import { openPostgres } from '../../../central/db/postgres.ts';
import type { PostgresServer } from '../tools/postgres.ts';

/** Central's database on the trial's server. */
export const DATABASE = 'lete_trial';

/** Reads what central has, beside central. */
export const readCentral = async <T>(server: PostgresServer, read: (sql: Sql) => Promise<T>): Promise<T> => {
  const db = openPostgres(server.url(DATABASE), 1);
  try {
    return await db.transaction({ role: 'api', shops: ['01'] }, read);
  } finally {
    await db.close();
  }
};

/** Those of these ops that central has. */
export const atCentral = (server: PostgresServer, opIds: readonly string[]): Promise<readonly string[]> =>
  readCentral(server, async (sql) => {
    const rows = await sql.query<{ opId: string }>(
      'SELECT DISTINCT op_id AS "opId" FROM op WHERE op_id = ANY($1::text[])',
      [opIds],
    );
    return rows.map(({ opId }) => opId);
  });
