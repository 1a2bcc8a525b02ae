import type { Central } from '../app/central.ts';
import type { Sql } from '../db/database.ts';
import { jsonOf } from '../db/jsonOf.ts';
import type { OrderPlace } from '../files/fileRows.ts';
import { RETENTION_DEFAULTS } from '../../shared/domain/retention.ts';
import { notRestricted } from './notRestricted.ts';

const DAY_MS = 86_400_000;
/** So many orders in one round; the next follows within the hour. */
const AT_ONCE = 1000;

/**
 * Orders whose photos have served: picked up or cancelled 30 days ago, or placed 90 days ago and never ended (sync
 * specification 6.5). Those of a person who had their data restricted stay until that is lifted (GDPR 18(2)).
 */
const ordersWithOldPhotos = (sql: Sql, now: number): Promise<readonly OrderPlace[]> => {
  const { photosAfterPickUp, photosUncollected } = RETENTION_DEFAULTS;
  return sql.query<OrderPlace>(
    `SELECT o.shop_id AS "shopId", o.order_id AS "orderId" FROM orders o
      CROSS JOIN LATERAL (SELECT ${jsonOf('o.document')} AS said) d
      WHERE EXISTS (SELECT FROM file f WHERE f.shop_id = o.shop_id AND f.order_id = o.order_id)
        AND ((said->>'closedAt')::bigint < $1 OR said->>'closedAt' IS NULL AND (said->>'placedAt')::bigint < $2)
        AND ${notRestricted('o')}
      LIMIT ${AT_ONCE}`,
    [now - photosAfterPickUp * DAY_MS, now - photosUncollected * DAY_MS],
  );
};

/** Destroys their keys, files and what is on its way, as after an erasure; what fails is tried again by its upkeep. */
export const dropOldPhotos = async ({ db, now, afterErasure }: Central): Promise<void> => {
  const orders = await db.transaction({ role: 'erase' }, (sql) => ordersWithOldPhotos(sql, now()));
  if (orders.length > 0) await afterErasure.run(orders);
};
