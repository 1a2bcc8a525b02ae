import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { customerKey } from '../../../electron/core/features/orders/customerKey.policy.ts';
import type { CallInput } from '../../../shared/contract/index.ts';
import { ulid } from '../../../shared/domain/ids.ts';
import { orderBarcode } from '../../../shared/domain/orderNumber.ts';
import { StoreCode } from '../../../shared/domain/ids.ts';
import { searchTokens } from '../../../shared/domain/searchFold.ts';
import { shopDayOf } from '../../../shared/domain/time.ts';
import { createOrderCore, type OrderCore, placeForTest } from '../harness/orders.ts';
import { plansOf } from '../harness/plans.ts';
import { START } from '../harness/testCore.ts';

const ORDERS = 100_000;
const DAY = 86_400_000;
const FIRST = ['Ilze', 'Jānis', 'Anna', 'Семён', 'Līga', 'Pēteris', 'Čārlzs', 'Žanete', 'Aivars', 'Mārtiņš'];
const LAST = [
  'Bērziņa',
  'Kļaviņš',
  'Ozols',
  'Ļebedeva',
  'Šmits',
  'Ķirsis',
  'Eglīte',
  'Čakste',
  'Ģēģere',
  'Ābols',
];

let core: OrderCore;

/** All of them open: the worst that a store can have. */
const fill = (): void => {
  const { writer } = core.database;
  const list = core.deps.catalogue(core.deps.read)?.version ?? 1;
  const person = writer.prepare(`INSERT INTO person (person_id, name, phone, phone_tail, created_at)
    VALUES (?, ?, ?, ?, 0)`);
  const term = writer.prepare(
    'INSERT INTO order_search (term, kind, order_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const order =
    writer.prepare(`INSERT INTO orders (order_id, store, day, letter, n, barcode, status_token, source, status,
      person_id, customer_key, locale, notify, delivery, express, catalogue_version, price, total, content,
      notice_version, placed_at, due_at) VALUES (?, '01', ?, 'K', ?, ?, '', ?, ?, ?, ?, 'lv', 'sms', 'store', 0, ?, ?, ?, '', '1', ?, ?)`);
  const price = JSON.stringify({ catalogueVersion: list, lines: [], total: 0, vat: [], cheaperIfMore: [] });
  writer.exec('BEGIN');
  for (let i = 0; i < ORDERS; i += 1) {
    const placedAt = START - DAY - i * 60_000;
    const day = shopDayOf(placedAt);
    const n = (i % 9000) + 1;
    const id = ulid(
      placedAt,
      Uint8Array.from({ length: 10 }, (_, at) => (i >> at) & 0xff),
    );
    const name = `${FIRST[i % 10]} ${LAST[Math.floor(i / 10) % 10]}${i % 97 === 0 ? 'vīte' : ''}`;
    const tail = String(i % 10_000).padStart(4, '0');
    const barcode = orderBarcode({ store: StoreCode.parse('01'), day, letter: 'K', n });
    const status = ['placed', 'in_production', 'ready'][i % 3];
    person.run(id, name, `+3712912${tail}`, tail);
    order.run(
      id,
      day,
      n,
      barcode,
      i % 2 ? 'kiosk' : 'counter',
      status,
      id,
      customerKey(name),
      list,
      price,
      i % 5000,
      placedAt,
      placedAt + DAY,
    );
    for (const word of searchTokens(name)) term.run(word, 'name', id);
    term.run(tail, 'tail', id);
  }
  writer.exec('COMMIT');
};

beforeAll(async () => {
  core = await createOrderCore();
  fill();
}, 120_000);
afterAll(() => core.close());

const search = async (text: string) => (await core.get(core.who.staff, 'orders:search', { text })).rows;
const LIST = {
  day: 'all',
  statuses: [],
  source: 'all',
  text: '',
  sort: 'placedAt',
  descending: true,
  offset: 0,
  limit: 50,
} as const;
const list = (part: Partial<CallInput<'orders:list'>> = {}) =>
  core.get(core.who.staff, 'orders:list', { ...LIST, statuses: [], ...part });

describe('searching 100,000 open orders', () => {
  it('[ORD-7] finds by number, barcode, phone tail and folded name, ten at most, closed ones never', async () => {
    const mine = await placeForTest(core, {
      contact: { way: 'sms', phone: '+37126543219', name: 'Žaklīna Upīte-Ēce', address: null },
    });
    const ids = async (text: string) => (await search(text)).map(({ orderId }) => orderId);
    const { barcode } = core.deps.read.get<{ barcode: string }>(
      sql`SELECT barcode FROM orders WHERE order_id = ${mine.orderId}`,
    ) ?? { barcode: '' };
    for (const text of [barcode, barcode.toLowerCase(), 'zakl', 'Upite', 'ece zak', 'UPĪTE žaklīna'])
      expect([text, await ids(text)]).toEqual([text, [mine.orderId]]);
    expect(await ids(mine.number)).toContain(mine.orderId);
    expect(await ids('3219')).toContain(mine.orderId);
    for (const text of ['za', 'zz', '321', 'Upite Berzina', '%', '_____', "'; DROP"])
      expect([text, await ids(text)]).toEqual([text, []]);
    expect((await search('berz')).length).toBe(10);
    const { version } = await core.get(core.who.staff, 'orders:get', { orderId: mine.orderId });
    const cancel = { orderId: mine.orderId, version, to: 'cancelled', reason: 'customer' } as const;
    await core.get(core.who.staff, 'orders:changeStatus', cancel);
    for (const text of [barcode, 'zakl', mine.number, '3219'])
      expect(await ids(text)).not.toContain(mine.orderId);
  });

  it('finds Latin names by Cyrillic letters and the other way round', async () => {
    expect((await search('берзина')).length).toBe(10);
    expect((await search('semen')).every(({ customer }) => customer?.startsWith('Семён'))).toBe(true);
  });

  it('goes by index for every way to ask', async () => {
    const number = { 'K-27': 'orders_number', '0815': 'order_search', semen: 'order_search' } as const;
    for (const [text, index] of Object.entries(number)) {
      const plans = await plansOf(core, () => search(text));
      expect(plans.join()).toContain(index);
    }
    for (const text of ['berz', 'ilze berz', 'smits anna', 'K-27', '0815', 'semen', 'zzz', 'berzina ozols']) {
      const plans = await plansOf(core, () => search(text));
      // A scan of what is already at hand (a list of ids, ten rows) is none of a table.
      const scans = plans.filter((line) => /^SCAN (?!json_each|value|f\b|\()/.test(line));
      expect([text, plans.length > 0, scans]).toEqual([text, true, []]);
    }
  });

  it('lists by every column from an index, without sorting all rows', async () => {
    for (const sort of ['placedAt', 'dueAt', 'number', 'status', 'total', 'customer'] as const)
      for (const descending of [true, false]) {
        const plans = await plansOf(core, () => list({ sort, descending }));
        expect([sort, plans.filter((line) => line.includes('TEMP B-TREE'))]).toEqual([sort, []]);
        expect([sort, plans.some((line) => line.startsWith('SCAN o USING INDEX'))]).toEqual([sort, true]);
      }
  });
});

describe('the list', () => {
  it('sorts customers in Latvian order and pages without gaps', async () => {
    const page = async (offset: number) =>
      (await list({ sort: 'customer', descending: false, offset, limit: 200 })).rows;
    const { total } = await list();
    const names = new Map(
      (await Promise.all([0, 15_000, 30_000, 60_000].map(page))).flat().map((row) => [row.customer, 1]),
    );
    const seen = [...names.keys()].map((name) => name ?? '');
    expect(seen).toEqual(seen.toSorted((a, b) => (customerKey(a) < customerKey(b) ? -1 : 1)));
    const ids = [...(await page(0)), ...(await page(200))].map(({ orderId }) => orderId);
    expect(new Set(ids).size).toBe(400);
    expect(total).toBeGreaterThanOrEqual(ORDERS);
  });

  it('filters by day, status, source and text together', async () => {
    const today = await placeForTest(core, { source: 'kiosk' });
    expect((await list({ day: 'today', source: 'kiosk' })).rows.map(({ orderId }) => orderId)).toEqual([
      today.orderId,
    ]);
    expect((await list({ day: 'today', source: 'counter' })).total).toBe(0);
    expect((await list({ day: 'today', statuses: ['ready'] })).total).toBe(0);
    expect((await list({ day: 'today', text: 'berzina' })).total).toBe(1);
    expect((await list({ text: 'be' })).total).toBe(0);
    const third = (await list({ statuses: ['ready'] })).total;
    expect(third).toBe(Math.floor(ORDERS / 3));
  });
});
