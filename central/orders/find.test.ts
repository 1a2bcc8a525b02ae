import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderBarcode } from '../../shared/domain/orderNumber.ts';
import { FindAnswer } from '../../shared/sync/endpoints.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { levelQueue, newOrder, person, placing } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';

describe.each(DATABASES)('finding an order of another store on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
  });
  afterAll(() => central.end());

  it('needs its exact barcode at a counter, is written down, and is limited', async () => {
    const [here, there] = [
      await enrolTerminal(central, '01', 'counter'),
      await enrolTerminal(central, '02', 'counter'),
    ];
    const kiosk = await enrolTerminal(central, '01', 'kiosk');
    const order = newOrder('02', person());
    await (await levelQueue(there)).send(placing(order));
    await levelQueue(here);
    await levelQueue(kiosk);
    const code = orderBarcode({ ...order, letter: 'K', day: order.day as never });
    const find = (terminal: typeof here, text: string) =>
      terminal.call('GET', `/v1/orders/find?code=${text}`);
    expect(FindAnswer.parse((await find(here, code)).body).order.orderId).toBe(order.orderId);
    const wrong = orderBarcode({ ...order, letter: 'K', day: order.day as never, n: 28 });
    expect(await find(here, wrong)).toMatchObject({ status: 404 });
    expect(await find(here, 'K-27')).toMatchObject({ status: 400 });
    expect(await find(kiosk, code)).toMatchObject({ status: 403, body: { code: 'role' } });
    const looks = await central.db.transaction({ role: 'api', shops: ['01'] }, (sql) =>
      sql.query('SELECT event, ref, terminal_id AS "terminalId" FROM audit'),
    );
    expect(looks).toEqual([{ event: 'order_found', ref: order.orderId, terminalId: here.id }]);
    const many = await Promise.all(Array.from({ length: 30 }, () => find(here, wrong)));
    expect(many.filter(({ status }) => status === 429)).not.toHaveLength(0);
    expect(many.find(({ status }) => status === 429)).toMatchObject({ body: { code: 'slow_down' } });
  });
});
