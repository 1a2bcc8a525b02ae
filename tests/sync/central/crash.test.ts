import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../../central/db/postgres.ts';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { feedIds } from '../tools/feedIds.ts';
import { type PostgresServer, startPostgres } from '../tools/postgres.ts';
import { levelQueue, newOrder, placing, type Queue } from '../tools/queue.ts';
import { enrolTerminal } from '../tools/terminal.ts';

const TERMINALS = 8;
const BATCHES = 12;
const BATCH = 5;

describe('PostgreSQL that is cut off while eight terminals send', () => {
  let server: PostgresServer;
  let central: TestCentral;
  beforeAll(async () => {
    server = await startPostgres();
    central = await startCentral(openPostgres(server.url()));
  });
  afterAll(async () => {
    await central.end();
    server.destroy();
  });

  /** Sends until it is answered, whatever happens to the answers. */
  const sendSurely = async (queue: Queue, orders: readonly string[][]): Promise<readonly string[]> => {
    const told: string[] = [];
    for (let done = 0; done < orders.length; ) {
      const ops = queue.ops.slice(done * BATCH, (done + 1) * BATCH);
      const { status, body } = await queue.push(ops);
      if (status !== 200) {
        expect(status).toBe(503);
        await sleep(20);
        continue;
      }
      expect(body.results.map((result) => result.status)).toEqual(ops.map(() => 'applied'));
      told.push(...(orders[done] ?? []));
      done += 1;
    }
    return told;
  };

  it('[I1] [I2] [I3] [I11] keeps what was told, once, in order, and the feed names all of it', async () => {
    const terminals = await Promise.all(
      Array.from({ length: TERMINALS }, () => enrolTerminal(central, '01', 'counter')),
    );
    const queues = await Promise.all(terminals.map(levelQueue));
    const orders = queues.map((queue) =>
      Array.from({ length: BATCHES }, () => {
        const batch = Array.from({ length: BATCH }, () => newOrder('01'));
        queue.seal(...batch.map(placing));
        return batch.map(({ orderId }) => orderId as string);
      }),
    );
    let cuts = 0;
    const all = { sent: false };
    const cutting = (async () => {
      while (!all.sent && cuts < 2) {
        await sleep(150);
        server.crash();
        cuts += 1;
      }
    })();
    const told = (await Promise.all(queues.map((queue, i) => sendSurely(queue, orders[i] ?? [])))).flat();
    all.sent = true;
    await cutting;
    expect(cuts).toBeGreaterThan(0);
    const rows = await central.db.transaction({ role: 'api', shops: ['01'] }, (sql) =>
      sql.query<{ id: string }>('SELECT order_id AS id FROM orders'),
    );
    expect(rows.map(({ id }) => id).toSorted()).toEqual(told.toSorted());
    for (const [i, queue] of queues.entries()) {
      const { seq, hash } = queue.end();
      const known = await central.db.transaction({ role: 'api', shops: ['01'] }, (sql) =>
        sql.query('SELECT last_seq AS seq, last_hash AS hash FROM terminal WHERE terminal_id = $1', [
          terminals[i]?.id,
        ]),
      );
      expect(known).toEqual([{ seq, hash }]);
    }
    const [first] = terminals;
    if (first === undefined) throw new Error('no terminal');
    expect([...(await feedIds(first))].toSorted()).toEqual(told.toSorted());
  });

  it('[I10, F21] says so to terminals and to the operator while it is away, and afterwards when that was', async () => {
    const queue = await levelQueue(await enrolTerminal(central, '01', 'counter'));
    const ops = queue.seal(placing(newOrder('01')));
    const page = async () => {
      const { statusCode, body } = await central.app.inject('/operator');
      return { statusCode, body };
    };
    server.stop('immediate');
    try {
      const { status, body } = await queue.push(ops);
      expect([status, (body as unknown as { code: string }).code]).toEqual([503, 'unavailable']);
      const away = await page();
      expect(away.statusCode).toBe(503);
      expect(away.body).toContain('The database cannot be read');
    } finally {
      server.start();
    }
    expect((await queue.push(ops)).status).toBe(200);
    const back = await page();
    expect(back.statusCode).toBe(200);
    expect(back.body).toMatch(/database last refused \d+ s ago/);
  });
});
