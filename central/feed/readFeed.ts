import type { FeedAnswer, FeedItem } from '../../shared/sync/endpoints.ts';
import type { Database, Sql } from '../db/database.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { cursorOf, type Place, placeOf, START } from './cursor.ts';
import { currentOf } from './entities.ts';
import { boundsOf, type FeedRow, isOfThisHistory, markOf, oldestAfter, rowsAfter } from './feed.store.ts';

export interface Followed {
  readonly shopId: string;
  readonly scope: string;
  readonly now: number;
}

/** The last row of each entity: what came before it has become that. */
const lastOfEach = (rows: readonly FeedRow[]): readonly FeedRow[] => [
  ...new Map(rows.map((row) => [`${row.entity} ${row.id}`, row])).values(),
];

/** Each entity as it is now, or gone. */
export const itemsOf = async (
  sql: Sql,
  followed: Followed,
  rows: readonly Pick<FeedRow, 'entity' | 'id' | 'version'>[],
): Promise<readonly FeedItem[]> => {
  const items: FeedItem[] = [];
  for (const entity of ['order', 'subject', 'message', 'erasure', 'settings'] as const) {
    const mine = rows.filter((row) => row.entity === entity);
    const current = await currentOf(
      sql,
      followed,
      entity,
      mine.map(({ id }) => id),
    );
    for (const { id, version } of mine) {
      const now = current.get(id);
      if (now === undefined) items.push({ entity, id, version, kind: 'gone', state: null });
      else items.push({ entity, id, version: now.version, kind: 'put', state: now.state });
    }
  }
  return items;
};

/**
 * One page of a scope's feed after a cursor, or from its beginning.
 * @throws SyncFault `cursor_gone`
 */
export const readFeed = (
  db: Database,
  incarnation: string,
  followed: Followed,
  { cursor, limit }: { readonly cursor: string | null; readonly limit: number },
): Promise<FeedAnswer> =>
  db.transaction({ role: 'api', shops: [followed.shopId] }, async (sql) => {
    const after: Place = cursor === null ? START : placeOf(incarnation, cursor, await boundsOf(sql));
    if (!(await isOfThisHistory(sql, followed.shopId, after))) throw new SyncFault('cursor_gone');
    const rows = await rowsAfter(sql, followed, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const end: Place = last === undefined ? after : { xid: last.xid, pos: last.pos, mark: markOf(last) };
    const oldest = await oldestAfter(sql, followed, end);
    return {
      items: [...(await itemsOf(sql, followed, lastOfEach(page)))],
      cursor: cursorOf(incarnation, end),
      more: rows.length > limit,
      lagMs: oldest === null ? 0 : Math.max(0, followed.now - oldest),
    };
  });
