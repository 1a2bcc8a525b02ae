import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteTime } from '../../../electron/core/features/terminal/index.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { type OrderStatus, UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import {
  BY_PHONE,
  createOrderCore,
  FREE_START,
  NO_CONTACT,
  type OrderCore,
  placeForTest,
  type Wanted,
} from '../harness/orders.ts';

const DAY = 86_400_000;
let core: OrderCore;
beforeEach(async () => {
  core = await createOrderCore();
  core.set({ ...FREE_START, times: { uncollectedAfterDays: 10 }, retention: { reminderAfter: 5 } });
});
afterEach(() => core.close());

const detail = (orderId: OrderId) => core.get(core.who.manager, 'orders:get', { orderId });
const change = async (orderId: OrderId, to: OrderStatus, reason: string | null = null) => {
  const { version } = await detail(orderId);
  return core.get(core.who.staff, 'orders:changeStatus', { orderId, version, to, reason });
};
const produce = async (orderId: OrderId) => {
  core.clock.pass(UNDO_MS);
  await core.features.production.runDue();
  await change(orderId, 'ready');
};
/** Placed on Sunday the 22nd, promised for Monday the 23rd. */
const ready = async (wanted: Wanted = {}) => {
  const placed = await placeForTest(core, { photos: 1, contact: BY_PHONE, ...wanted });
  await change(placed.orderId, 'in_production');
  await produce(placed.orderId);
  return placed;
};
const remind = async (orderId: OrderId) => {
  const { version } = await detail(orderId);
  return core.ask(core.who.staff, 'orders:recordReminder', { orderId, version });
};
const pass = (days: number) => {
  core.clock.pass(days * DAY);
  core.features.orders.collect();
};
const status = async (orderId: OrderId) => (await detail(orderId)).status;
const listed = async () =>
  (await core.get(core.who.staff, 'orders:listUncollected', {})).rows.map(({ orderId, collection }) => [
    orderId,
    collection?.reminder,
  ]);

describe('orders nobody fetches', () => {
  it('[PUP-4] dates the reminder, the day it counts as uncollected and the end of keeping', async () => {
    const { orderId } = await ready();
    const dates = async () => {
      const { collection, keepUntil } = await detail(orderId);
      return { ...collection, keepUntil };
    };
    const fixed = { since: '2026-11-23', reminderOn: '2026-11-27', keepUntil: '2027-02-20' };
    const open = { ...fixed, remindedAt: null, uncollectedOn: '2026-12-03' };
    expect(await dates()).toEqual({ ...open, reminder: 'later' });
    pass(5);
    expect(await dates()).toEqual({ ...open, reminder: 'due' });
    await remind(orderId);
    const remindedAt = core.clock.now();
    expect(await dates()).toEqual({ ...open, reminder: 'done', remindedAt });
    expect((await detail(orderId)).history[0]).toMatchObject({
      code: 'reminded',
      by: 'Līga',
      at: remindedAt,
    });
    const { rows } = await core.get(core.who.staff, 'orders:list', {
      day: 'all',
      statuses: ['ready'],
      source: 'all',
      text: '',
      sort: 'dueAt',
      descending: false,
      offset: 0,
      limit: 50,
    });
    expect(rows[0]).toMatchObject({ keepUntil: '2027-02-20', collection: { reminder: 'done' } });
  });

  it('[PUP-4] calls an order uncollected by itself after the set days, and only once staff reached the customer', async () => {
    const called = await ready();
    const forgotten = await ready();
    pass(6);
    await remind(called.orderId);
    pass(4);
    expect([await status(called.orderId), await status(forgotten.orderId)]).toEqual(['ready', 'ready']);
    pass(1);
    expect([await status(called.orderId), await status(forgotten.orderId)]).toEqual(['uncollected', 'ready']);
    const { history } = await detail(called.orderId);
    expect(history[0]).toMatchObject({ code: 'status', from: 'ready', to: 'uncollected', by: null });
    await remind(forgotten.orderId);
    pass(0);
    expect(await status(forgotten.orderId)).toBe('uncollected');
  });

  it('[PUP-4] reminds nobody of an anonymous order, and does not wait for it', async () => {
    const { orderId } = await ready({ contact: NO_CONTACT });
    expect(await remind(orderId)).toMatchObject({ code: 'TRANSITION_REFUSED' });
    pass(10);
    expect(await status(orderId)).toBe('ready');
    expect((await detail(orderId)).collection).toMatchObject({ reminder: 'nobody', reminderOn: null });
    pass(1);
    expect(await status(orderId)).toBe('uncollected');
  });

  it('[PUP-4] lists them by age, with the customers to call', async () => {
    const anonymous = await ready({ contact: NO_CONTACT });
    core.clock.pass(DAY);
    const named = await ready();
    core.clock.pass(3 * DAY);
    const young = await ready();
    expect(await listed()).toEqual([]);
    pass(3);
    expect(await listed()).toEqual([[named.orderId, 'due']]);
    pass(5);
    expect(await status(anonymous.orderId)).toBe('uncollected');
    expect(await listed()).toEqual([
      [anonymous.orderId, 'nobody'],
      [named.orderId, 'due'],
      [young.orderId, 'due'],
    ]);
    await remind(young.orderId);
    expect((await listed()).length).toBe(2);
    await change(named.orderId, 'on_hold', 'paper');
    expect(await listed()).toEqual([[anonymous.orderId, 'nobody']]);
    expect(await core.refused(core.who.customer, 'orders:listUncollected', {})).toBe('FORBIDDEN');
  });

  it('[PUP-4] counts from the day an order became ready when that is later than promised, and again after a reprint', async () => {
    const { orderId } = await placeForTest(core, { photos: 1, contact: BY_PHONE });
    await change(orderId, 'in_production');
    core.clock.pass(20 * DAY);
    await produce(orderId);
    expect((await detail(orderId)).collection).toMatchObject({ since: '2026-12-12', reminder: 'due' });
    await remind(orderId);
    pass(1);
    expect(await status(orderId)).toBe('ready');
    await change(orderId, 'in_production', 'scratch');
    expect((await detail(orderId)).collection).toBe(null);
    await produce(orderId);
    expect((await detail(orderId)).collection).toMatchObject({ since: '2026-12-13', reminder: 'due' });
  });

  it('takes a reminder back within its 10 seconds and records none twice', async () => {
    const { orderId } = await ready();
    const first = await remind(orderId);
    if (!first.ok) throw new Error(first.code);
    expect(await remind(orderId)).toMatchObject({ code: 'CONFLICT' });
    const undo = { orderId, historyId: first.value.historyId };
    await core.get(core.who.staff, 'orders:undo', undo);
    expect((await detail(orderId)).collection).toMatchObject({ reminder: 'later', remindedAt: null });
    pass(11);
    expect(await status(orderId)).toBe('ready');
  });

  it('hands out an uncollected order like any other', async () => {
    const { orderId, total } = await ready();
    await remind(orderId);
    pass(11);
    const pay = { orderId, kind: 'payment', amount: total, method: 'cash', tillReceipt: null } as const;
    await core.get(core.who.staff, 'orders:recordPayment', pay);
    const { version } = await detail(orderId);
    const proof = { kind: 'phoneTail', tail: '3456' } as const;
    const handOver = { orderId, version, proof, unpaidReason: null };
    await core.get(core.who.staff, 'orders:handOver', handOver);
    expect(await status(orderId)).toBe('picked_up');
    expect(await listed()).toEqual([]);
  });

  it('decides nothing by a clock behind the latest time ever seen', async () => {
    const { orderId } = await ready({ contact: NO_CONTACT });
    core.clock.pass(30 * DAY);
    core.deps.transact(noteTime);
    core.clock.pass(-DAY);
    core.features.orders.collect();
    expect(await status(orderId)).toBe('ready');
    core.clock.pass(DAY);
    core.features.orders.collect();
    expect(await status(orderId)).toBe('uncollected');
  });
});

describe('telling the customer', () => {
  it('a recorded call makes a ready order notified, with who called; it still waits to be collected', async () => {
    const { orderId } = await ready();
    await change(orderId, 'notified');
    const { history, collection, next } = await detail(orderId);
    expect(history[0]).toMatchObject({ from: 'ready', to: 'notified', by: 'Līga' });
    expect(collection).toMatchObject({ since: '2026-11-23', reminder: 'later' });
    expect(next.map(({ to }) => to)).toContain('picked_up');
    await remind(orderId);
    pass(11);
    expect(await status(orderId)).toBe('uncollected');
  });
});
