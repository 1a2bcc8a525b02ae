import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { customerKey } from '../../../electron/core/features/orders/customerKey.policy.ts';
import { OrderId } from '../../../shared/domain/ids.ts';
import { parseClaimCode, parseOrderBarcode } from '../../../shared/domain/orderNumber.ts';
import { StoreCode } from '../../../shared/domain/ids.ts';
import {
  BY_EMAIL,
  BY_PHONE,
  createOrderCore,
  NO_CONTACT,
  type OrderCore,
  placeForTest,
} from '../harness/orders.ts';

let core: OrderCore;
beforeEach(async () => {
  core = await createOrderCore();
});
afterEach(() => core.close());

const count = (table: 'person' | 'orders' | 'order_number' | 'order_search' | 'print_task') => {
  const statement = {
    person: sql`SELECT count(*) AS n FROM person`,
    orders: sql`SELECT count(*) AS n FROM orders`,
    order_number: sql`SELECT count(*) AS n FROM order_number`,
    order_search: sql`SELECT count(*) AS n FROM order_search`,
    print_task: sql`SELECT count(*) AS n FROM print_task`,
  }[table];
  return core.deps.read.get<{ n: number }>(statement)?.n;
};

describe('placing an order', () => {
  it('gives each order of a day the next number and starts again the next day', async () => {
    const first = await placeForTest(core);
    const second = await placeForTest(core, { contact: BY_PHONE });
    core.clock.pass(86_400_000);
    const next = await placeForTest(core);
    expect([first.number, second.number, next.number]).toEqual(['K-1', 'K-2', 'K-1']);
    const codes = core.deps.read.all<{ barcode: string }>(
      sql`SELECT barcode FROM orders ORDER BY placed_at, n`,
    );
    expect(codes.map(({ barcode }) => parseOrderBarcode(barcode, StoreCode.parse('01')).kind)).toEqual([
      'ownStore',
      'ownStore',
      'ownStore',
    ]);
    expect(new Set(codes.map(({ barcode }) => barcode)).size).toBe(3);
  });

  it('[P10] keeps nothing of an anonymous customer and gives a claim code instead', async () => {
    const placed = await placeForTest(core, { contact: NO_CONTACT });
    expect(parseClaimCode(placed.claimCode ?? '')).toBe(placed.claimCode);
    expect(placed.subjectRef).toBeNull();
    expect([count('person'), count('order_search')]).toEqual([0, 0]);
    expect((await placeForTest(core)).claimCode).toBeNull();
  });

  it('makes all of an order or nothing, and the number of a failed one is given to the next', async () => {
    const { orderId } = await placeForTest(core);
    const before = [count('person'), count('orders'), count('print_task'), core.events.length];
    await expect(placeForTest(core, { orderId: OrderId.parse(orderId), photos: 1 })).rejects.toThrow();
    expect([count('person'), count('orders'), count('print_task'), core.events.length]).toEqual(before);
    expect((await placeForTest(core)).number).toBe('K-2');
  });

  it('counts the time to work in opening hours', async () => {
    // Sunday noon, closed; an hour of express work is done on Monday at ten.
    const { dueAt } = await placeForTest(core, { express: true });
    expect(new Date(dueAt).toISOString()).toBe('2026-11-23T08:00:00.000Z');
  });

  it('asks for the paper of its own place: ticket at the kiosk, receipt at the counter, none without a printer', async () => {
    const kinds = () =>
      core.deps.read
        .all<{ kind: string }>(sql`SELECT kind FROM print_task ORDER BY rowid`)
        .map(({ kind }) => kind);
    await placeForTest(core, { source: 'kiosk' });
    await placeForTest(core, { source: 'counter' });
    core.set({ printer: { printAtKiosk: false } });
    await placeForTest(core, { source: 'kiosk' });
    core.set({ printer: { kind: 'none' } });
    await placeForTest(core, { source: 'counter' });
    expect(kinds()).toEqual(['ticket', 'receipt']);
  });

  it('starts production by the rule of the store: never unpaid where that is not allowed', async () => {
    core.set({ production: { start: 'atOnce', mayStartUnpaid: false } });
    const waits = await placeForTest(core);
    core.set({ production: { mayStartUnpaid: true } });
    const starts = await placeForTest(core);
    const status = async (orderId: string) =>
      (await core.get(core.who.staff, 'orders:get', { orderId: OrderId.parse(orderId) })).status;
    expect(await status(waits.orderId)).toBe('placed');
    expect(await status(starts.orderId)).toBe('in_production');
  });

  it('shows the sort key of a name to nobody after the name is gone', async () => {
    await placeForTest(core, { contact: BY_EMAIL });
    await placeForTest(core, { contact: BY_PHONE });
    const keys = () =>
      core.deps.read.all<{ key: string | null }>(sql`SELECT customer_key AS key FROM orders ORDER BY n`);
    expect(keys().map(({ key }) => key !== null)).toEqual([true, true]);
    core.deps.transact((tx) => {
      tx.db.run(sql`UPDATE person SET name = NULL WHERE email IS NOT NULL`);
      tx.db.run(sql`DELETE FROM person WHERE phone IS NOT NULL`);
    });
    expect(keys().map(({ key }) => key)).toEqual([null, null]);
  });
});

describe('customerKey', () => {
  it('sorts as Latvian dictionaries do', () => {
    const sorted = [
      'Cukurs',
      'Czeslavs',
      'Čakste',
      'Dārzs',
      'Darzus',
      'Gulbis',
      'Ģēģeris',
      'Kļava',
      'Ķirsis',
      'Lācis',
    ];
    const shuffled = [...sorted].reverse();
    const byKey = (a: string, b: string) => (customerKey(a) < customerKey(b) ? -1 : 1);
    expect(shuffled.toSorted(byKey)).toEqual(sorted);
    expect(['Ērglis', 'Erglis'].toSorted(byKey)).toEqual(['Erglis', 'Ērglis']);
  });
});
