import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { ORDER_STATUSES, type OrderStatus, UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { createOrderCore, FREE_START, item, type OrderCore, placeForTest } from '../harness/orders.ts';

let core: OrderCore;
beforeEach(async () => {
  core = await createOrderCore();
  core.set(FREE_START);
});
afterEach(() => core.close());

const detail = (orderId: OrderId, who = core.who.manager) => core.get(who, 'orders:get', { orderId });
const change = async (
  orderId: OrderId,
  to: OrderStatus,
  reason: string | null = null,
  who = core.who.staff,
) => {
  const { version } = await detail(orderId);
  return core.get(who, 'orders:changeStatus', { orderId, version, to, reason });
};
const produce = async (orderId: OrderId) => {
  await change(orderId, 'in_production');
  core.clock.pass(UNDO_MS);
  await core.features.production.runDue();
};

describe('changing the status', () => {
  it('[ORD-1] refuses every change that the table does not hold, whatever the screen sent', async () => {
    const allowed: Partial<Record<OrderStatus, readonly OrderStatus[]>> = {
      placed: ['in_production', 'on_hold', 'cancelled'],
      in_production: ['ready', 'on_hold', 'cancelled'],
      ready: ['notified', 'in_production', 'on_hold', 'cancelled'],
    };
    for (const from of ['placed', 'in_production', 'ready'] as const) {
      for (const to of ORDER_STATUSES) {
        const { orderId } = await placeForTest(core, { photos: 1 });
        if (from !== 'placed') await produce(orderId);
        if (from === 'ready') await change(orderId, 'ready');
        const { version } = await detail(orderId);
        const input = { orderId, version, to, reason: 'tests' };
        const answer = await core.ask(core.who.manager, 'orders:changeStatus', input);
        const expected = allowed[from]?.includes(to) === true;
        expect([from, to, answer.ok]).toEqual([from, to, expected]);
        expect((await detail(orderId)).status).toBe(expected ? to : from);
      }
    }
  });

  it('asks for a reason, for a manager and for the money where the table does', async () => {
    core.set({ production: { mayStartUnpaid: false } });
    const { orderId } = await placeForTest(core);
    const { version } = await detail(orderId);
    const to = (status: OrderStatus, reason: string | null = null) =>
      core.refused(core.who.staff, 'orders:changeStatus', { orderId, version, to: status, reason });
    expect(await to('on_hold')).toBe('REASON_NEEDED');
    expect(await to('in_production')).toBe('NOT_PAID');
    core.set(FREE_START);
    await produce(orderId);
    const now = (await detail(orderId)).version;
    const cancel = { orderId, version: now, to: 'cancelled', reason: 'customer' } as const;
    expect(await core.refused(core.who.staff, 'orders:changeStatus', cancel)).toBe('MANAGER_NEEDED');
    await core.get(core.who.manager, 'orders:changeStatus', cancel);
  });

  it('goes back from a hold to the status before, and its jobs wait meanwhile', async () => {
    const { orderId } = await placeForTest(core);
    await change(orderId, 'in_production');
    await change(orderId, 'on_hold', 'paper');
    core.clock.pass(UNDO_MS * 3);
    await core.features.production.runDue();
    expect((await detail(orderId)).jobs.map(({ state }) => state)).toEqual(['waiting']);
    const { version, next } = await detail(orderId);
    expect(next.map(({ to }) => to)).toEqual(['in_production', 'cancelled']);
    const wrong = { orderId, version, to: 'placed', reason: null } as const;
    expect(await core.refused(core.who.staff, 'orders:changeStatus', wrong)).toBe('TRANSITION_REFUSED');
    await change(orderId, 'in_production');
    await core.features.production.runDue();
    expect((await detail(orderId)).jobs.map(({ state }) => state)).toEqual(['handed_over']);
  });
});

describe('undo', () => {
  it('[ORD-2] takes a start back within 10 s, before any controller saw it, and writes who did what where', async () => {
    const { orderId } = await placeForTest(core);
    const started = await change(orderId, 'in_production');
    core.clock.pass(UNDO_MS - 1);
    await core.features.production.runDue();
    expect((await detail(orderId)).jobs.map(({ state }) => state)).toEqual(['waiting']);
    await core.get(core.who.staff, 'orders:undo', { orderId, historyId: started.historyId });
    core.clock.pass(UNDO_MS * 2);
    await core.features.production.runDue();
    const after = await detail(orderId);
    expect([after.status, after.jobs.map(({ state }) => state)]).toEqual(['placed', ['cancelled']]);
    expect(after.history.map(({ code, by, window, from, to }) => [code, by, window, from, to])).toEqual([
      ['undone', 'Līga', 'counter', 'in_production', 'placed'],
      ['status', 'Līga', 'counter', 'placed', 'in_production'],
      ['placed', null, 'counter', null, 'placed'],
    ]);
    const again = await change(orderId, 'in_production');
    core.clock.pass(UNDO_MS);
    const late = { orderId, historyId: again.historyId };
    expect(await core.refused(core.who.staff, 'orders:undo', late)).toBe('UNDO_EXPIRED');
    await core.features.production.runDue();
    expect((await detail(orderId)).jobs.map(({ state }) => state)).toEqual(['cancelled', 'handed_over']);
  });

  it('takes back only the last change, and each only once', async () => {
    const { orderId } = await placeForTest(core);
    const first = await change(orderId, 'on_hold', 'paper');
    const second = await change(orderId, 'placed');
    const undo = (historyId: number) => core.ask(core.who.staff, 'orders:undo', { orderId, historyId });
    expect(await undo(first.historyId)).toMatchObject({ code: 'ORDER_CHANGED' });
    expect((await detail(orderId)).history[0]?.undoableUntil).toBe(core.clock.now() + UNDO_MS);
    expect(await undo(second.historyId)).toMatchObject({ ok: true });
    expect(await undo(second.historyId)).toMatchObject({ code: 'UNDO_EXPIRED' });
    const after = await detail(orderId);
    expect([after.status, after.next.map(({ to }) => to)]).toEqual(['on_hold', ['placed', 'cancelled']]);
  });

  it('makes a cancelled order open, findable and its jobs waiting again', async () => {
    const { orderId } = await placeForTest(core);
    await change(orderId, 'in_production');
    const cancelled = await change(orderId, 'cancelled', 'customer', core.who.manager);
    const found = async () => (await core.get(core.who.staff, 'orders:search', { text: 'berz' })).rows.length;
    expect([await found(), (await detail(orderId)).jobs[0]?.state]).toEqual([0, 'cancelled']);
    await core.get(core.who.staff, 'orders:undo', { orderId, historyId: cancelled.historyId });
    expect([await found(), (await detail(orderId)).jobs[0]?.state]).toEqual([1, 'waiting']);
    expect((await detail(orderId)).status).toBe('in_production');
  });

  it('puts jobs that staff had called printed back to what they were', async () => {
    const { orderId } = await placeForTest(core);
    await produce(orderId);
    const ready = await change(orderId, 'ready');
    expect((await detail(orderId)).jobs[0]?.state).toBe('printed');
    await core.get(core.who.staff, 'orders:undo', { orderId, historyId: ready.historyId });
    expect((await detail(orderId)).jobs[0]?.state).toBe('handed_over');
  });
});

describe('repeating and sharing', () => {
  it('[ORD-4] a repeated command changes nothing twice', async () => {
    const { orderId } = await placeForTest(core);
    const requestId = core.deps.ids.ulid();
    const pay = {
      requestId,
      orderId,
      kind: 'payment',
      amount: 500,
      method: 'cash',
      tillReceipt: null,
    } as const;
    const first = await core.get(core.who.staff, 'orders:recordPayment', pay);
    expect(await core.get(core.who.staff, 'orders:recordPayment', pay)).toEqual(first);
    const start = {
      requestId: core.deps.ids.ulid(),
      orderId,
      version: 2,
      to: 'in_production',
      reason: null,
    } as const;
    const started = await core.get(core.who.staff, 'orders:changeStatus', start);
    core = await core.restart();
    expect(await core.get(core.who.staff, 'orders:changeStatus', start)).toEqual(started);
    const after = await detail(orderId);
    expect([after.paid, after.jobs.length, after.version]).toEqual([500, 1, 3]);
    expect(await core.refused(core.who.staff, 'orders:changeStatus', { ...start, to: 'on_hold' })).toBe(
      'CONFLICT',
    );
  });

  it('[ORD-5] shows who has an order open and saves nothing over a change in between', async () => {
    const { orderId } = await placeForTest(core);
    const open = (who = core.who.staff) => core.get(who, 'orders:open', { orderId });
    const openBy = async (who = core.who.other) => (await detail(orderId, who)).openBy;
    expect(await open()).toEqual({ openBy: null });
    expect(await open(core.who.other)).toEqual({ openBy: 'Līga' });
    expect([await openBy(), await openBy(core.who.staff)]).toEqual(['Līga', null]);

    const { version } = await detail(orderId);
    const note = (text: string, who = core.who.staff) =>
      core.ask(who, 'orders:setNote', { orderId, version, note: text, place: 'A3' });
    expect(await note('cut by hand')).toMatchObject({ ok: true });
    expect(await note('something else', core.who.other)).toMatchObject({ code: 'ORDER_CHANGED' });
    const after = await detail(orderId);
    expect([after.note, after.place]).toEqual(['cut by hand', 'A3']);

    await core.get(core.who.staff, 'orders:close', { orderId });
    expect(await open(core.who.other)).toEqual({ openBy: null });
    core.clock.pass(5 * 60_000);
    expect(await open()).toEqual({ openBy: null });
  });
});

describe('other lines', () => {
  it('[ORD-3] changes lines before the hand-over to a controller; after that a change is an order of its own', async () => {
    const { orderId, items, photoIds } = await placeForTest(core);
    await change(orderId, 'in_production');
    const [first] = photoIds;
    if (!first) throw new Error('no photo');
    const wanted = [...items, item(first, { format: '13x18', copies: 3 })];
    const quoted = await core.get(core.who.staff, 'orders:quote', { orderId, items: wanted });
    const { version } = await detail(orderId);
    const amend = (total: number, at = version) =>
      core.ask(core.who.staff, 'orders:amend', { orderId, version: at, items: wanted, total });
    expect(await amend(quoted.after.total - 1)).toMatchObject({ code: 'PRICE_CHANGED' });
    expect(await amend(quoted.after.total)).toMatchObject({ ok: true });
    core.clock.pass(UNDO_MS);
    await core.features.production.runDue();
    const after = await detail(orderId);
    expect(after.jobs.map(({ format, paper, state }) => `${format} ${paper} ${state}`)).toEqual([
      '10x15 gloss cancelled',
      '10x15 gloss handed_over',
      '13x18 gloss handed_over',
    ]);
    expect(after.total).toBe(quoted.after.total);
    const late = async () => amend(quoted.after.total, (await detail(orderId)).version);
    expect(await late()).toMatchObject({ code: 'LINKED_ORDER_NEEDED' });
    await change(orderId, 'ready');
    expect(await late()).toMatchObject({ code: 'LINKED_ORDER_NEEDED' });
    await change(orderId, 'cancelled', 'customer', core.who.manager);
    expect(await late()).toMatchObject({ code: 'TRANSITION_REFUSED' });
    const linked = await placeForTest(core, { linkedTo: orderId });
    expect((await detail(linked.orderId)).linkedTo).toBe(orderId);
  });

  it('[PRI-7] keeps the prices of the day it was placed, also for lines added later', async () => {
    const { orderId, items, photoIds, total } = await placeForTest(core, { lines: [{ copies: 40 }] });
    const list = core.deps.catalogue(core.deps.read);
    if (!list) throw new Error('no price list');
    const dearer = {
      ...list,
      version: list.version + 1,
      products: list.products.map((product) => ({
        ...product,
        breaks: product.breaks.map((step) => ({ ...step, unit: step.unit * 10 })),
      })),
    };
    core.deps.transact((tx) =>
      tx.db.run(sql`INSERT INTO catalogue_version (version, valid_from, body, received_at)
        VALUES (${dearer.version}, 0, ${JSON.stringify(dearer)}, 0)`),
    );
    expect(core.deps.catalogue(core.deps.read)?.version).toBe(dearer.version);
    expect((await detail(orderId)).total).toBe(total);
    const [first] = photoIds;
    if (!first) throw new Error('no photo');
    const wanted = [...items, item(first, { format: '13x18', copies: 2 })];
    const { before, after } = await core.get(core.who.staff, 'orders:quote', { orderId, items: wanted });
    expect([before.total, after.catalogueVersion]).toEqual([total, list.version]);
    expect(after.total).toBeLessThan(before.total * 2);
    expect(after.total).toBeGreaterThan(before.total);
  });

  it('prints single photos again with a reason, as a job of its own', async () => {
    const { orderId, photoIds } = await placeForTest(core, { photos: 3 });
    await produce(orderId);
    await change(orderId, 'ready');
    const reprint = async () => {
      const { version } = await detail(orderId);
      const input = { orderId, version, photoIds: photoIds.slice(1, 2), reason: 'scratch' };
      return core.get(core.who.staff, 'orders:reprint', input);
    };
    await reprint();
    const again = await reprint();
    await core.get(core.who.staff, 'orders:undo', { orderId, historyId: again.historyId });
    core.clock.pass(UNDO_MS);
    await core.features.production.runDue();
    const after = await detail(orderId);
    expect(after.status).toBe('in_production');
    expect(after.jobs.map(({ images, state }) => [images, state])).toEqual([
      [3, 'printed'],
      [1, 'handed_over'],
      [1, 'cancelled'],
    ]);
  });
});

describe('looking', () => {
  it('[PRV-4] records each viewing of photos, in the order and in the audit trail', async () => {
    const { orderId } = await placeForTest(core);
    await core.get(core.who.staff, 'orders:viewPhotos', { orderId });
    await core.get(core.who.other, 'orders:viewPhotos', { orderId });
    const seen = (await detail(orderId)).history.filter(({ code }) => code === 'viewed_photos');
    expect(seen.map(({ by }) => by)).toEqual(['Māra', 'Līga']);
    const audit = core.deps.read.all(
      sql`SELECT actor_ref, object_ref FROM audit WHERE action = 'photos.view' ORDER BY seq`,
    );
    expect(audit).toEqual([
      { actor_ref: core.who.staff.staffId, object_ref: orderId },
      { actor_ref: core.who.other.staffId, object_ref: orderId },
    ]);
  });

  it('decodes a picture from the sealed original and refuses one of another order', async () => {
    const mine = await placeForTest(core);
    const other = await placeForTest(core);
    const [photoId] = mine.photoIds;
    if (!photoId) throw new Error('no photo');
    const picture = { orderId: mine.orderId, photoId, edge: 320 } as const;
    expect((await core.get(core.who.staff, 'orders:thumbnail', picture)).width).toBe(320);
    const foreign = { ...picture, orderId: other.orderId };
    expect(await core.refused(core.who.staff, 'orders:thumbnail', foreign)).toBe('NOT_FOUND');
    await core.deps.fileKeys.destroy(mine.orderId);
    expect(await core.refused(core.who.staff, 'orders:thumbnail', picture)).toBe('NOT_FOUND');
  });

  it('shows staff no closed order once it cannot be undone any more; a manager still sees it', async () => {
    const { orderId } = await placeForTest(core);
    await change(orderId, 'cancelled', 'customer');
    expect((await detail(orderId, core.who.staff)).status).toBe('cancelled');
    core.clock.pass(UNDO_MS);
    expect(await core.refused(core.who.staff, 'orders:get', { orderId })).toBe('MANAGER_NEEDED');
    expect((await detail(orderId)).status).toBe('cancelled');
    expect(await core.refused(core.who.customer, 'orders:get', { orderId })).toBe('FORBIDDEN');
  });
});
