import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { CallInput } from '../../../shared/contract/index.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { orderBarcode } from '../../../shared/domain/orderNumber.ts';
import { StoreCode } from '../../../shared/domain/ids.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { shopDayOf } from '../../../shared/domain/time.ts';
import {
  BY_EMAIL,
  BY_PHONE,
  createOrderCore,
  FREE_START,
  NO_CONTACT,
  type OrderCore,
  placeForTest,
  type Wanted,
} from '../harness/orders.ts';

let core: OrderCore;
beforeEach(async () => {
  core = await createOrderCore();
  core.set(FREE_START);
});
afterEach(() => core.close());

type Proof = CallInput<'orders:handOver'>['proof'];

const detail = (orderId: OrderId) => core.get(core.who.manager, 'orders:get', { orderId });
const step = async (orderId: OrderId, to: 'in_production' | 'ready') => {
  const { version } = await detail(orderId);
  await core.get(core.who.staff, 'orders:changeStatus', { orderId, version, to, reason: null });
};
const ready = async (wanted: Wanted) => {
  const placed = await placeForTest(core, wanted);
  await step(placed.orderId, 'in_production');
  core.clock.pass(UNDO_MS);
  await core.features.production.runDue();
  await step(placed.orderId, 'ready');
  return placed;
};
const pay = (
  orderId: OrderId,
  amount: number,
  kind: 'payment' | 'refund' = 'payment',
  who = core.who.staff,
) => core.ask(who, 'orders:recordPayment', { orderId, kind, amount, method: 'cash', tillReceipt: 'T-100' });
const handOver = async (
  orderId: OrderId,
  proof: Proof,
  unpaidReason: string | null = null,
  who: Caller = core.who.staff,
) => {
  const { version } = await detail(orderId);
  return core.ask(who, 'orders:handOver', { orderId, version, proof, unpaidReason });
};
const barcodeOf = (orderId: OrderId) =>
  core.deps.read.get<{ barcode: string }>(sql`SELECT barcode FROM orders WHERE order_id = ${orderId}`)
    ?.barcode ?? '';

describe('scanning', () => {
  it('[TIC-6] opens nothing for a code that is damaged, of another store or unknown', async () => {
    const { orderId } = await placeForTest(core);
    const code = barcodeOf(orderId);
    const scan = (text: string) => core.ask(core.who.staff, 'orders:scan', { code: text });
    expect(await scan(code)).toEqual({ ok: true, value: { orderId } });
    for (let at = 0; at < code.length; at += 1) {
      const damaged = `${code.slice(0, at)}${code[at] === '7' ? '1' : '7'}${code.slice(at + 1)}`;
      expect(await scan(damaged)).toMatchObject({ code: 'CODE_INVALID' });
    }
    const day = shopDayOf(core.clock.now());
    const parts = { day, letter: 'K', n: 1 } as const;
    expect(await scan(orderBarcode({ ...parts, store: StoreCode.parse('02') }))).toMatchObject({
      code: 'CODE_OTHER_STORE',
    });
    expect(await scan(orderBarcode({ ...parts, n: 77, store: StoreCode.parse('01') }))).toMatchObject({
      code: 'CODE_UNKNOWN',
    });
    expect(await scan('4006381333931')).toMatchObject({ code: 'CODE_INVALID' });
  });
});

describe('handing over', () => {
  it('[PUP-1] takes scan and hand-over for a paid order; an unpaid one stops', async () => {
    const { orderId, total } = await ready({ contact: BY_PHONE });
    const { orderId: scanned } = await core.get(core.who.staff, 'orders:scan', { code: barcodeOf(orderId) });
    const proof = { kind: 'scan', code: barcodeOf(orderId) } as const;
    expect(await handOver(scanned, proof)).toMatchObject({ code: 'NOT_PAID' });
    expect((await detail(orderId)).status).toBe('ready');
    await pay(orderId, total);
    expect(await handOver(scanned, proof)).toMatchObject({ ok: true });
    expect((await detail(orderId)).status).toBe('picked_up');
  });

  it('[PUP-3] asks for the phone tail without the ticket, for the claim code of an anonymous order', async () => {
    const named = await ready({ contact: BY_PHONE });
    const anonymous = await ready({ contact: NO_CONTACT });
    await pay(named.orderId, named.total);
    await pay(anonymous.orderId, anonymous.total);
    const wrong = async (orderId: OrderId, proof: Proof) =>
      expect(await handOver(orderId, proof)).toMatchObject({ code: 'PROOF_WRONG' });
    await wrong(named.orderId, { kind: 'phoneTail', tail: '3457' });
    await wrong(named.orderId, { kind: 'phoneTail', tail: '' });
    await wrong(named.orderId, { kind: 'claimCode', code: anonymous.claimCode ?? '' });
    await wrong(named.orderId, { kind: 'claimCode', code: 'none' });
    await wrong(named.orderId, { kind: 'scan', code: barcodeOf(anonymous.orderId) });
    await wrong(anonymous.orderId, { kind: 'phoneTail', tail: '' });
    await wrong(anonymous.orderId, { kind: 'claimCode', code: 'AAAAAA' });
    const known = { kind: 'knownInPerson', reason: 'neighbour' } as const;
    expect(await handOver(anonymous.orderId, known)).toMatchObject({ code: 'MANAGER_NEEDED' });
    expect(await handOver(named.orderId, { kind: 'phoneTail', tail: '3456' })).toMatchObject({ ok: true });
    const spoken = (anonymous.claimCode ?? '').toLowerCase().replace(/^(...)/, '$1 ');
    expect(await handOver(anonymous.orderId, { kind: 'claimCode', code: spoken })).toMatchObject({
      ok: true,
    });
  });

  it('[PAY-3] hands out unpaid prints only for a reason of a manager', async () => {
    const { orderId } = await ready({ contact: BY_PHONE });
    const proof = { kind: 'phoneTail', tail: '3456' } as const;
    expect(await handOver(orderId, proof, 'regular')).toMatchObject({ code: 'NOT_PAID' });
    const known = { kind: 'knownInPerson', reason: 'neighbour' } as const;
    expect(await handOver(orderId, known, null, core.who.manager)).toMatchObject({ code: 'REASON_NEEDED' });
    expect(await handOver(orderId, proof, 'regular', core.who.manager)).toMatchObject({ ok: true });
    expect((await detail(orderId)).history[0]).toMatchObject({
      by: 'Andris',
      to: 'picked_up',
      reason: 'regular',
    });
    core.set({ production: { mayStartUnpaid: false } });
    const next = await placeForTest(core);
    const { version } = await detail(next.orderId);
    const start = { orderId: next.orderId, version, to: 'in_production', reason: null } as const;
    expect(await core.refused(core.who.manager, 'orders:changeStatus', start)).toBe('NOT_PAID');
  });

  it('[PUP-2] offers the other open orders of the same contact, with the place they lie in', async () => {
    const first = await ready({ contact: BY_EMAIL });
    const second = await placeForTest(core, { contact: BY_EMAIL });
    await placeForTest(core, { contact: BY_PHONE });
    const { version } = await detail(first.orderId);
    await core.get(core.who.staff, 'orders:setNote', {
      orderId: first.orderId,
      version,
      note: '',
      place: 'B2',
    });
    const seen = await detail(first.orderId);
    expect(seen.place).toBe('B2');
    expect(seen.alsoWaiting).toEqual([{ orderId: second.orderId, number: second.number, status: 'placed' }]);
  });

  it('is never done by a change of status alone', async () => {
    const { orderId, total } = await ready({});
    await pay(orderId, total);
    const { version } = await detail(orderId);
    const change = { orderId, version, to: 'picked_up', reason: null } as const;
    expect(await core.refused(core.who.manager, 'orders:changeStatus', change)).toBe('TRANSITION_REFUSED');
  });
});

describe('payments', () => {
  it('[PAY-1] follow from the sum of what was recorded, with till receipt, who and when', async () => {
    const { orderId, total } = await placeForTest(core, { lines: [{ copies: 20 }] });
    const state = async () => (await detail(orderId)).payment;
    expect(await state()).toBe('unpaid');
    await pay(orderId, total - 1);
    expect(await state()).toBe('part');
    await pay(orderId, 1);
    expect(await state()).toBe('paid');
    await pay(orderId, 50);
    expect(await state()).toBe('overpaid');
    expect(await pay(orderId, total + 51, 'refund')).toMatchObject({ code: 'AMOUNT_INVALID' });
    expect(await pay(orderId, 50, 'refund', core.who.other)).toMatchObject({ ok: true });
    const { payments, paid } = await detail(orderId);
    expect(paid).toBe(total);
    expect(payments.at(-1)).toMatchObject({
      kind: 'refund',
      amount: -50,
      method: 'cash',
      tillReceipt: 'T-100',
      by: 'Māra',
      at: core.clock.now(),
    });
  });

  it('[PAY-4] are corrected by a counter-entry and cannot be changed or deleted', async () => {
    const { orderId, total } = await placeForTest(core);
    await pay(orderId, total * 10);
    const [wrong] = (await detail(orderId)).payments;
    if (!wrong) throw new Error('no payment');
    const correct = () =>
      core.ask(core.who.staff, 'orders:correctPayment', {
        orderId,
        paymentId: wrong.paymentId,
        reason: 'typed wrong',
      });
    expect(await correct()).toMatchObject({ ok: true });
    expect(await correct()).toMatchObject({ code: 'CONFLICT' });
    const after = await detail(orderId);
    expect(after.payments.map(({ kind, amount, corrected }) => [kind, amount, corrected])).toEqual([
      ['payment', total * 10, true],
      ['correction', -total * 10, false],
    ]);
    expect([after.paid, after.payment]).toEqual([0, 'unpaid']);
    const touch = (statement: ReturnType<typeof sql>) => () =>
      core.deps.transact((tx) => tx.db.run(statement));
    expect(touch(sql`UPDATE payment SET amount = 0`)).toThrow('append-only');
    expect(touch(sql`DELETE FROM payment`)).toThrow('append-only');
  });

  it('start production where the rule is "when paid", and only when all is paid', async () => {
    core.set({ production: { start: 'whenPaid', mayStartUnpaid: false } });
    const { orderId, total } = await placeForTest(core);
    await pay(orderId, total - 1);
    expect((await detail(orderId)).status).toBe('placed');
    await pay(orderId, 1);
    expect((await detail(orderId)).status).toBe('in_production');
  });
});

describe('day end', () => {
  const DAY = '2026-11-22';

  it('[PAY-5] adds up the till of a day and compares it with the figure entered by hand', async () => {
    const first = await ready({ lines: [{ copies: 20 }] });
    await pay(first.orderId, 1000);
    await core.get(core.who.staff, 'orders:recordPayment', {
      orderId: first.orderId,
      kind: 'payment',
      amount: 700,
      method: 'card',
      tillReceipt: null,
    });
    await pay(first.orderId, 200, 'refund');
    const wrong = (await detail(first.orderId)).payments[0];
    if (!wrong) throw new Error('no payment');
    await core.get(core.who.staff, 'orders:correctPayment', {
      orderId: first.orderId,
      paymentId: wrong.paymentId,
      reason: 'typed wrong',
    });
    await placeForTest(core);
    core.deps.transact((tx) =>
      tx.db.run(
        sql`INSERT INTO counter_stat VALUES (${DAY}, 9, 'abandoned', 'sizes', 2), (${DAY}, 10, 'abandoned', 'sizes', 1)`,
      ),
    );
    core.clock.pass(32 * 86_400_000);
    const figures = await core.get(core.who.manager, 'reports:dayEnd', { day: DAY });
    expect(figures).toEqual({
      day: DAY,
      orders: 2,
      cash: -200,
      card: 700,
      refunds: -200,
      corrected: -1000,
      open: 2,
      uncollectedOver30Days: 1,
      abandoned: [{ step: 'sizes', count: 3 }],
    });
    expect(await core.refused(core.who.staff, 'reports:dayEnd', { day: DAY })).toBe('FORBIDDEN');
  });

  it('[PAY-5] writes the sheet as CSV and PDF', async () => {
    const { orderId } = await placeForTest(core);
    await pay(orderId, 1234);
    const till = { cash: 1200, card: 0 };
    const read = async (file: string) =>
      (await import('node:fs/promises')).readFile(`${core.folder}/exports/${file}`, 'utf8');
    const csv = await core.get(core.who.manager, 'reports:export', { day: DAY, format: 'csv', till });
    const text = await read(csv.file);
    expect(text.startsWith('\uFEFF"Diena";2026-11-22;\r\n')).toBe(true);
    expect(text).toContain('"Skaidra nauda";12,34;EUR\r\n');
    expect(text).toContain('"Starpība: skaidra nauda";-0,34;EUR\r\n');
    const pdf = await core.get(core.who.manager, 'reports:export', { day: DAY, format: 'pdf', till: null });
    const page = await read(pdf.file);
    expect(page.startsWith('%PDF')).toBe(true);
    expect(page).not.toContain('Starpība');
    expect(page).not.toMatch(/<script|src=|href=/);
  });

  it('[PAY-5, A2] puts the head of the audit trail on paper', async () => {
    await placeForTest(core);
    const head = core.deps.read.get<{ seq: number; hash: string }>(
      sql`SELECT seq, entry_hash AS hash FROM audit ORDER BY seq DESC LIMIT 1`,
    );
    for (const format of ['csv', 'pdf'] as const) {
      const { file } = await core.get(core.who.manager, 'reports:export', { day: DAY, format, till: null });
      const text = await readFile(`${core.folder}/exports/${file}`, 'utf8');
      expect(text).toContain('Audita žurnāla kontrolsumma');
      // The second sheet knows that the first one was made.
      if (format === 'csv') expect(text).toContain(head?.hash);
      else expect(text).not.toContain(head?.hash);
    }
  });
});
