import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import type { CallInput } from '../../../shared/contract/index.ts';
import { BY_PHONE, FREE_START, NO_CONTACT, type PlacedForTest, placeForTest } from '../harness/orders.ts';
import { createTestCore } from '../harness/testCore.ts';
import { type CounterCore, counterFeatures } from '../../sync/tools/counterCore.ts';
import { type ContractServer, startContractServer } from './contractServer.ts';
import { CODE } from './syncCore.ts';

const DAY = 86_400_000;

let server: ContractServer;
let core: CounterCore;
let order: PlacedForTest;

const LIST = {
  offset: 0,
  limit: 50,
  sort: 'placedAt',
  descending: true,
  text: '',
  day: 'all',
  source: 'all',
  statuses: [],
} satisfies CallInput<'orders:list'>;

const status = () => core.get(core.who.staff, 'sync:status', {});
const get = (orderId: PlacedForTest['orderId']) => core.get(core.who.manager, 'orders:get', { orderId });
const refusal = (orderId: PlacedForTest['orderId']) =>
  core.refused(core.who.manager, 'orders:get', { orderId });
const versionOf = (orderId: string): number =>
  core.deps.read.get<{ version: number }>(sql`SELECT version FROM orders WHERE order_id = ${orderId}`)
    ?.version ?? 0;
/** What the start of the program does, before a call is answered. */
const start = (restored = false): void => core.features.sync.recover(restored);
const comeBack = async (): Promise<void> => {
  core.features.sync.start?.();
  await vi.waitFor(async () => expect(await status()).not.toMatchObject({ state: 'locked' }), {
    timeout: 20_000,
  });
};

beforeEach(async () => {
  server = await startContractServer();
  core = await createTestCore(counterFeatures);
  core.set({ ...FREE_START, printer: { kind: 'file' } });
  await core.get(core.who.manager, 'sync:enrol', { url: server.url, code: CODE });
  start();
  order = await placeForTest(core, { contact: BY_PHONE });
  core.deps.transact((tx) => tx.db.run(sql`UPDATE sync_terminal SET last_contact_at = ${tx.now}`));
});
afterEach(async () => {
  await core.features.sync.stop();
  await core.close();
  await server.close();
});

describe('a terminal that central was not heard at for more than 14 days', () => {
  it('[E9, R6] closes an order without a name as well: its photos show somebody', async () => {
    const nameless = await placeForTest(core, { contact: NO_CONTACT });
    core.deps.transact((tx) => tx.db.run(sql`UPDATE sync_terminal SET last_contact_at = ${tx.now}`));
    core.clock.pass(15 * DAY);
    start();
    expect(await refusal(nameless.orderId)).toBe('RECORDS_LOCKED');
  });

  it('[E9, R6] closes what is from before: nobody sees, finds, changes or prints it', async () => {
    const { orderId, items, total, photoIds } = order;
    const version = versionOf(orderId);
    core.clock.pass(14 * DAY + 60_000);
    start();
    expect(await status()).toMatchObject({ state: 'locked' });
    const photoId = photoIds[0] ?? expect.unreachable();
    for (const who of [core.who.staff, core.who.manager]) {
      const asked = [
        await core.refused(who, 'orders:open', { orderId }),
        await core.refused(who, 'orders:get', { orderId }),
        await core.refused(who, 'orders:viewPhotos', { orderId }),
        await core.refused(who, 'orders:thumbnail', { orderId, photoId, edge: 320 }),
        await core.refused(who, 'orders:setNote', { orderId, version, note: 'a', place: '' }),
        await core.refused(who, 'orders:changeStatus', {
          orderId,
          version,
          to: 'in_production',
          reason: null,
        }),
        await core.refused(who, 'orders:amend', { orderId, version, items: [...items], total }),
        await core.refused(who, 'tickets:print', { orderId, kind: 'ticket' }),
        await core.refused(who, 'tickets:reprintLast', {}),
      ];
      expect(new Set(asked)).toEqual(new Set(['RECORDS_LOCKED']));
      expect(await core.get(who, 'orders:search', { text: '3456' })).toEqual({ rows: [] });
      expect(await core.get(who, 'orders:list', LIST)).toEqual({ total: 0, rows: [] });
    }
    await core.features.tickets.printDue();
    const waits = sql`SELECT state FROM print_task WHERE order_id = ${orderId}`;
    expect(core.deps.read.get(waits)).toEqual({ state: 'waiting' });
  });

  it('[I13] goes on taking orders, and sees those', async () => {
    core.clock.pass(15 * DAY);
    start();
    const fresh = await placeForTest(core);
    expect(await get(fresh.orderId)).toMatchObject({ status: 'placed' });
    expect((await core.get(core.who.staff, 'orders:list', LIST)).rows.map(({ orderId }) => orderId)).toEqual([
      fresh.orderId,
    ]);
    start();
    expect(await get(fresh.orderId)).toMatchObject({ status: 'placed' });
  });

  it('is one minute more than 14 days, and no sooner', async () => {
    core.clock.pass(14 * DAY);
    start();
    expect(await get(order.orderId)).toMatchObject({ status: 'placed' });
    core.clock.pass(60_000);
    start();
    expect(await refusal(order.orderId)).toBe('RECORDS_LOCKED');
  });

  it('[E9, I15] is not made shorter by setting the clock back', async () => {
    core.clock.pass(8 * DAY);
    start();
    core.clock.pass(-8 * DAY);
    start();
    expect(await refusal(order.orderId)).toBe('RECORDS_LOCKED');
  });

  it('[E9] opens its records once central has told its erasures, but for those that one names', async () => {
    const other = await placeForTest(core);
    core.deps.transact((tx) => tx.db.run(sql`UPDATE sync_terminal SET last_contact_at = ${tx.now}`));
    core.clock.pass(120 * DAY);
    start();
    expect(await refusal(other.orderId)).toBe('RECORDS_LOCKED');
    const { ids } = core.deps;
    server.addLine({
      cmdId: ids.ulid(),
      requestId: ids.ulid(),
      subjectRefs: [],
      orderRefs: [order.orderId],
    });
    await comeBack();
    expect(await get(other.orderId)).toMatchObject({ status: 'placed' });
    expect(await refusal(order.orderId)).toBe('RECORDS_LOCKED');
  });

  it('does not close anything while central is heard, whatever the clock says', async () => {
    core.features.sync.start?.();
    await vi.waitFor(() => expect(server.state.ledgerSeen).toBe(0), { timeout: 20_000 });
    await vi.waitFor(async () => expect(await status()).toMatchObject({ state: 'idle' }), {
      timeout: 20_000,
    });
    core.clock.pass(-5 * DAY);
    start();
    expect(await get(order.orderId)).toMatchObject({ status: 'placed' });
  });
});

describe('a database that was restored from a backup', () => {
  it('[E10] shows nobody before central has told its erasures', async () => {
    start(true);
    expect(await status()).toMatchObject({ state: 'locked' });
    expect(await refusal(order.orderId)).toBe('RECORDS_LOCKED');
    await comeBack();
    expect(await get(order.orderId)).toMatchObject({ status: 'placed' });
  });
});
