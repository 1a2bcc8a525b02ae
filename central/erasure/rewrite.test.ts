import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START, startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { freshPostgres } from '../../tests/sync/tools/databases.ts';
import { erasing, levelQueue, newOrder, person, placing } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';
import { openPostgres } from '../db/postgres.ts';
import { rewriteErased } from './rewrite.ts';

describe('the parts in which erased rows lay', () => {
  let db: Awaited<ReturnType<typeof freshPostgres>>;
  let central: TestCentral;
  beforeAll(async () => {
    db = await freshPostgres();
    central = await startCentral(db);
  });
  afterAll(() => central.end());

  const asOwner = <T>(text: string, ...params: readonly unknown[]): Promise<readonly T[]> =>
    db.transaction({ role: 'owner' }, (sql) => sql.query<T>(text, params));

  /** An erasure of one order at a store, and the part of `orders` in which that lay. */
  const erased = async (shop: string) => {
    const queue = await levelQueue(await enrolTerminal(central, shop, 'counter'));
    const order = newOrder(shop, person());
    await queue.send(placing(order));
    const [row] = await asOwner<{ part: string }>(
      'SELECT tableoid::regclass::text AS part FROM orders WHERE order_id = $1',
      order.orderId,
    );
    const erase = erasing([order.orderId], []);
    await queue.send(erase);
    return { cmdId: erase.entityId, part: row?.part ?? '' };
  };
  /** Another one once the part was written anew. */
  const fileOf = async (part: string): Promise<number> =>
    (await asOwner<{ file: number }>('SELECT pg_relation_filenode($1::text::regclass) AS file', part))[0]
      ?.file ?? 0;
  const rewritten = async (): Promise<readonly string[]> =>
    (await asOwner<{ id: string }>('SELECT cmd_id AS id FROM erasure WHERE rewritten_at IS NOT NULL')).map(
      ({ id }) => id,
    );

  it('[I7] are written anew each by itself: one that cannot be keeps the next from nothing, and its erasure waits', async () => {
    const both = [await erased('01'), await erased('02')];
    // They are taken in the order of their names: the first is the one that fails.
    const [first, second] = both.toSorted((a, b) => (a.part < b.part ? -1 : 1));
    if (first === undefined || second === undefined) throw new Error('no parts');
    expect(first.part).not.toBe(second.part);
    const before = await fileOf(second.part);
    await db.transaction({ role: 'owner' }, async (sql) => {
      await sql.query(`LOCK TABLE ${first.part} IN ACCESS SHARE MODE`);
      await expect(rewriteErased(db, START)).rejects.toMatchObject({ code: '55P03' });
    });
    expect(await fileOf(second.part)).not.toBe(before);
    expect(await rewritten()).toEqual([second.cmdId]);
    expect(await rewriteErased(db, START)).toBe(1);
    expect(await rewritten()).toHaveLength(2);
  });

  it('[I7] may take longer than a statement of a call', async () => {
    const hurried = openPostgres(`${db.url}?statement_timeout=200`, 1);
    const slow = 'SELECT pg_sleep(0.6)';
    await expect(hurried.transaction({ role: 'owner' }, (sql) => sql.query(slow))).rejects.toMatchObject({
      code: '57014',
    });
    await hurried.maintain(slow);
    await hurried.close();
  });
});
