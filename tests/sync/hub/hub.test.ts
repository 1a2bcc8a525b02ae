import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { placeForTest } from '../../integration/harness/orders.ts';
import {
  cut,
  isOffline,
  openStore,
  opsAt,
  relaysAt,
  soon,
  statusAt,
  type Store,
  type StoreTerminal,
} from './store.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore();
});
afterEach(() => store.end());

const atCentral = async (): Promise<number> => {
  const [row] = await store.central.db.transaction({ role: 'owner' }, (db) =>
    db.query<{ n: number }>('SELECT count(*)::int AS n FROM orders'),
  );
  return row?.n ?? 0;
};

/** How far central's feed was read. */
const placeOf = ({ core }: StoreTerminal) =>
  core.deps.read.get(sql`SELECT cursor FROM feed_state WHERE scope LIKE 'store:%'`);

const changeAt = async ({ core, wake }: StoreTerminal, orderId: string, to: 'on_hold' | 'placed') => {
  const row = core.deps.read.get<{ version: number }>(
    sql`SELECT version FROM orders WHERE order_id = ${orderId}`,
  );
  const version = row?.version ?? 0;
  await core.get(core.who.staff, 'orders:changeStatus', {
    orderId: orderId as never,
    version,
    to,
    reason: 'dark',
  });
  wake();
};

describe('a counter as hub of its store, with the line to central cut', () => {
  it('[F16, I1, I2, I5, SYN-2] shows a kiosk’s order, lets it be worked on, and brings all to central once', async () => {
    const [counter, kiosk] = [await store.join('counter'), await store.join('kiosk')];
    await store.serve(counter);
    await cut(counter, kiosk);
    const { orderId } = await placeForTest(kiosk.core);
    await soon(() => expect(statusAt(counter, orderId)).toBe('placed'));
    await soon(() => expect(opsAt(kiosk).every(({ hub }) => hub === 1)).toBe(true));
    // The hub has it, which is no answer of central's.
    expect(new Set(opsAt(kiosk).map(({ state }) => state))).toEqual(new Set(['pending']));
    await changeAt(counter, orderId, 'on_hold');
    await soon(() => expect(statusAt(kiosk, orderId)).toBe('on_hold'));
    const provisional = await kiosk.core.get(kiosk.core.who.manager, 'sync:status', {});
    expect(provisional.hub.provisional).toBe(1);
    expect(await atCentral()).toBe(0);

    counter.line.setDown(false);
    await soon(async () => expect(await atCentral()).toBe(1));
    await soon(() => expect(new Set(opsAt(counter).map(({ state }) => state))).toEqual(new Set(['acked'])));
    expect(isOffline(kiosk)).toBe(true);
    kiosk.line.setDown(false);
    await soon(() => expect(new Set(opsAt(kiosk).map(({ state }) => state))).toEqual(new Set(['acked'])));
    await soon(() => expect(relaysAt(counter).every(({ state }) => state === 'acked')).toBe(true));
    for (const one of [counter, kiosk]) await soon(() => expect(statusAt(one, orderId)).toBe('on_hold'));
    await soon(async () => {
      const { hub } = await kiosk.core.get(kiosk.core.who.manager, 'sync:status', {});
      expect(hub.provisional).toBe(0);
    });
    const [twice] = await store.central.db.transaction({ role: 'owner' }, (db) =>
      db.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM (SELECT op_id FROM op WHERE status = 'applied' GROUP BY op_id HAVING count(*) > 1) twice`,
      ),
    );
    expect(twice?.n).toBe(0);
  });

  it('[F16, I3, I5] brings to central what two counters did to one order in the order in which they did it', async () => {
    const [hub, other] = [await store.join('counter'), await store.join('counter')];
    await store.serve(hub);
    await cut(hub, other);
    const { orderId } = await placeForTest(other.core);
    await soon(() => expect(statusAt(hub, orderId)).toBe('placed'));
    await changeAt(hub, orderId, 'on_hold');
    await soon(() => expect(statusAt(other, orderId)).toBe('on_hold'));
    await changeAt(other, orderId, 'placed');
    await soon(() => expect(statusAt(hub, orderId)).toBe('placed'));
    hub.line.setDown(false);
    await soon(() =>
      expect(relaysAt(hub).map(({ state }) => state)).toEqual(relaysAt(hub).map(() => 'acked')),
    );
    other.line.setDown(false);
    const rejected = await store.central.db.transaction({ role: 'owner' }, (db) =>
      db.query(`SELECT type FROM op WHERE status <> 'applied'`),
    );
    expect(rejected).toEqual([]);
    for (const one of [hub, other]) await soon(() => expect(statusAt(one, orderId)).toBe('placed'));
  });

  it('[F16, I5] goes on telling of what a terminal has from it alone, and of nothing else, until central is away again', async () => {
    const [hub, other] = [await store.join('counter'), await store.join('counter')];
    await store.serve(hub);
    await cut(hub, other);
    const { orderId } = await placeForTest(hub.core);
    await soon(() => expect(statusAt(other, orderId)).toBe('placed'));
    other.line.setDown(false);
    await soon(() => expect(isOffline(other)).toBe(false));
    const { orderId: later } = await placeForTest(hub.core);
    await changeAt(hub, orderId, 'on_hold');
    await soon(() => expect(statusAt(other, orderId)).toBe('on_hold'));
    expect(statusAt(other, later)).toBeNull();
    await cut(other);
    await soon(() => expect(statusAt(other, later)).toBe('placed'));
    other.line.setDown(false);
    hub.line.setDown(false);
    await soon(() => expect(statusAt(other, later)).toBe('placed'));
    expect(statusAt(other, orderId)).toBe('on_hold');
  });

  it('[F16, I1, I3] central hears of an order before it hears what others did to it, and of what is older at once', async () => {
    const [hub, other] = [await store.join('counter'), await store.join('counter')];
    await store.serve(hub);
    await cut(hub, other);
    const { orderId: older } = await placeForTest(other.core);
    const { orderId } = await placeForTest(hub.core);
    await soon(() => expect(statusAt(other, orderId)).toBe('placed'));
    await changeAt(other, orderId, 'on_hold');
    await soon(() => expect(statusAt(hub, orderId)).toBe('on_hold'));
    other.line.setDown(false);
    await soon(() =>
      expect(opsAt(other).map(({ state, entityId }) => [entityId, state])).toEqual([
        [older, 'acked'],
        [orderId, 'pending'],
      ]),
    );
    hub.line.setDown(false);
    await soon(() => expect(new Set(opsAt(other).map(({ state }) => state))).toEqual(new Set(['acked'])));
    for (const one of [hub, other]) await soon(() => expect(statusAt(one, orderId)).toBe('on_hold'));
    const refused = await store.central.db.transaction({ role: 'owner' }, (db) =>
      db.query(`SELECT code FROM op WHERE status <> 'applied'`),
    );
    expect(refused).toEqual([]);
  });

  it('[F16, I1, I3] and does not hear of a step before it has the one before it, whatever else was done to that order', async () => {
    const [hub, other] = [await store.join('counter'), await store.join('counter')];
    await store.serve(hub);
    const { orderId } = await placeForTest(hub.core);
    await soon(() => expect(statusAt(other, orderId)).toBe('placed'));
    await cut(hub, other);
    const { version } = await other.core.get(other.core.who.staff, 'orders:get', { orderId });
    const note = { orderId, version, note: 'matte', place: '' };
    await other.core.get(other.core.who.staff, 'orders:setNote', note);
    await soon(() => expect(opsAt(other)).toMatchObject([{ state: 'pending', hub: 1 }]));
    await changeAt(hub, orderId, 'on_hold');
    await soon(() => expect(statusAt(other, orderId)).toBe('on_hold'));
    await changeAt(other, orderId, 'placed');
    await soon(() => expect(statusAt(hub, orderId)).toBe('placed'));
    const before = placeOf(other);
    other.line.setDown(false);
    const states = () => opsAt(other).map(({ state }) => state);
    await soon(() => expect(states()).toEqual(['acked', 'pending']));
    // Central has named the order by then, with the note alone.
    await soon(() => expect(placeOf(other)).not.toEqual(before));
    expect(states()).toEqual(['acked', 'pending']);
    hub.line.setDown(false);
    await soon(() => expect(states()).toEqual(['acked', 'acked']));
    for (const one of [hub, other]) await soon(() => expect(statusAt(one, orderId)).toBe('placed'));
    const refused = await store.central.db.transaction({ role: 'owner' }, (db) =>
      db.query(`SELECT code FROM op WHERE status <> 'applied'`),
    );
    expect(refused).toEqual([]);
  });

  it('[F16, I1, I9] that dies with what it kept holds nobody up: the kiosk brings it by itself', async () => {
    const [counter, kiosk] = [await store.join('counter'), await store.join('kiosk')];
    await store.serve(counter);
    await cut(counter, kiosk);
    const { orderId } = await placeForTest(kiosk.core);
    await soon(() => expect(statusAt(counter, orderId)).toBe('placed'));
    // What the hub says of it meanwhile keeps nothing back that the kiosk did before.
    await changeAt(counter, orderId, 'on_hold');
    await soon(() => expect(statusAt(kiosk, orderId)).toBe('on_hold'));
    await counter.core.features.sync.stop();
    kiosk.line.setDown(false);
    await soon(() => expect(opsAt(kiosk).every(({ state }) => state === 'acked')).toBe(true));
    expect(await atCentral()).toBe(1);
    counter.line.setDown(false);
    counter.core.features.sync.start?.();
    await soon(() => expect(relaysAt(counter).every(({ state }) => state === 'acked')).toBe(true));
    await soon(() => expect(statusAt(kiosk, orderId)).toBe('on_hold'));
    expect(await atCentral()).toBe(1);
  });
});
