import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { queueMessage } from '../../../electron/core/features/messages/queueMessage.ts';
import { liftRestriction, restrict } from '../../../electron/core/features/restriction/index.ts';
import type { OrderId, PersonId } from '../../../shared/domain/ids.ts';
import { placeForTest } from '../harness/orders.ts';
import type { Counter } from './counter.ts';
import { consentFor, createStore, type TestStore } from './counters.ts';

let store: TestStore;
beforeEach(async () => {
  store = await createStore();
});
afterEach(() => store.close());

const OFFERS = { purpose: 'marketing.offers', channel: 'email' } as const;
const placeAt = ({ core }: Counter) => placeForTest(core);
const personOf = ({ core }: Counter, orderId: OrderId): PersonId => {
  const row = core.deps.read.get<{ id: PersonId }>(
    sql`SELECT person_id AS id FROM orders WHERE order_id = ${orderId}`,
  );
  if (!row) throw new Error('nobody');
  return row.id;
};
const boxes = async ({ core }: Counter, orderId: OrderId) =>
  (await core.get(core.who.staff, 'consents:ofOrder', { orderId })).boxes;
const withdraw = ({ core }: Counter, orderId: OrderId) =>
  core.get(core.who.staff, 'consents:withdraw', { orderId, purposes: [OFFERS.purpose] });
const mayMarket = ({ core }: Counter, orderId: OrderId): boolean =>
  core.features.consents.mayMarket(
    core.deps.read,
    { personId: personOf({ core, terminalId: '' }, orderId) },
    OFFERS,
    core.clock.now(),
  );

describe('consents at the other counter', () => {
  it('[C3, I5] are shown in the words that were answered, and on the very screen', async () => {
    const { a, b } = store;
    const { orderId, subjectRef } = await placeAt(a);
    consentFor(a, subjectRef, [OFFERS.purpose]);
    store.sync();
    const [there, here] = [await boxes(a, orderId), await boxes(b, orderId)];
    expect(here).toEqual(there);
    const given = here.find(({ live }) => live);
    expect(given).toMatchObject({ purpose: OFFERS.purpose, byStaff: true });
    expect(given?.statement).not.toBeNull();
    const { core } = b;
    const recordId = given?.recordId as never;
    const screen = await core.get(core.who.manager, 'consents:screen', { recordId });
    expect(screen).toMatchObject({ sound: true, elsewhere: true });
    expect(mayMarket(b, orderId)).toBe(true);
  });

  it('[C3] are found unsound there too when a word was changed or an earlier record taken out', async () => {
    const { a, b } = store;
    const { orderId, subjectRef } = await placeAt(a);
    consentFor(a, subjectRef, [OFFERS.purpose]);
    store.sync();
    await withdraw(b, orderId);
    const { core } = b;
    const shown = sql`SELECT record_id AS recordId FROM consent_event WHERE event = 'shown' LIMIT 1`;
    const recordId = core.deps.read.get<{ recordId: never }>(shown)?.recordId as never;
    const sound = async () => (await core.get(core.who.manager, 'consents:screen', { recordId })).sound;
    expect(await sound()).toBe(true);
    core.deps.transact((tx) => {
      tx.db.run(sql`DROP TRIGGER consent_no_update`);
      tx.db.run(sql`UPDATE consent_event SET purpose = 'marketing.news' WHERE event = 'given'`);
    });
    expect(await sound()).toBe(false);
    core.deps.transact((tx) => {
      tx.db.run(sql`UPDATE consent_event SET purpose = ${OFFERS.purpose} WHERE event = 'given'`);
      tx.db.run(sql`DROP TRIGGER consent_no_delete`);
      tx.db.run(sql`DELETE FROM consent_event WHERE event = 'given'`);
    });
    expect(await sound()).toBe(false);
  });

  it('[C4, I8] are taken back there and end here at once, with what waits to be sent', async () => {
    const { a, b } = store;
    const { orderId, subjectRef } = await placeAt(a);
    consentFor(a, subjectRef, [OFFERS.purpose]);
    store.sync();
    const wanted = { template: OFFERS.purpose, channel: OFFERS.channel, locale: 'lv', cause: 'c1' } as const;
    a.core.deps.transact((tx) => {
      const personId = personOf(a, orderId);
      const { mayMarket: gate } = a.core.features.consents;
      expect(queueMessage(tx, { ...wanted, personId }, gate)).toMatchObject({ kind: 'queued' });
    });
    expect((await withdraw(b, orderId)).withdrawn).toBe(1);
    expect(mayMarket(b, orderId)).toBe(false);
    store.sync();
    expect(mayMarket(a, orderId)).toBe(false);
    const states = a.core.deps.read.all(
      sql`SELECT state, reason FROM message WHERE template = ${OFFERS.purpose}`,
    );
    expect(states).toEqual([{ state: 'cancelled', reason: 'withdrawn' }]);
  });

  it('[I8, E12] taken back by both at once stay so; only a later yes counts again, at both', async () => {
    const { a, b } = store;
    const first = await placeAt(a);
    consentFor(a, first.subjectRef, [OFFERS.purpose]);
    store.sync();
    for (const counter of [a, b]) {
      counter.core.clock.pass(1000);
      await withdraw(counter, first.orderId);
    }
    store.sync();
    expect([mayMarket(a, first.orderId), mayMarket(b, first.orderId)]).toEqual([false, false]);
    const screenOf = async ({ core }: Counter) => {
      const recordId = (await boxes({ core, terminalId: '' }, first.orderId))[0]?.recordId as never;
      return core.get(core.who.manager, 'consents:screen', { recordId });
    };
    for (const counter of [a, b]) expect(await screenOf(counter)).toMatchObject({ sound: true });
    for (const { core } of [a, b]) core.clock.pass(60_000);
    const second = await placeAt(b);
    consentFor(b, second.subjectRef, [OFFERS.purpose]);
    store.sync();
    expect([mayMarket(a, second.orderId), mayMarket(b, second.orderId)]).toEqual([true, true]);
  });

  it('[I8] of before their order came hold from the moment it does', async () => {
    const { a, b, central } = store;
    const { orderId, subjectRef } = await placeAt(a);
    consentFor(a, subjectRef, [OFFERS.purpose]);
    await withdraw(a, orderId);
    a.core.deps.transact((tx) => restrict(tx, [personOf(a, orderId)]));
    central.take(a);
    const order = central.orders.get(orderId);
    if (!order) throw new Error('lost');
    central.orders.delete(orderId);
    central.give(b);
    expect(b.core.deps.read.all(sql`SELECT 1 FROM person`)).toEqual([]);
    central.orders.set(orderId, order);
    central.forget(b);
    central.give(b);
    expect(mayMarket(b, orderId)).toBe(false);
    const suppressed = b.core.deps.read.all(sql`SELECT purpose FROM suppression`);
    expect(suppressed).toEqual([{ purpose: OFFERS.purpose }]);
    const { core } = b;
    expect(await core.refused(core.who.staff, 'orders:get', { orderId })).toBe('RESTRICTED');
  });
});

describe('a restriction', () => {
  it('[R6, I8] holds at the other counter, and is lifted there', async () => {
    const { a, b } = store;
    const { orderId } = await placeAt(a);
    store.sync();
    const { core } = b;
    a.core.deps.transact((tx) => restrict(tx, [personOf(a, orderId)]));
    store.sync();
    expect(await core.refused(core.who.staff, 'orders:get', { orderId })).toBe('RESTRICTED');
    a.core.deps.transact((tx) => liftRestriction(tx, [personOf(a, orderId)]));
    store.sync();
    expect(await core.get(core.who.staff, 'orders:get', { orderId })).toMatchObject({ orderId });
  });
});
