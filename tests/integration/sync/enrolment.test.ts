import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { restrict } from '../../../electron/core/features/restriction/index.ts';
import { recordOpen, takeOverItem } from '../../../electron/core/takeOver.ts';
import { KioskOrder } from '../../../shared/sync/orderDocument.ts';
import type { OrderId, PersonId } from '../../../shared/domain/ids.ts';
import { type OrderStatus, UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { placeForTest } from '../harness/orders.ts';
import type { Counter } from './counter.ts';
import { consentFor, createStore, shared, type TestStore } from './counters.ts';

let store: TestStore;
beforeEach(async () => {
  store = await createStore({ enrolled: false });
});
afterEach(() => store.close());

const detail = ({ core }: Counter, orderId: OrderId) => core.get(core.who.manager, 'orders:get', { orderId });
const step = async (counter: Counter, orderId: OrderId, to: OrderStatus, reason: string | null = null) => {
  const { version } = await detail(counter, orderId);
  const { core } = counter;
  return core.get(core.who.manager, 'orders:changeStatus', { orderId, version, to, reason });
};
const outbox = ({ core }: Counter) => core.deps.read.all(sql`SELECT type FROM outbox`);

describe('a terminal that is not enrolled', () => {
  it('[SYN-1] writes nothing for central, whatever is done', async () => {
    const { a } = store;
    const { orderId, subjectRef } = await placeForTest(a.core);
    consentFor(a, subjectRef, ['marketing.news']);
    await step(a, orderId, 'on_hold', 'waits');
    expect(outbox(a)).toEqual([]);
    const told = a.core.deps.read.all(sql`SELECT 1 FROM order_history WHERE op_id IS NOT NULL`);
    expect(told).toEqual([]);
  });
});

describe('the enrolment', () => {
  it('[I1, I5] brings the open orders, each as it stands, with what is known of its person’s rights', async () => {
    const { a, b, central } = store;
    const { core } = a;
    const { orderId, subjectRef } = await placeForTest(core);
    consentFor(a, subjectRef, ['marketing.news']);
    await step(a, orderId, 'on_hold', 'waits');
    const { historyId } = await step(a, orderId, 'placed');
    await core.get(core.who.manager, 'orders:undo', { orderId, historyId });
    await step(a, orderId, 'placed');
    await step(a, orderId, 'in_production');
    core.clock.pass(UNDO_MS);
    await core.features.production.runDue();
    const money = { orderId, kind: 'payment', amount: 50, method: 'cash', tillReceipt: 'T-1' } as const;
    const { paymentId } = await core.get(core.who.staff, 'orders:recordPayment', money);
    await core.get(core.who.staff, 'orders:correctPayment', { orderId, paymentId, reason: 'typo' });
    await core.get(core.who.staff, 'orders:recordPayment', { ...money, amount: 75 });
    const { version } = await detail(a, orderId);
    await core.get(core.who.staff, 'orders:setNote', { orderId, version, note: 'matt', place: 'B4' });
    const closed = await placeForTest(core);
    await step(a, closed.orderId, 'cancelled', 'changed my mind');
    const person = core.deps.read.get<{ id: PersonId }>(
      sql`SELECT person_id AS id FROM orders WHERE order_id = ${orderId}`,
    );
    core.deps.transact((tx) => restrict(tx, person ? [person.id] : []));
    for (const counter of [a, b]) central.enrol(counter);
    core.deps.transact(recordOpen);
    expect(central.take(a).filter(({ status }) => status !== 'applied')).toEqual([]);
    central.give(b);
    expect([...central.orders.keys()]).toEqual([orderId]);
    expect(await detail(b, orderId)).toMatchObject({
      status: 'in_production',
      paid: 75,
      note: 'matt',
      place: 'B4',
    });
    expect(shared(b, orderId)).toEqual(shared(a, orderId));
    expect(await b.core.refused(b.core.who.staff, 'orders:get', { orderId })).toBe('RESTRICTED');
    expect(b.core.deps.read.all(sql`SELECT event FROM consent_event WHERE event = 'given'`)).toHaveLength(1);
  });
});

describe('a page of the feed', () => {
  it('[I10] with one order that does not fit brings the others, and says so', async () => {
    const { a, b, central } = store;
    for (const counter of [a, b]) central.enrol(counter);
    const [bad, good] = [await placeForTest(a.core), await placeForTest(a.core)];
    central.take(a);
    const state = central.orders.get(bad.orderId);
    if (!state) throw new Error('lost');
    const [item] = state.document.items;
    // A line of a photo that the order does not have.
    const items = item ? [{ ...item, photoId: good.photoIds[0] ?? item.photoId }] : [];
    central.orders.set(bad.orderId, { ...state, document: { ...state.document, items } });
    central.give(b);
    const ids = b.core.deps.read.all(sql`SELECT order_id AS id FROM orders`);
    expect(ids).toEqual([{ id: good.orderId }]);
    expect(b.core.deps.read.all(sql`SELECT count(*) AS n FROM person`)).toEqual([{ n: 1 }]);
    expect(b.core.logLines.join('\n')).toContain('take-over-failed');
    expect(b.core.deps.read.all(sql`SELECT entity_id AS id, code FROM feed_letter`)).toEqual([
      { id: bad.orderId, code: 'failed' },
    ]);
    expect(b.core.deps.read.all(sql`SELECT entity_id AS id FROM sync_entity`)).toEqual([
      { id: good.orderId },
    ]);
  });
});

describe('a kiosk', () => {
  it('[I14] learns how far its order has come, and nothing else', async () => {
    const { a } = store;
    const { orderId } = await placeForTest(a.core, { source: 'kiosk' });
    const { consents } = a.core.features;
    const state = KioskOrder.parse({ orderId, status: 'picked_up', closedAt: 5 });
    const take = () =>
      a.core.deps.transact((tx) =>
        takeOverItem({ consents, messages: { takeOver: () => undefined }, noteStanding: () => undefined })(
          tx,
          {
            entity: 'order',
            id: orderId,
            version: 2,
            kind: 'put',
            state,
          },
        ),
      );
    take();
    const after = await detail(a, orderId);
    expect(after).toMatchObject({ status: 'picked_up' });
    take();
    expect((await detail(a, orderId)).version).toBe(after.version);
    const { core } = a;
    expect((await core.get(core.who.staff, 'orders:search', { text: 'Bērz' })).rows).toEqual([]);
  });
});
