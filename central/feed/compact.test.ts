import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FeedAnswer, SnapshotAnswer } from '../../shared/sync/endpoints.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { erasing, levelQueue, newOrder, noting, placing } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';
import { emptyOldBodies } from '../app/upkeep.ts';
import type { Database } from '../db/database.ts';
import { compactFeed } from './compact.ts';

const DAY_MS = 86_400_000;

describe.each(DATABASES)('upkeep of feed and ops on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
  });
  afterAll(() => central.end());

  it('[I5] [I11] drops what was overtaken; who follows from anywhere still gets everything', async () => {
    const terminal = await enrolTerminal(central, '01', 'counter');
    const queue = await levelQueue(terminal);
    const follow = async (cursor: string) =>
      FeedAnswer.parse((await terminal.call('GET', `/v1/feed?scope=store:01${cursor}`)).body);
    const [first, second] = [newOrder('01'), newOrder('01')];
    await queue.send(placing(first));
    const { cursor } = await follow('');
    await queue.send(placing(second), noting(first.orderId, 'a', 1));
    await queue.send(noting(first.orderId, 'b', 2));
    expect(await compactFeed(central.db, central.clock.now)).toBe(2);
    expect(await compactFeed(central.db, central.clock.now)).toBe(0);
    for (const from of ['', `&cursor=${cursor}`]) {
      const { items } = await follow(from);
      expect(items.map(({ id }) => id).toSorted()).toEqual([first.orderId, second.orderId].toSorted());
      expect(items.find(({ id }) => id === first.orderId)).toMatchObject({
        version: 3,
        state: { note: 'b' },
      });
    }
  });

  it('forgets after 210 days that something is gone, and then asks for a snapshot', async () => {
    const terminal = await enrolTerminal(central, '02', 'counter');
    const queue = await levelQueue(terminal);
    const order = newOrder('02');
    await queue.send(placing(order));
    const before = await terminal.call('GET', '/v1/feed?scope=store:02');
    const { cursor } = FeedAnswer.parse(before.body);
    await queue.send(erasing([order.orderId], []));
    await queue.level();
    await compactFeed(central.db, central.clock.now + 209 * DAY_MS);
    expect(await terminal.call('GET', `/v1/feed?scope=store:02&cursor=${cursor}`)).toMatchObject({
      status: 200,
    });
    await compactFeed(central.db, central.clock.now + 211 * DAY_MS);
    expect(await terminal.call('GET', `/v1/feed?scope=store:02&cursor=${cursor}`)).toMatchObject({
      status: 410,
      body: { code: 'cursor_gone' },
    });
    const snapshot = await terminal.call('GET', '/v1/snapshot?scope=store:02');
    const next = SnapshotAnswer.parse(snapshot.body).cursor;
    expect(await terminal.call('GET', `/v1/feed?scope=store:02&cursor=${next}`)).toMatchObject({
      status: 200,
    });
  });

  it('empties bodies after 21 days and keeps the chain', async () => {
    const terminal = await enrolTerminal(central, '03', 'counter');
    const queue = await levelQueue(terminal);
    const sealed = queue.seal(placing(newOrder('03')));
    const first = await queue.push(sealed);
    const bodies = async () => {
      const rows = await central.db.transaction({ role: 'api', shops: ['03'] }, (sql) =>
        sql.query<{ body: string | null }>('SELECT body FROM op'),
      );
      return rows.filter(({ body }) => body !== null).length;
    };
    await emptyOldBodies(central.db, central.clock.now + 20 * DAY_MS);
    expect(await bodies()).toBe(1);
    await emptyOldBodies(central.db, central.clock.now + 22 * DAY_MS);
    expect(await bodies()).toBe(0);
    expect((await queue.push(sealed)).body).toEqual(first.body);
  });

  it('finds old bodies without reading all ops ever, and empties those of a long while too', async () => {
    const terminal = await enrolTerminal(central, '04', 'counter');
    const queue = await levelQueue(terminal);
    for (let hour = 0; hour < 3; hour += 1) {
      await queue.send(placing(newOrder('04')));
      central.clock.now += 2 * 3_600_000;
      await terminal.renew();
    }
    const plans: string[] = [];
    const explained: Database = {
      ...central.db,
      transaction: (access, work) =>
        central.db.transaction(access, async (sql) => {
          await sql.query('SET LOCAL enable_seqscan = off');
          return work({
            query: async (text, params) => {
              const rows = await sql.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, params);
              plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
              return sql.query(text, params);
            },
          });
        }),
    };
    expect(await emptyOldBodies(explained, central.clock.now + 22 * DAY_MS)).toBe(3);
    for (const plan of plans) {
      expect(plan).toContain('received_at_idx');
      expect(plan).not.toContain('Seq Scan');
    }
  });
});
