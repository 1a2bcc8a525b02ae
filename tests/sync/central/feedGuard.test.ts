import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Sql } from '../../../central/db/database.ts';
import type { Place } from '../../../central/feed/cursor.ts';
import { rowsAfter } from '../../../central/feed/feed.store.ts';
import { freshPostgres } from '../tools/databases.ts';

const WRITERS = 8;
const SECONDS = 4;
const SHOP = '01';
const FEED = { shopId: SHOP, scope: 'store:01' };

const insert = (sql: Sql, id: string) =>
  sql.query<{ pos: number }>(
    `INSERT INTO feed (shop_id, scope, entity, entity_id, version, at) VALUES ($1, $2, 'order', $3, 1, 1)
     RETURNING pos`,
    [SHOP, FEED.scope, id],
  );

/** The reader that the guard replaces: it takes what it sees and never looks back. */
const naive = (sql: Sql, _: typeof FEED, { pos }: Place): Promise<readonly Place[]> =>
  sql.query<Place>(
    'SELECT xid::text AS xid, pos FROM feed WHERE shop_id = $1 AND scope = $2 AND pos > $3 ORDER BY pos LIMIT 500',
    [SHOP, FEED.scope, pos],
  );

class Undone extends Error {}

describe('[I11] the feed under eight writers', () => {
  let db: Database;
  const api = { role: 'api', shops: [SHOP] } as const;
  beforeAll(async () => {
    db = await freshPostgres();
  });
  afterAll(() => db.close());

  const write = async (writer: number, until: number): Promise<readonly number[]> => {
    const written: number[] = [];
    for (let n = 0; performance.now() < until; n += 1) {
      const work = db.transaction(api, async (sql) => {
        const first = await insert(sql, `${writer}-${n}`);
        if (n % 2 === 0) await sleep((n * 7 + writer) % 9);
        const second = await insert(sql, `${writer}-${n}b`);
        if (n % 10 === 9) throw new Undone();
        return [...first, ...second].map(({ pos }) => pos);
      });
      written.push(
        ...(await work.catch((error: unknown) => (error instanceof Undone ? [] : Promise.reject(error)))),
      );
    }
    return written;
  };

  const follow = async (
    read: (sql: Sql, feed: typeof FEED, after: Place, limit: number) => Promise<readonly Place[]>,
    isDone: () => boolean,
  ): Promise<ReadonlySet<number>> => {
    const seen = new Set<number>();
    let after: Place = { xid: '0', pos: 0 };
    for (let wasDone = false; ; ) {
      const last = isDone();
      const page = await db.transaction(api, (sql) => read(sql, FEED, after, 500));
      for (const { pos } of page) seen.add(pos);
      after = page.at(-1) ?? after;
      if (page.length === 0 && wasDone) return seen;
      wasDone = last;
      await sleep(1);
    }
  };

  it('is complete with the guard; without it, rows are lost', async () => {
    const until = performance.now() + SECONDS * 1000;
    let done = false;
    const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer, until)));
    const [guarded, unguarded] = [follow(rowsAfter, () => done), follow(naive, () => done)];
    const written = (await writing).flat();
    done = true;
    expect(written.length).toBeGreaterThan(200);
    const seen = await guarded;
    expect(written.filter((pos) => !seen.has(pos))).toEqual([]);
    const seenNaively = await unguarded;
    // The harness itself must be able to see a loss: this is the mistake it is there to catch.
    expect(written.filter((pos) => !seenNaively.has(pos)).length).toBeGreaterThan(0);
  });
});
