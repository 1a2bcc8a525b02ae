import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { createNoticesHandlers } from '../../../electron/core/features/notices/index.ts';
import { liftRestriction, restrict } from '../../../electron/core/features/restriction/index.ts';
import type { CallInput } from '../../../shared/contract/index.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { FREE_START, orderFeatures, type PlacedForTest, placeForTest } from '../harness/orders.ts';
import { createTestCore, type TestCore, type TestDeps } from '../harness/testCore.ts';

const features = (deps: TestDeps) => ({
  ...orderFeatures(deps),
  notices: { handlers: createNoticesHandlers(deps) },
});

let core: TestCore<ReturnType<typeof features>>;
let order: PlacedForTest;
const person = (orderId: string): PersonId => {
  const row = core.deps.read.get<{ id: PersonId }>(
    sql`SELECT person_id AS id FROM orders WHERE order_id = ${orderId}`,
  );
  if (!row) throw new Error('no order');
  return row.id;
};
const begin = (orderId: string) => core.deps.transact((tx) => restrict(tx, [person(orderId)]));

beforeEach(async () => {
  core = await createTestCore(features);
  core.set({ ...FREE_START, printer: { kind: 'file' } });
  order = await placeForTest(core);
});
afterEach(() => core.close());

describe('a person whose data is restricted', () => {
  it('[R6, P33] is not seen by staff: no detail, no photo, no pictures of them', async () => {
    const { orderId, photoIds } = order;
    const photoId = photoIds[0] ?? expect.unreachable();
    begin(orderId);
    const { staff, manager } = core.who;
    expect(await core.refused(staff, 'orders:open', { orderId })).toBe('RESTRICTED');
    expect(await core.refused(staff, 'orders:get', { orderId })).toBe('RESTRICTED');
    expect(await core.refused(staff, 'orders:viewPhotos', { orderId })).toBe('RESTRICTED');
    expect(await core.refused(staff, 'orders:thumbnail', { orderId, photoId, edge: 320 })).toBe('RESTRICTED');
    expect(await core.get(manager, 'orders:get', { orderId })).toMatchObject({ orderId });
  });

  it('[R6, P33] is found by managers only', async () => {
    begin(order.orderId);
    const list = {
      offset: 0,
      limit: 50,
      sort: 'placedAt',
      descending: true,
      text: '',
      day: 'all',
      source: 'all',
      statuses: [],
    } satisfies CallInput<'orders:list'>;
    const { staff, manager } = core.who;
    expect(await core.get(staff, 'orders:search', { text: 'berzina' })).toEqual({ rows: [] });
    expect(await core.get(staff, 'orders:list', list)).toEqual({ total: 0, rows: [] });
    expect((await core.get(manager, 'orders:search', { text: 'berzina' })).rows).toHaveLength(1);
    expect(await core.get(manager, 'orders:list', list)).toMatchObject({ total: 1 });
  });

  it('[R6, P33] is changed by nobody, not even by a manager', async () => {
    const { orderId, items } = order;
    const { version, total } = await core
      .get(core.who.manager, 'orders:get', { orderId })
      .then((detail) => ({ version: detail.version, total: detail.total }));
    begin(orderId);
    for (const who of [core.who.staff, core.who.manager]) {
      const at = { orderId, version };
      expect(await core.refused(who, 'orders:setNote', { ...at, note: 'a', place: '' })).toBe('RESTRICTED');
      expect(
        await core.refused(who, 'orders:changeStatus', { ...at, to: 'in_production', reason: null }),
      ).toBe('RESTRICTED');
      expect(await core.refused(who, 'orders:amend', { ...at, items: [...items], total })).toBe('RESTRICTED');
      expect(
        await core.refused(who, 'orders:recordPayment', {
          orderId,
          kind: 'payment',
          method: 'cash',
          amount: total,
          tillReceipt: null,
        }),
      ).toBe('RESTRICTED');
    }
  });

  it('[R6, P33] is not printed: a job that waits goes on only when the restriction is lifted', async () => {
    const { orderId } = order;
    const { version } = await core.get(core.who.manager, 'orders:get', { orderId });
    await core.get(core.who.manager, 'orders:changeStatus', {
      orderId,
      version,
      to: 'in_production',
      reason: null,
    });
    begin(orderId);
    core.clock.pass(60_000);
    const states = () =>
      core.deps.read.all<{ state: string }>(sql`SELECT state FROM output_job WHERE order_id = ${orderId}`);
    await core.features.production.runDue();
    expect(states()).toEqual([{ state: 'waiting' }]);
    core.deps.transact((tx) => liftRestriction(tx, [person(orderId)]));
    await core.features.production.runDue();
    expect(states()).toEqual([{ state: 'handed_over' }]);
  });

  it('[R6, P33] is not called uncollected by the calendar until the restriction is lifted', async () => {
    const { orderId } = order;
    const { manager } = core.who;
    const versionNow = async () => (await core.get(manager, 'orders:get', { orderId })).version;
    for (const to of ['in_production', 'ready'] as const) {
      const version = await versionNow();
      await core.get(manager, 'orders:changeStatus', { orderId, version, to, reason: null });
      core.clock.pass(60_000);
      await core.features.production.runDue();
    }
    core.clock.pass(6 * 86_400_000);
    await core.get(manager, 'orders:recordReminder', { orderId, version: await versionNow() });
    begin(orderId);
    core.clock.pass(30 * 86_400_000);
    const statusThen = async () => {
      core.features.orders.collect();
      return (await core.get(manager, 'orders:get', { orderId })).status;
    };
    expect(await statusThen()).toBe('ready');
    core.deps.transact((tx) => liftRestriction(tx, [person(orderId)]));
    expect(await statusThen()).toBe('uncollected');
  });

  it('[R6, P33] gets no paper: neither the waiting ticket nor a copy', async () => {
    const { orderId } = order;
    begin(orderId);
    const state = () =>
      core.deps.read.get<{ state: string }>(sql`SELECT state FROM print_task WHERE order_id = ${orderId}`);
    await core.features.tickets.printDue();
    expect(state()).toEqual({ state: 'waiting' });
    for (const who of [core.who.staff, core.who.manager]) {
      expect(await core.refused(who, 'tickets:print', { orderId, kind: 'ticket' })).toBe('RESTRICTED');
      expect(await core.refused(who, 'tickets:reprintLast', {})).toBe('RESTRICTED');
    }
    core.deps.transact((tx) => liftRestriction(tx, [person(orderId)]));
    await core.features.tickets.printDue();
    expect(state()).toEqual({ state: 'printed' });
  });

  it('[R6, P33, P37] stays a task on the list of a new notice, without the order', async () => {
    const [version] = (await core.get(core.who.manager, 'notices:list', {})).versions;
    const { noticeId, version: number } = version ?? expect.unreachable();
    core.database.writer.exec(`INSERT INTO notice_person (notice_id, version, person_id, state, queued_at)
      VALUES ('${noticeId}', '${number}', '${person(order.orderId)}', 'queued', 1)`);
    const told = async () =>
      (
        await core.get(core.who.manager, 'notices:campaign', {
          noticeId,
          version: number,
          state: null,
          offset: 0,
          limit: 10,
        })
      ).people.map(({ orderId, state }) => ({ orderId, state }));
    expect(await told()).toEqual([{ orderId: order.orderId, state: 'queued' }]);
    begin(order.orderId);
    expect(await told()).toEqual([{ orderId: null, state: 'queued' }]);
  });

  it('[R6, P33] is neither offered beside other orders of the contact nor counted', async () => {
    const other = await placeForTest(core);
    begin(other.orderId);
    const detail = await core.get(core.who.staff, 'orders:get', { orderId: order.orderId });
    expect(detail.alsoWaiting).toEqual([]);
    expect(await core.get(core.who.manager, 'reports:dayEnd', { day: '2026-11-22' })).toMatchObject({
      orders: 1,
      open: 1,
    });
  });

  it('stays restricted when restricted again, and is as before once it is lifted', async () => {
    const { orderId } = order;
    begin(orderId);
    begin(orderId);
    core.deps.transact((tx) => liftRestriction(tx, [person(orderId)]));
    expect(await core.get(core.who.staff, 'orders:get', { orderId })).toMatchObject({ orderId });
  });
});
