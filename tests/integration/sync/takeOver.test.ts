import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { correctPerson } from '../../../electron/core/features/orders/index.ts';
import { type OrderId, PersonId } from '../../../shared/domain/ids.ts';
import { ShopDay } from '../../../shared/domain/time.ts';
import { UNDO_MS, type OrderStatus } from '../../../shared/domain/orderStatus.ts';
import { BY_PHONE, NO_CONTACT, placeForTest, type Wanted } from '../harness/orders.ts';
import type { Counter } from './counter.ts';
import { createStore, shared, type TestStore } from './counters.ts';

let store: TestStore;
beforeEach(async () => {
  store = await createStore();
});
afterEach(() => store.close());

const detail = ({ core }: Counter, orderId: OrderId) => core.get(core.who.manager, 'orders:get', { orderId });
const step = async (counter: Counter, orderId: OrderId, to: OrderStatus, reason: string | null = null) => {
  const { version } = await detail(counter, orderId);
  const { core } = counter;
  return core.get(core.who.manager, 'orders:changeStatus', { orderId, version, to, reason });
};
const pay = async ({ core }: Counter, orderId: OrderId, amount: number) =>
  core.get(core.who.staff, 'orders:recordPayment', {
    orderId,
    kind: 'payment',
    amount,
    method: 'cash',
    tillReceipt: 'T-7',
  });
const barcodeOf = ({ core }: Counter, orderId: OrderId): string =>
  core.deps.read.get<{ barcode: string }>(sql`SELECT barcode FROM orders WHERE order_id = ${orderId}`)
    ?.barcode ?? '';
const produce = async (counter: Counter, orderId: OrderId) => {
  await step(counter, orderId, 'in_production');
  counter.core.clock.pass(UNDO_MS);
  await counter.core.features.production.runDue();
};
const placeAt = ({ core }: Counter, wanted: Wanted = {}) => placeForTest(core, wanted);
const search = async ({ core }: Counter, text: string) =>
  (await core.get(core.who.staff, 'orders:search', { text })).rows.map(({ orderId }) => orderId);

describe('[SYN-1] an order of one counter at the other', () => {
  it('[I5] is found by name, phone, number and ticket, with its lines, price and customer', async () => {
    const { a, b } = store;
    const { orderId, number } = await placeAt(a, { contact: BY_PHONE });
    store.sync();
    for (const text of ['Kļav', '3456', number]) expect(await search(b, text)).toEqual([orderId]);
    const { core } = b;
    const scan = await core.get(core.who.staff, 'orders:scan', { code: barcodeOf(a, orderId) });
    expect(scan).toEqual({ orderId });
    const [there, here] = [await detail(a, orderId), await detail(b, orderId)];
    expect(here).toMatchObject({ contact: there.contact, price: there.price, number, status: 'placed' });
    expect(here.history.map(({ code, terminal, by }) => ({ code, terminal, by }))).toEqual([
      { code: 'placed', terminal: null, by: null },
    ]);
    expect(there.history[0]?.terminal).not.toBeNull();
    expect(shared(b, orderId)).toEqual(shared(a, orderId));
    const list = await core.get(core.who.staff, 'orders:list', {
      day: 'today',
      statuses: [],
      source: 'all',
      text: '',
      sort: 'placedAt',
      descending: true,
      offset: 0,
      limit: 9,
    });
    expect(list.rows.map((row) => row.orderId)).toEqual([orderId]);
  });

  it('[I5] goes on at the other: produced here, paid and handed over there, seen here as closed', async () => {
    const { a, b } = store;
    const { orderId, total } = await placeAt(a, { contact: BY_PHONE });
    await produce(a, orderId);
    await step(a, orderId, 'ready');
    store.sync();
    await pay(b, orderId, total);
    const proof = { kind: 'phoneTail', tail: '3456' } as const;
    const { version } = await detail(b, orderId);
    const { core } = b;
    await core.get(core.who.staff, 'orders:handOver', { orderId, version, proof, unpaidReason: null });
    store.sync();
    const here = await detail(a, orderId);
    expect(here).toMatchObject({ status: 'picked_up', payment: 'paid', paid: total });
    expect(here.payments).toMatchObject([{ amount: total, tillReceipt: 'T-7', by: null }]);
    expect(await search(a, 'Kļav')).toEqual([]);
    expect(shared(b, orderId)).toEqual(shared(a, orderId));
  });

  it('[PAY-1] leaves the day-end of a till to the terminal it stands at', async () => {
    const { a, b } = store;
    const { orderId, total } = await placeAt(a);
    await pay(a, orderId, total);
    store.sync();
    const cash = async ({ core }: Counter) =>
      (await core.get(core.who.manager, 'reports:dayEnd', { day: ShopDay.parse('2026-11-22') })).cash;
    expect([await cash(a), await cash(b)]).toEqual([total, 0]);
  });

  it('[I2] is not changed by hearing the same again, so that what is open on a screen stays valid', async () => {
    const { a, b } = store;
    const { orderId } = await placeAt(a);
    await step(a, orderId, 'on_hold', 'waits');
    const { version } = await detail(a, orderId);
    store.sync();
    expect((await detail(a, orderId)).version).toBe(version);
    const there = await detail(b, orderId);
    b.core.events.length = 0;
    store.central.forget(b);
    store.sync();
    expect((await detail(b, orderId)).version).toBe(there.version);
    expect(b.core.events.filter(({ name }) => name === 'orders-changed')).toEqual([]);
  });

  it('[I6] keeps a step that was taken here and not sent, whatever central says meanwhile', async () => {
    const { a, b, central } = store;
    const { orderId } = await placeAt(a);
    store.sync();
    await step(b, orderId, 'on_hold', 'waits');
    await a.core.get(a.core.who.staff, 'orders:setNote', {
      orderId,
      version: (await detail(a, orderId)).version,
      note: 'matt',
      place: '',
    });
    central.take(a);
    central.give(b);
    expect(await detail(b, orderId)).toMatchObject({ status: 'on_hold', note: null });
    central.take(b);
    central.give(b);
    expect(await detail(b, orderId)).toMatchObject({ status: 'on_hold', note: 'matt' });
  });

  it('[I6, I10] gives way to who was first, and takes the refused line out of the history', async () => {
    const { a, b, central } = store;
    const { orderId } = await placeAt(a);
    store.sync();
    await step(a, orderId, 'on_hold', 'first');
    await step(b, orderId, 'cancelled', 'second');
    central.take(a);
    expect(central.take(b)).toMatchObject([{ status: 'rejected', code: 'order_moved_on' }]);
    for (const counter of [a, b]) central.give(counter);
    expect(await detail(b, orderId)).toMatchObject({ status: 'on_hold' });
    expect((await detail(b, orderId)).history.map(({ reason }) => reason)).toEqual(['first', null]);
    expect(shared(b, orderId)).toEqual(shared(a, orderId));
    expect(await search(b, 'Bērz')).toEqual([orderId]);
  });

  it('[ORD-2] keeps the undo of the last change, and the other sees it taken back', async () => {
    const { a, b } = store;
    const { orderId } = await placeAt(a);
    store.sync();
    const { historyId } = await step(a, orderId, 'cancelled', 'mistake');
    store.sync();
    expect(await detail(b, orderId)).toMatchObject({ status: 'cancelled' });
    await a.core.get(a.core.who.manager, 'orders:undo', { orderId, historyId });
    store.sync();
    expect(await detail(b, orderId)).toMatchObject({ status: 'placed' });
    expect(await search(b, 'Bērz')).toEqual([orderId]);
    expect(shared(b, orderId)).toEqual(shared(a, orderId));
  });

  it('[PUP-4] counts a reminder of the other, and no longer once it is taken back', async () => {
    const { a, b } = store;
    const { orderId } = await placeAt(a);
    await produce(a, orderId);
    await step(a, orderId, 'ready');
    const { version } = await detail(a, orderId);
    const { historyId } = await a.core.get(a.core.who.staff, 'orders:recordReminder', { orderId, version });
    store.sync();
    const reminded = async () => (await detail(b, orderId)).collection?.remindedAt ?? null;
    expect(await reminded()).not.toBeNull();
    await a.core.get(a.core.who.staff, 'orders:undo', { orderId, historyId });
    store.sync();
    expect(await reminded()).toBeNull();
  });

  it('[P8, P31, I5] shows a corrected contact, and finds the order by it', async () => {
    const { a, b } = store;
    const { orderId } = await placeAt(a);
    store.sync();
    const personId = PersonId.parse(store.central.orders.get(orderId)?.document.person?.personId);
    a.core.deps.transact((tx) =>
      correctPerson(tx, personId, { name: 'Ilze Ozola', address: 'Brīvības iela 1' }),
    );
    store.sync();
    expect((await detail(b, orderId)).contact).toMatchObject({
      name: 'Ilze Ozola',
      address: 'Brīvības iela 1',
    });
    expect([await search(b, 'Ozol'), await search(b, 'Bērz')]).toEqual([[orderId], []]);
  });

  it('[I5] gets changed lines, photos found bad, and loses its photos when they are deleted', async () => {
    const { a, b } = store;
    const { orderId, items, photoIds } = await placeAt(a, { photos: 3 });
    store.sync();
    const fewer = items.slice(0, 2);
    const { after } = await a.core.get(a.core.who.staff, 'orders:quote', { orderId, items: fewer });
    const { version } = await detail(a, orderId);
    await a.core.get(a.core.who.staff, 'orders:amend', {
      orderId,
      version,
      items: fewer,
      total: after.total,
    });
    store.sync();
    expect((await detail(b, orderId)).photos.map(({ items: lines }) => lines.length)).toEqual([1, 1, 0]);
    await store.filesCome(b, orderId);
    await a.core.features.production.runDue();
    a.core.deps.transact((tx) => {
      tx.db.run(sql`INSERT INTO file_deletion (order_id, begun_at) VALUES (${orderId}, 1)`);
    });
    await a.core.features.retention.runPass();
    store.sync();
    expect((await detail(b, orderId)).filesDeletedAt).not.toBeNull();
    await b.core.features.retention.runPass();
    expect(await b.core.deps.files.files(orderId)).toEqual([]);
    expect(await b.core.deps.fileKeys.get(orderId)).toBeUndefined();
    store.sync();
    expect(shared(b, orderId)).toEqual(shared(a, orderId));
    expect(
      store.central.orders.get(orderId)?.document.history.filter(({ code }) => code === 'files_deleted'),
    ).toHaveLength(1);
    expect(photoIds).toHaveLength(3);
  });
});

describe('photos that are on their way', () => {
  it('[I10] say so on screen, and nothing is printed before they are here', async () => {
    const { a, b } = store;
    const { orderId, photoIds } = await placeAt(a);
    store.sync();
    const { core } = b;
    const [photoId] = photoIds;
    if (!photoId) throw new Error('no photo');
    expect((await detail(b, orderId)).photos.map(({ onItsWay, missing }) => [onItsWay, missing])).toEqual([
      [true, false],
      [true, false],
    ]);
    expect(await core.refused(core.who.staff, 'orders:thumbnail', { orderId, photoId, edge: 320 })).toBe(
      'PHOTO_ON_ITS_WAY',
    );
    const { version } = await detail(b, orderId);
    const start = { orderId, version, to: 'in_production', reason: null } as const;
    expect(await core.refused(core.who.staff, 'orders:changeStatus', start)).toBe('PHOTO_ON_ITS_WAY');
    await pay(b, orderId, (await detail(b, orderId)).total);
    expect((await detail(b, orderId)).status).toBe('placed');
    await store.filesCome(b, orderId);
    expect((await detail(b, orderId)).photos.every(({ onItsWay }) => !onItsWay)).toBe(true);
    await core.get(core.who.staff, 'orders:thumbnail', { orderId, photoId, edge: 320 });
    await produce(b, orderId);
    expect((await detail(b, orderId)).jobs).toMatchObject([{ state: 'handed_over' }]);
  });

  it('[OUT-3] are printed once: who started second takes the start back while no lab has them', async () => {
    const { a, b, central } = store;
    const { orderId } = await placeAt(a);
    store.sync();
    await store.filesCome(b, orderId);
    await step(a, orderId, 'in_production');
    await step(b, orderId, 'in_production');
    central.take(a);
    expect(central.take(b)).toMatchObject([{ status: 'already' }]);
    for (const counter of [a, b]) central.give(counter);
    for (const { core } of [a, b]) {
      core.clock.pass(UNDO_MS);
      await core.features.production.runDue();
    }
    expect((await detail(a, orderId)).jobs.map(({ state }) => state)).toEqual(['handed_over']);
    expect((await detail(b, orderId)).jobs.map(({ state }) => state)).toEqual(['cancelled']);
    expect(shared(b, orderId)).toEqual(shared(a, orderId));
    // Staff at either counter see the prints come.
    await step(b, orderId, 'ready');
    store.sync();
    expect(await detail(a, orderId)).toMatchObject({ status: 'ready', jobs: [{ state: 'printed' }] });
  });

  it('[ORD-3] are changed by a linked order once another terminal has begun with them', async () => {
    const { a, b } = store;
    const { orderId, items } = await placeAt(a);
    await step(a, orderId, 'in_production');
    store.sync();
    const { core } = b;
    const { version, total } = await detail(b, orderId);
    const same = { orderId, version, items: [...items], total };
    expect(await core.refused(core.who.staff, 'orders:amend', same)).toBe('LINKED_ORDER_NEEDED');
  });
});

describe('a number that two orders bear', () => {
  it('[MUL-1] loses neither: both are found, the ticket opens none, the claim code hands out its own', async () => {
    const { a, b } = store;
    const [one, two] = [await placeAt(a, { contact: NO_CONTACT }), await placeAt(b, { contact: BY_PHONE })];
    // As two terminals that had one letter before they were enrolled.
    b.core.deps.transact((tx) => {
      const code = barcodeOf(a, one.orderId);
      tx.db.run(
        sql`UPDATE orders SET letter = 'K', n = 1, barcode = ${code} WHERE order_id = ${two.orderId}`,
      );
    });
    store.sync();
    expect((await search(b, one.number)).toSorted()).toEqual([one.orderId, two.orderId].toSorted());
    const { core } = b;
    const code = barcodeOf(a, one.orderId);
    expect(await core.refused(core.who.staff, 'orders:scan', { code })).toBe('CODE_TWICE');
    b.core.set({ terminal: { letter: 'K' } });
    expect((await placeAt(b)).number).toBe('K-2');
  });
});

describe('words and persons that went from here', () => {
  it('[I7] do not come back with the order', async () => {
    const { a, b } = store;
    const { orderId, total } = await placeAt(a, { contact: BY_PHONE });
    await a.core.get(a.core.who.staff, 'orders:setNote', {
      orderId,
      version: (await detail(a, orderId)).version,
      note: 'for the album',
      place: 'B4',
    });
    store.sync();
    b.core.deps.transact((tx) => {
      tx.db.run(sql`DELETE FROM order_search WHERE order_id = ${orderId}`);
      tx.db.run(sql`UPDATE orders SET person_id = NULL, customer_key = NULL, claim_code = NULL, note = NULL, place = NULL
        WHERE order_id = ${orderId}`);
      tx.db.run(sql`DELETE FROM person`);
    });
    await pay(a, orderId, total);
    store.sync();
    expect(await detail(b, orderId)).toMatchObject({ paid: total, contact: null, note: null, place: null });
    expect(await search(b, 'Kļav')).toEqual([]);
    expect(b.core.deps.read.all(sql`SELECT 1 FROM person`)).toEqual([]);
  });
});
