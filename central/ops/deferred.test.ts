import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { erasing, levelQueue, newOrder, person, placing } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';
import { applyDeferred } from './applyDeferred.ts';

describe.each(DATABASES)('ops that central put off, on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
  });
  afterAll(() => central.end());

  const asErase = <T>(text: string, values: readonly unknown[]): Promise<readonly T[]> =>
    central.db.transaction({ role: 'erase' }, (sql) => sql.query<T>(text, values));
  const rowOf = async (orderId: string) => {
    const [row] = await asErase<{
      status: string;
      code: string | null;
      version: number | null;
      body: string | null;
    }>('SELECT status, code, version, body FROM op WHERE orders @> ARRAY[$1]', [orderId]);
    return row;
  };
  const ordersNow = (orderId: string) =>
    asErase('SELECT 1 AS one FROM orders WHERE order_id = $1', [orderId]);
  /** Leaves an op as a central of before the update had answered it: kept, and without effect. */
  const putOff = async (orderId: string): Promise<void> => {
    await asErase(`UPDATE op SET status = 'deferred', version = NULL WHERE orders @> ARRAY[$1]`, [orderId]);
    await asErase('DELETE FROM orders WHERE order_id = $1', [orderId]);
  };

  it('[I1, I10] take effect once central knows their type: in the order, in the feed, and in the answer', async () => {
    const terminal = await enrolTerminal(central, '01', 'counter');
    const queue = await levelQueue(terminal);
    const order = newOrder('01');
    const sealed = queue.seal(placing(order));
    await queue.push(sealed);
    await putOff(order.orderId);
    const fed = () =>
      asErase(`SELECT 1 AS one FROM feed WHERE scope = 'store:01' AND entity_id = $1`, [order.orderId]);
    const before = (await fed()).length;
    expect(await applyDeferred(central.central)).toBe(1);
    expect(await ordersNow(order.orderId)).toHaveLength(1);
    expect(await rowOf(order.orderId)).toMatchObject({ status: 'applied', version: 1 });
    expect((await fed()).length).toBe(before + 1);
    expect((await queue.push(sealed)).body.results).toMatchObject([{ status: 'applied', version: 1 }]);
    expect(await applyDeferred(central.central)).toBe(0);
  });

  it('[I7] come to nothing where the person was erased meanwhile, and their body goes', async () => {
    const queue = await levelQueue(await enrolTerminal(central, '02', 'counter'));
    const who = person();
    const order = newOrder('02', who);
    await queue.send(placing(order));
    await putOff(order.orderId);
    await queue.send(erasing([order.orderId], [who.subjectRef]));
    // As an op that came without its person in the head: only the tombstone tells.
    await asErase(`UPDATE op SET status = 'deferred', body = '{}', salt = '00' WHERE orders @> ARRAY[$1]`, [
      order.orderId,
    ]);
    await applyDeferred(central.central);
    expect(await ordersNow(order.orderId)).toEqual([]);
    expect(await rowOf(order.orderId)).toMatchObject({ status: 'rejected', code: 'erased', body: null });
  });

  it('[I10] that are unknown still stay as they are', async () => {
    const queue = await levelQueue(await enrolTerminal(central, '03', 'counter'));
    const order = newOrder('03');
    await queue.send({ ...placing(order), key: 'order.later@1' });
    expect(await applyDeferred(central.central)).toBe(0);
    expect(await rowOf(order.orderId)).toMatchObject({ status: 'deferred' });
  });
});
