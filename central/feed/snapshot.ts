import type { SnapshotAnswer } from '../../shared/sync/endpoints.ts';
import type { Database, Sql } from '../db/database.ts';
import { cursorOf } from './cursor.ts';
import { placeNow } from './feed.store.ts';
import { type Followed, itemsOf } from './readFeed.ts';

const PAGE = 200;

interface Key {
  readonly entity: string;
  readonly id: string;
  readonly version: number;
}

/** What a scope holds, by key: entity, then id. */
const keysAfter = (sql: Sql, { shopId, scope }: Followed, after: string): Promise<readonly Key[]> => {
  if (scope.startsWith('settings:'))
    return sql.query<Key>(
      `SELECT 'settings' AS entity, id, 1 AS version FROM settings_version
        WHERE (shop_id IS NULL OR shop_id = $1) AND 'settings ' || id > $2 ORDER BY 'settings ' || id LIMIT ${PAGE + 1}`,
      [shopId, after],
    );
  const kiosk = scope.startsWith('kiosk:') ? scope.slice('kiosk:'.length) : null;
  const orders = `SELECT 'order' AS entity, order_id AS id, version FROM orders WHERE shop_id = $1
    AND ($3::text IS NULL OR kiosk = $3) AND $4`;
  const subjects = `SELECT 'subject', subject_ref, version FROM subject WHERE shop_id = $1 AND $3::text IS NULL`;
  const messages = `SELECT 'message', message_id, version FROM message WHERE shop_id = $1
    AND template NOT LIKE 'transfer.%' AND ($3::text IS NULL OR kiosk = $3) AND $4`;
  const erasures = `SELECT 'erasure', cmd_id, version FROM erasure WHERE $1 = ANY (shops)
    AND $3::text IS NULL AND $4`;
  return sql.query<Key>(
    `SELECT entity, id, version FROM (${orders} UNION ALL ${subjects} UNION ALL ${messages}
       UNION ALL ${erasures}) AS held
      WHERE entity || ' ' || id > $2 ORDER BY entity || ' ' || id LIMIT ${PAGE + 1}`,
    [shopId, after, kiosk, !scope.startsWith('rights:')],
  );
};

/**
 * One page of all that a scope holds. The feed is followed from the cursor of the first page: whatever changes while
 * the pages are read comes again there (sync specification 5.1).
 */
export const readSnapshot = (
  db: Database,
  incarnation: string,
  followed: Followed,
  after: string | null,
): Promise<SnapshotAnswer> =>
  db.transaction({ role: 'api', shops: [followed.shopId] }, async (sql) => {
    const place = await placeNow(sql);
    const keys = await keysAfter(sql, followed, after ?? '');
    const page = keys.slice(0, PAGE);
    const last = page.at(-1);
    return {
      items: [...(await itemsOf(sql, followed, page))],
      after: keys.length > PAGE && last !== undefined ? `${last.entity} ${last.id}` : null,
      cursor: cursorOf(incarnation, place),
    };
  });
