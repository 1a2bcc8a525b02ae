import type { ReadableDb, WritableDb } from '../../../../../db/handles.ts';
import { sql } from '../../../../../db/sql.ts';

/** Puts an entity at the end of the hub's feed; nothing where this terminal is no hub. */
export const mention = (db: WritableDb, entity: string, entityId: string): void => {
  db.run(sql`DELETE FROM hub_feed WHERE entity = ${entity} AND entity_id = ${entityId}`);
  db.run(sql`INSERT INTO hub_feed (entity, entity_id) SELECT ${entity}, ${entityId} FROM hub_life`);
};

export interface FeedRow {
  readonly place: number;
  readonly entity: 'order' | 'settings';
  readonly entityId: string;
}

/** What changed behind a place and is passed on; of orders for a kiosk those that it brought here itself. */
export const rowsAfter = (
  db: ReadableDb,
  { place, kiosk, limit }: { readonly place: number; readonly kiosk: string | null; readonly limit: number },
): readonly FeedRow[] =>
  db.all<FeedRow>(sql`SELECT place, entity, entity_id AS entityId FROM hub_feed f WHERE place > ${place}
      AND (entity = 'settings' OR (entity = 'order'
        AND (${kiosk} IS NULL OR EXISTS (SELECT 1 FROM hub_op o WHERE o.entity = 'order' AND o.entity_id = f.entity_id
          AND o.terminal_id = ${kiosk} AND o.type = 'order.placed'))))
    ORDER BY place LIMIT ${limit}`);

/** The end of the feed. */
export const lastPlace = (db: ReadableDb): number =>
  db.get<{ place: number | null }>(sql`SELECT max(place) AS place FROM hub_feed`)?.place ?? 0;
