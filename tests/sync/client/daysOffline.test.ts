import { readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCode } from '../../../central/enrolment/createCode.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { CUSTOMER, signInManager, signInStaff, type Terminal } from '../../integration/core/terminal.ts';
import {
  cardWith,
  CONTACT,
  copied,
  seen,
  terminalWithCard,
  visitWith,
} from '../../integration/core/visit.ts';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { freshPostgres } from '../tools/databases.ts';
import { startLine } from './line.ts';

const DAY = 86_400_000;
const DAYS = 4;
const PHOTOS = 2;
const SOON = { timeout: 60_000, interval: 100 };

/** A customer orders from the card. */
const order = async (terminal: Terminal): Promise<OrderId> => {
  const { draftId } = await visitWith(terminal, PHOTOS);
  const product = { format: '10x15', paper: 'gloss', copies: 1, fit: 'fill', overwrite: true } as const;
  await terminal.get(CUSTOMER, 'drafts:setAll', { draftId, ...product });
  await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
  await copied(terminal, draftId);
  const { orderId } = await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
  await terminal.get(CUSTOMER, 'visit:end', { why: 'finished' });
  return orderId;
};

/** Staff take the money, print, find the order by its customer's name and hand it over. */
const finish = async (terminal: Terminal, staff: Caller, orderId: OrderId): Promise<void> => {
  const get = () => terminal.get(staff, 'orders:get', { orderId });
  const to = async (status: 'in_production' | 'ready') => {
    const { version } = await get();
    await terminal.get(staff, 'orders:changeStatus', { orderId, version, to: status, reason: null });
  };
  const { total } = await get();
  const payment = { kind: 'payment', amount: total, method: 'cash', tillReceipt: null } as const;
  await terminal.get(staff, 'orders:recordPayment', { orderId, ...payment });
  await to('in_production');
  terminal.clock.ms += UNDO_MS;
  await expect.poll(async () => (await get()).jobs.map(({ state }) => state), SOON).toEqual(['handed_over']);
  await to('ready');
  const { rows } = await terminal.get(staff, 'orders:search', { text: 'kalnina' });
  expect(rows.map((row) => row.orderId)).toContain(orderId);
  const { version } = await get();
  const proof = { kind: 'knownInPerson', reason: 'works next door' } as const;
  await terminal.get(staff, 'orders:handOver', { orderId, version, proof, unpaidReason: null });
  expect((await get()).status).toBe('picked_up');
};

const ordersAt = ({ db }: TestCentral) =>
  db.transaction({ role: 'owner' }, (sql) =>
    sql.query<{ order_id: string; status: string }>('SELECT order_id, status FROM orders ORDER BY order_id'),
  );

it('[OFF-1, I1, I2] for days without central the whole shop works and says since when; then all of it is there once', async () => {
  const central = await startCentral(await freshPostgres());
  await central.app.listen({ port: 0, host: '127.0.0.1' });
  const line = await startLine((central.app.server.address() as AddressInfo).port);
  const { terminal } = await terminalWithCard(await cardWith(PHOTOS), {
    clock: { ms: central.clock.now },
  });
  try {
    const manager = await signInManager(terminal);
    const staff = await signInStaff(terminal, manager);
    const { settings } = await terminal.get(manager, 'settings:get', {});
    const printer = { ...settings.printer, kind: 'file', printAtKiosk: true } as const;
    await terminal.get(manager, 'settings:change', { change: { printer } });
    const { code } = await createCode(central.central, {
      shopId: settings.store.code as never,
      role: 'counter',
    });
    await terminal.get(manager, 'sync:enrol', { url: line.url, code });
    const status = () => terminal.get(staff, 'sync:status', {});
    await expect.poll(async () => (await status()).state, SOON).toBe('idle');

    line.setDown(true);
    await terminal.get(staff, 'sync:sendNow', {});
    await expect.poll(async () => (await status()).state, SOON).toBe('offline');
    const { offlineSince } = await status();
    const placed: OrderId[] = [];
    for (let day = 0; day < DAYS; day += 1) {
      terminal.clock.ms += DAY;
      central.clock.now = terminal.clock.ms;
      await terminal.get(staff, 'sync:sendNow', {});
      const orderId = await order(terminal);
      placed.push(orderId);
      await finish(terminal, staff, orderId);
      await expect
        .poll(
          () => readdirSync(join(terminal.folder, 'tickets')).filter((name) => name.includes(orderId)).length,
          SOON,
        )
        .toBeGreaterThan(0);
    }
    const { number } = await terminal.get(manager, 'requests:takeIn', {
      type: 'erasure',
      channel: 'counter',
      receivedAt: null,
      locale: 'lv',
      who: { kind: 'email', email: CONTACT.email },
      proof: { kind: 'managersWord' },
      scope: [],
      corrections: [],
    });
    expect(number).toMatch(/^P-\d{4}-\d+$/);
    const away = await status();
    expect([away.state, away.offlineSince]).toEqual(['offline', offlineSince]);
    expect(away.waiting.ops).toBeGreaterThan(DAYS);

    line.setDown(false);
    await terminal.get(staff, 'sync:sendNow', {});
    await expect.poll(async () => (await status()).waiting, SOON).toMatchObject({ ops: 0, files: 0 });
    expect((await status()).deadLetters).toBe(0);
    expect(await ordersAt(central)).toEqual(
      placed.toSorted().map((orderId) => ({ order_id: orderId, status: 'picked_up' })),
    );
  } finally {
    await terminal.close();
    await line.close();
    await central.end();
  }
});
