import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import {
  acknowledging,
  erasing,
  levelQueue,
  newOrder,
  person,
  placing,
  restricting,
} from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';

describe.each(DATABASES)('row policies on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
    const queue = await levelQueue(await enrolTerminal(central, '01', 'counter'));
    const [order, gone] = [newOrder('01', person()), newOrder('01', person())];
    const erase = erasing([gone.orderId], []);
    await queue.send(placing(order), placing(gone), restricting(order.person?.subjectRef ?? '', 1), erase);
    await queue.level();
    await queue.send(acknowledging(erase.entityId, 1));
  });
  afterAll(() => central.end());

  /** Every table that has rows of a store: partitions are reached through their table alone. */
  const tables = async () => {
    const rows = await central.db.transaction({ role: 'owner' }, (sql) =>
      sql.query<{ name: string; isForced: boolean }>(
        `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS "isForced" FROM pg_class c
          WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
            AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('shop_id', 'shops')
              AND has_column_privilege('lete_api', c.oid, a.attnum, 'SELECT'))
          ORDER BY c.relname`,
      ),
    );
    return rows;
  };
  const count = async (table: string, shops: readonly string[]): Promise<number> => {
    const rows = await central.db.transaction({ role: 'api', shops }, (sql) =>
      sql.query(`SELECT 1 AS one FROM ${table}`),
    );
    return rows.length;
  };

  it('[I14] show one store nothing of another, and nobody anything without a store', async () => {
    const names = (await tables()).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['erasure', 'feed', 'op', 'orders', 'subject', 'terminal']));
    for (const table of names) {
      expect([table, await count(table, ['02'])]).toEqual([table, 0]);
      expect([table, await count(table, [])]).toEqual([table, 0]);
    }
    const filled = [
      'enrolment_code',
      'erasure',
      'erasure_ack',
      'feed',
      'op',
      'orders',
      'subject',
      'terminal',
    ];
    for (const table of filled) expect([table, await count(table, ['01'])]).not.toEqual([table, 0]);
  });

  it('are forced on every table, also for the owner', async () => {
    expect((await tables()).filter(({ isForced }) => !isForced)).toEqual([]);
  });

  it('let nobody write into another store, reach a partition, or change the schema', async () => {
    const as01 = (statement: string) =>
      central.db.transaction({ role: 'api', shops: ['01'] }, (sql) => sql.query(statement));
    await expect(
      as01(`INSERT INTO audit (at, shop_id, terminal_id, event, ref) VALUES (1, '02', 't', 'e', 'r')`),
    ).rejects.toThrow(/row-level security/);
    await expect(as01('SELECT 1 FROM orders_p0')).rejects.toThrow(/permission denied/);
    await expect(as01('DELETE FROM orders')).rejects.toThrow(/permission denied/);
    await expect(as01('UPDATE op SET body = NULL')).rejects.toThrow(/permission denied/);
    await expect(as01('CREATE TABLE x (a integer)')).rejects.toThrow(/permission denied/);
    const report = central.db.transaction({ role: 'report' }, (sql) =>
      sql.query('SELECT document FROM orders'),
    );
    await expect(report).rejects.toThrow(/permission denied/);
  });
});
