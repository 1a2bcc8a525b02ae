import { createServer } from 'node:net';
import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PrivacyRequestId } from '../../../shared/domain/ids.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { createOrderCore, type OrderCore, placeForTest } from '../harness/orders.ts';

let core: OrderCore;
beforeEach(async () => {
  core = await createOrderCore();
});
afterEach(() => core.close());

const papers = () => {
  const folder = join(core.folder, 'tickets');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.png')) : [];
};
const print = () => core.features.tickets.printDue();
const state = async (orderId: Awaited<ReturnType<typeof placeForTest>>['orderId'], who = core.who.staff) =>
  (await core.get(who, 'tickets:state', { orderId })).state;

/** A printer that takes what it is sent. */
const listen = async (port = 0) => {
  const got: Buffer[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('data', (bytes) => got.push(bytes));
    socket.on('end', () => socket.end());
    socket.on('error', () => undefined);
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const address = server.address();
  const used = typeof address === 'object' && address ? address.port : 0;
  return { got, port: used, close: () => new Promise((done) => server.close(done)) };
};

describe('papers of no order', () => {
  const paper = (kind: 'notice' | 'request') => ({
    locale: 'lv' as const,
    paper:
      kind === 'notice'
        ? ({ kind } as const)
        : ({ kind, privacyRequestId: PrivacyRequestId.parse('01J0000000000000000000REQS') } as const),
  });

  it('[P2] prints the notice in force and the number of a request at once, under a name that says nothing', async () => {
    await core.get(core.who.customer, 'tickets:paper', paper('notice'));
    await core.get(core.who.customer, 'tickets:paper', paper('request'));
    expect(papers()).toHaveLength(2);
    for (const name of papers()) expect(name).toMatch(/^paper\.[0-9A-Z]{26}\.png$/);
  });

  it('says so where no printer is, and prints nothing', async () => {
    core.set({ printer: { kind: 'none' } });
    const answer = await core.ask(core.who.customer, 'tickets:paper', paper('notice'));
    expect(answer).toMatchObject({ ok: false, code: 'PRINTER_ABSENT' });
    expect(papers()).toEqual([]);
  });
});

describe('printing', () => {
  it('prints the paper of a new order by itself, as a picture without names in its file name', async () => {
    const { orderId } = await placeForTest(core);
    expect(await state(orderId)).toBe('waiting');
    await print();
    expect(await state(orderId)).toBe('printed');
    expect(papers().length).toBe(1);
    expect(papers()[0]).toMatch(/^[0-9A-Z]{26}\.[0-9A-Z]{26}\.png$/);
    await print();
    expect(papers().length).toBe(1);
    const { history } = await core.get(core.who.staff, 'orders:get', { orderId });
    expect(history[0]?.code).toBe('printed_ticket');
  });

  it('[TIC-2] leaves the order standing when the printer fails, tries for 15 minutes, then waits for a person', async () => {
    const printer = await listen();
    await printer.close();
    core.set({ printer: { kind: 'tcp', host: '127.0.0.1', port: printer.port } });
    const { orderId, number } = await placeForTest(core, { source: 'kiosk' });
    await print();
    expect([number, await state(orderId, core.who.customer)]).toEqual(['K-1', 'failed']);
    expect((await core.get(core.who.staff, 'orders:get', { orderId })).status).toBe('placed');
    core.clock.pass(15 * 60_000);
    await print();
    expect(await state(orderId, core.who.customer)).toBe('failed');

    const back = await listen(printer.port);
    core.clock.pass(60_000);
    await print();
    expect(back.got.length).toBe(0);
    // What surely never came out is no copy.
    expect(await core.get(core.who.customer, 'tickets:again', { orderId })).toEqual({ copy: 0 });
    await print();
    expect(await state(orderId)).toBe('printed');
    expect(Buffer.concat(back.got).length).toBeGreaterThan(1000);
    await back.close();
  });

  it('does not print twice what was being sent when the app ended', async () => {
    const { orderId } = await placeForTest(core);
    core.deps.transact((tx) => tx.db.run(sql`UPDATE print_task SET state = 'sending'`));
    core = await core.restart();
    core.features.tickets.start?.();
    await print();
    expect([await state(orderId), papers().length]).toEqual(['failed', 0]);
    expect(await core.get(core.who.staff, 'tickets:print', { orderId, kind: 'receipt' })).toEqual({
      copy: 1,
    });
  });

  it('[TIC-3] marks every further print with its number, who and when; the last one prints again with one key', async () => {
    const { orderId } = await placeForTest(core);
    await print();
    const again = (kind: 'ticket' | 'receipt' | 'slip') =>
      core.get(core.who.staff, 'tickets:print', { orderId, kind });
    expect(await again('receipt')).toEqual({ copy: 1 });
    await print();
    core.clock.pass(1000);
    expect(await core.get(core.who.other, 'tickets:reprintLast', {})).toEqual({ orderId, copy: 2 });
    await print();
    core.clock.pass(1000);
    expect(await again('slip')).toEqual({ copy: 0 });
    await print();
    expect(papers().length).toBe(4);
    const tasks = core.deps.read.all(sql`SELECT t.kind, t.copy, s.name FROM print_task t
      LEFT JOIN staff s ON s.staff_id = t.staff_id ORDER BY t.rowid`);
    expect(tasks).toEqual([
      { kind: 'receipt', copy: 0, name: null },
      { kind: 'receipt', copy: 1, name: 'Līga' },
      { kind: 'receipt', copy: 2, name: 'Māra' },
      { kind: 'slip', copy: 0, name: 'Līga' },
    ]);
  });

  it('gives a customer only the ticket of the order just placed at the kiosk', async () => {
    const counter = await placeForTest(core, { source: 'counter' });
    const kiosk = await placeForTest(core, { source: 'kiosk' });
    await print();
    const again = (orderId: typeof kiosk.orderId) =>
      core.ask(core.who.customer, 'tickets:again', { orderId });
    expect(await again(counter.orderId)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await again(kiosk.orderId)).toMatchObject({ ok: true });
    core.clock.pass(31 * 60_000);
    expect(await again(kiosk.orderId)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
