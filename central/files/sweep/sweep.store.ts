import type { Database } from '../../db/database.ts';
import { STORED_COLUMNS, type StoredFile } from '../fileRows.ts';

const LOOKED_AT = 'coalesce(looked_at, verified_at)';

/** How many files are `verified`, in all stores. */
export const countStored = (db: Database): Promise<number> =>
  db.transaction({ role: 'report' }, async (sql) => {
    const [row] = await sql.query<{ count: number }>(
      `SELECT count(*) AS count FROM file WHERE state = 'verified'`,
    );
    return row?.count ?? 0;
  });

/** The file whose last look is the oldest, in all stores. */
export const findOldestLook = (db: Database): Promise<StoredFile | undefined> =>
  db.transaction({ role: 'report' }, async (sql) => {
    const text = `SELECT ${STORED_COLUMNS} FROM file WHERE state = 'verified' ORDER BY ${LOOKED_AT} LIMIT 1`;
    return (await sql.query<StoredFile>(text))[0];
  });

/** The other files that were stored or found whole last, the newest first. */
export const findNewestLooks = (
  db: Database,
  { orderId, cipherSha256 }: StoredFile,
  count: number,
): Promise<readonly StoredFile[]> =>
  db.transaction({ role: 'report' }, (sql) =>
    sql.query<StoredFile>(
      `SELECT ${STORED_COLUMNS} FROM file
        WHERE state = 'verified' AND (order_id, cipher_sha256) <> ($1, $2) ORDER BY ${LOOKED_AT} DESC LIMIT $3`,
      [orderId, cipherSha256, count],
    ),
  );

const setLook = async (db: Database, file: StoredFile, to: string, param: number): Promise<void> => {
  const { shopId, orderId, cipherSha256, verifiedAt } = file;
  const text = `UPDATE file SET looked_at = ${to} WHERE order_id = $2 AND cipher_sha256 = $3 AND verified_at = $4`;
  await db.transaction({ role: 'api', shops: [shopId] }, (sql) =>
    sql.query(text, [param, orderId, cipherSha256, verifiedAt]),
  );
};

/** The file was found whole. */
export const noteLook = (db: Database, file: StoredFile, at: number): Promise<void> =>
  setLook(db, file, '$1::bigint', at);

/** The file could not be read: what was looked at up to `ms` after it comes first. */
export const putOff = (db: Database, file: StoredFile, ms: number): Promise<void> =>
  setLook(db, file, `${LOOKED_AT} + $1::bigint`, ms);
