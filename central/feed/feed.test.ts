import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FeedAnswer, SnapshotAnswer } from '../../shared/sync/endpoints.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { levelQueue, moving, newOrder, person, placing, restricting } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal, type TestTerminal } from '../../tests/sync/tools/terminal.ts';

const page = async (terminal: TestTerminal, scope: string, cursor: string | null, more = '') => {
  const from = cursor === null ? '' : `&cursor=${cursor}`;
  return FeedAnswer.parse((await terminal.call('GET', `/v1/feed?scope=${scope}${from}${more}`)).body);
};

describe.each(DATABASES)('the feed on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
  });
  afterAll(() => central.end());

  const start = async (shop: string, role: 'counter' | 'kiosk' = 'counter') => {
    const terminal = await enrolTerminal(central, shop, role);
    return { terminal, queue: await levelQueue(terminal) };
  };

  it('[I5] [I11] brings each changed entity once a page, as it is now', async () => {
    const { terminal, queue } = await start('01');
    const order = newOrder('01', person());
    await queue.send(placing(order), moving(order.orderId, 'placed', 'in_production'));
    const first = await page(terminal, 'store:01', null);
    expect(first.items).toMatchObject([
      { entity: 'order', id: order.orderId, version: 2, kind: 'put', state: { status: 'in_production' } },
    ]);
    expect((await page(terminal, 'store:01', first.cursor)).items).toEqual([]);
    await queue.send(restricting(order.person?.subjectRef ?? '', 7));
    const second = await page(terminal, 'store:01', first.cursor);
    expect(second.items).toMatchObject([{ entity: 'subject', state: { restrictedAt: 7 } }]);
    expect((await page(terminal, 'rights:01', null)).items).toHaveLength(1);
  });

  it('mentions the entity of a refused op again', async () => {
    const { terminal, queue } = await start('02');
    const order = newOrder('02');
    await queue.send(placing(order));
    const { cursor } = await page(terminal, 'store:02', null);
    await queue.send(placing(order));
    expect((await page(terminal, 'store:02', cursor)).items).toMatchObject([
      { id: order.orderId, version: 1 },
    ]);
  });

  it('[F16, I5, I6] mentions again what is answered again: who waited for the answer skipped it', async () => {
    const { terminal, queue } = await start('11');
    const { terminal: kiosk, queue: ofKiosk } = await start('11', 'kiosk');
    const order = newOrder('11');
    const placed = ofKiosk.seal(placing(order));
    await ofKiosk.push(placed);
    const moved = queue.seal(moving(order.orderId, 'placed', 'in_production'));
    const stale = queue.seal(moving(order.orderId, 'placed', 'on_hold'));
    await queue.push([...moved, ...stale]);
    const scope = `kiosk:${kiosk.id}`;
    const [store, own] = [await page(terminal, 'store:11', null), await page(kiosk, scope, null)];
    expect((await queue.push(stale)).body.results).toMatchObject([{ code: 'order_moved_on' }]);
    await ofKiosk.push(placed);
    for (const answer of [
      await page(terminal, 'store:11', store.cursor),
      await page(kiosk, scope, own.cursor),
    ])
      expect(answer.items).toMatchObject([
        { id: order.orderId, version: 2, state: { status: 'in_production' } },
      ]);
  });

  it('pages by cursor without leaving anything out', async () => {
    const { terminal, queue } = await start('03');
    const orders = Array.from({ length: 7 }, () => newOrder('03'));
    await queue.send(...orders.map(placing));
    const seen: string[] = [];
    let [cursor, more]: [string | null, boolean] = [null, true];
    while (more) {
      const answer: FeedAnswer = await page(terminal, 'store:03', cursor, '&limit=3');
      seen.push(...answer.items.map(({ id }) => id));
      ({ cursor, more } = answer);
    }
    expect(seen.toSorted()).toEqual(orders.map(({ orderId }) => orderId as string).toSorted());
  });

  it('[I14] tells a kiosk of its own orders alone, in short, and of nobody’s data', async () => {
    const [kiosk, counter, other] = [await start('04', 'kiosk'), await start('04'), await start('05')];
    const own = newOrder('04', person());
    await kiosk.queue.send(placing(own));
    await counter.queue.send(placing(newOrder('04')));
    const { items } = await page(kiosk.terminal, `kiosk:${kiosk.terminal.id}`, null);
    expect(items).toEqual([
      {
        entity: 'order',
        id: own.orderId,
        version: 1,
        kind: 'put',
        state: { orderId: own.orderId, status: 'placed', closedAt: null },
      },
    ]);
    const refused = (terminal: TestTerminal, scope: string) =>
      terminal.call('GET', `/v1/feed?scope=${scope}`);
    expect(await refused(kiosk.terminal, 'store:04')).toMatchObject({ status: 403, body: { code: 'role' } });
    expect(await refused(other.terminal, 'store:04')).toMatchObject({ body: { code: 'wrong_shop' } });
    expect(await refused(other.terminal, `kiosk:${kiosk.terminal.id}`)).toMatchObject({ status: 403 });
    expect(await refused(kiosk.terminal, `kiosk:${counter.terminal.id}`)).toMatchObject({ status: 403 });
  });

  it('waits for what comes', async () => {
    const { terminal, queue } = await start('06');
    const { cursor } = await page(terminal, 'store:06', null);
    const waiting = page(terminal, 'store:06', cursor, '&wait=25');
    const order = newOrder('06');
    await queue.send(placing(order));
    expect((await waiting).items).toMatchObject([{ id: order.orderId }]);
  });

  it('[I5] a snapshot and the feed from its cursor hold everything', async () => {
    const { terminal, queue } = await start('07');
    const orders = Array.from({ length: 5 }, () => newOrder('07', person()));
    await queue.send(...orders.map(placing), restricting(orders[0]?.person?.subjectRef ?? '', 1));
    const answer = await terminal.call('GET', '/v1/snapshot?scope=store:07');
    const snapshot = SnapshotAnswer.parse(answer.body);
    expect(snapshot.items.filter(({ entity }) => entity === 'order')).toHaveLength(5);
    expect(snapshot.items.filter(({ entity }) => entity === 'subject')).toHaveLength(1);
    expect(snapshot.after).toBeNull();
    const later = newOrder('07');
    await queue.send(placing(later));
    const { items } = await page(terminal, 'store:07', snapshot.cursor);
    expect(items.map(({ id }) => id)).toContain(later.orderId);
  });

  it('answers a cursor of another life of the database `cursor_gone`', async () => {
    const { terminal } = await start('08');
    const cursor = `${'0'.repeat(16)}.1.1`;
    expect(await terminal.call('GET', `/v1/feed?scope=store:08&cursor=${cursor}`)).toMatchObject({
      status: 410,
      body: { code: 'cursor_gone' },
    });
  });
});
