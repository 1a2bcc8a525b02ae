import type { SettingsVersion, SignedSettings } from '../../shared/sync/settingsDocument.ts';
import type { Sql } from '../db/database.ts';

/** Who publishes waits for whoever is at it. */
export const lockPublishing = async (sql: Sql): Promise<void> => {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtext('lete_publish'))`);
};

export const findVersion = async (sql: Sql, id: string): Promise<SignedSettings | undefined> => {
  const [row] = await sql.query<SignedSettings>('SELECT text, sig FROM settings_version WHERE id = $1', [id]);
  return row;
};

/** The newest of a series that holds in a store, or, without one, in the whole chain. */
export const newestOf = async (
  sql: Sql,
  series: string,
  shopId: string | null,
): Promise<SignedSettings | undefined> => {
  const [row] = await sql.query<SignedSettings>(
    `SELECT text, sig FROM settings_version WHERE series = $1 AND (shop_id IS NULL OR shop_id = $2)
      ORDER BY ordinal DESC LIMIT 1`,
    [series, shopId],
  );
  return row;
};

/** The highest version of a series in any store; 0 for none. */
export const lastOrdinal = async (sql: Sql, series: string): Promise<number> => {
  const [row] = await sql.query<{ last: number }>(
    'SELECT coalesce(max(ordinal), 0) AS last FROM settings_version WHERE series = $1',
    [series],
  );
  return row?.last ?? 0;
};

export const insertVersion = async (
  sql: Sql,
  { id, series, ordinal, shopId }: SettingsVersion,
  { text, sig }: SignedSettings,
  now: number,
): Promise<void> => {
  await sql.query(
    `INSERT INTO settings_version (id, series, ordinal, shop_id, text, sig, published_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, series, ordinal, shopId, text, sig, now],
  );
};
