import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { barcodeOf } from '../lete/barcode.ts';
import { callCore } from '../lete/bridge.ts';
import { changeSettings } from '../lete/settings.ts';
import { type CentralServer, startCentralServer } from '../lete/centralServer.ts';
import { printsOf } from '../lete/outcome.ts';
import { COUNTER_SIZE, KIOSK_SIZE, type Lete } from '../lete/startLete.ts';
import { like } from '../lete/words.ts';
import { findTraces } from '../lete/traces.ts';
import { expect, type Place, test as base } from '../fixtures.ts';
import { Counter, MANAGER, STAFF } from '../pages/counter.ts';
import { CounterSync } from '../pages/counterSync.ts';
import { Kiosk } from '../pages/kiosk.ts';
import { ManagerPages } from '../pages/managerPages.ts';
import { PrivacyDesk } from '../pages/privacyDesk.ts';

const CUSTOMER = { way: 'sms', phone: '29123456', name: 'Ķērsta Bērziņa' } as const;
/** Over the line, past its pauses, on a busy machine. */
const ARRIVES_MS = 45_000;

const test = base.extend<{ readonly central: CentralServer }>({
  central: async ({ place }, use) => {
    const central = await startCentralServer(dirname(place.data));
    await use(central);
    await central.end();
  },
});

interface Terminal {
  readonly lete: Lete;
  readonly data: string;
  readonly kiosk: Kiosk;
  readonly counter: Counter;
  readonly sync: CounterSync;
}

/** Lete with a kiosk and a counter of its own, joined to central by a manager. */
const openTerminal = async (
  place: Place,
  data: string,
  central: CentralServer,
  role: 'counter' | 'kiosk' = 'counter',
): Promise<Terminal> => {
  await mkdir(data, { recursive: true });
  const lete = await place.start({ data });
  const [kioskPage, counterPage] = [await lete.window('kiosk'), await lete.window('counter')];
  await lete.resize(kioskPage, KIOSK_SIZE);
  await lete.resize(counterPage, COUNTER_SIZE);
  const [kiosk, counter] = [new Kiosk(kioskPage, 'lv'), new Counter(counterPage, 'lv')];
  await kiosk.ready();
  await counter.ready();
  await counter.signIn(MANAGER.name, MANAGER.pin);
  const sync = new CounterSync(counter);
  await sync.enrol(central.url, await central.code(role));
  await sync.allIsSent();
  await counter.goTo('orders');
  return { lete, data, kiosk, counter, sync };
};

const placedAtCentral = async (central: CentralServer): Promise<number> => {
  const [row] = await central.rows('SELECT count(*) AS n FROM orders');
  return Number(row?.['n']);
};

test('[I1, I2, I5, I10, SYN-1, SYN-3, SYN-4, MUL-1, OFF-2] two terminals and central: an order of one is finished at the other, with the line cut in between', async ({
  place,
  central,
}, testInfo) => {
  test.setTimeout(300_000);
  const a = await openTerminal(place, place.data, central);
  const b = await openTerminal(place, join(dirname(place.data), 'second'), central);

  const number = await a.kiosk.orderWith(CUSTOMER, 'IMG_0001', 'IMG_0002');
  await expect(b.counter.row(number)).toBeVisible({ timeout: ARRIVES_MS });
  await b.counter.open(number);
  await expect(b.counter.detail()).toContainText(CUSTOMER.name);
  await b.counter.openPhotos();
  await expect(b.counter.photos()).toHaveCount(2, { timeout: ARRIVES_MS });
  await b.counter.takePayment('cash', 'T-1');
  await b.counter.hasPayment('paid');
  await b.counter.step('in_production');
  await b.counter.jobsAreHandedOver();
  expect(await printsOf(b.data)).toHaveLength(2);
  expect(await printsOf(a.data)).toHaveLength(0);
  await b.counter.step('ready');
  await a.counter.open(number);
  await expect(a.counter.detail()).toContainText(a.counter.t('common:orderStatus.ready'), {
    timeout: ARRIVES_MS,
  });
  await a.counter.hasPayment('paid');

  await central.kill();
  const second = await a.kiosk.orderWith(CUSTOMER, 'IMG_0003');
  await a.counter.open(number);
  await a.counter.noteOnWork('Zvanīt vispirms');
  await b.counter.open(number);
  await b.counter.noteOnWork('Atdot brālim');
  await expect(a.sync.light()).toContainText(/Bezsaistē/u, { timeout: ARRIVES_MS });
  await a.counter.page.screenshot({ path: testInfo.outputPath('offline.png') });
  await central.start();
  // While an order is open the list says that there is more, and does not move.
  await b.counter.page.getByRole('button', { name: '1 jauns' }).click({ timeout: ARRIVES_MS });
  await expect(b.counter.row(second)).toBeVisible();
  expect(await placedAtCentral(central)).toBe(2);

  const conflicted = [a, b];
  await expect
    .poll(
      async () => {
        const texts = await Promise.all(conflicted.map(({ sync }) => sync.light().innerText()));
        return texts.filter((text) => /Jāizlemj/u.test(text)).length;
      },
      { timeout: ARRIVES_MS },
    )
    .toBe(1);
  for (const { counter, sync } of conflicted) {
    await sync.openPage();
    await counter.page.screenshot({
      path: testInfo.outputPath(`sync-${counter === a.counter ? 'a' : 'b'}.png`),
    });
  }
  const notes = await Promise.all(
    conflicted.map(async ({ counter }) => {
      await counter.goTo('orders');
      await counter.open(number);
      return counter.detail().innerText();
    }),
  );
  const told = ['Zvanīt vispirms', 'Atdot brālim'].map((note) => notes.map((text) => text.includes(note)));
  expect(told).toContainEqual([true, true]);
  expect(told).toContainEqual([false, false]);
});

test('[F16, I1, I2, A2, SYN-1, OFF-2] with central away a kiosk’s order is at the counter over the store’s hub, and comes to central once', async ({
  place,
  central,
}, testInfo) => {
  test.setTimeout(300_000);
  const a = await openTerminal(place, place.data, central);
  const b = await openTerminal(place, join(dirname(place.data), 'second'), central, 'kiosk');
  const statusOf = ({ counter }: Terminal) => callCore(counter.page, 'sync:status', {});
  const hubOf = async (terminal: Terminal) => (await statusOf(terminal)).hub;
  await a.counter.openSettings('hub');
  await a.counter.page.getByText(a.counter.t('settings:hub.on')).click();
  await a.counter.field(a.counter.named(a.counter.t('settings:hub.address'))).fill('127.0.0.1');
  await a.counter.field(a.counter.named(a.counter.t('settings:hub.port'))).fill('0');
  await a.counter.page.keyboard.press('Control+Enter');
  await a.counter.shows(a.counter.page.getByText(a.counter.t('settings:form.saved'), { exact: true }));
  await a.counter.page.screenshot({ path: testInfo.outputPath('hub-settings.png') });
  const said = async () => (await central.rows('SELECT url FROM hub')).length;
  await expect.poll(said, { timeout: ARRIVES_MS }).toBe(1);
  // Looks at once; by itself it does each minute.
  await changeSettings(b.counter.page, 'terminal', {});
  await expect.poll(async () => (await hubOf(b)).heardAt, { timeout: 90_000 }).not.toBeNull();

  await central.kill();
  await a.counter.goTo('orders');
  const number = await b.kiosk.orderWith(CUSTOMER, 'IMG_0001');
  await expect(a.counter.row(number)).toBeVisible({ timeout: ARRIVES_MS });
  await a.counter.open(number);
  await expect(a.counter.detail()).toContainText(CUSTOMER.name);
  await a.counter.takePayment('cash', 'T-9');
  await a.counter.hasPayment('paid');
  expect((await hubOf(a)).waiting).toBeGreaterThan(0);
  await a.sync.openPage();
  await a.counter.page.screenshot({ path: testInfo.outputPath('hub-sending.png') });
  await a.counter.goTo('orders');

  await central.start();
  await expect.poll(async () => (await hubOf(a)).waiting, { timeout: ARRIVES_MS }).toBe(0);
  await expect.poll(async () => (await statusOf(b)).waiting.ops, { timeout: ARRIVES_MS }).toBe(0);
  expect(await placedAtCentral(central)).toBe(1);
  const answers = await central.rows(`SELECT count(*) AS n FROM op WHERE status <> 'applied'`);
  expect(Number(answers[0]?.['n'])).toBe(0);
  await a.counter.open(number);
  await a.counter.openPhotos();
  await expect(a.counter.photos()).toHaveCount(1, { timeout: ARRIVES_MS });
  await a.counter.step('in_production');
  await a.counter.jobsAreHandedOver();
  await a.counter.step('ready');
  await a.counter.goTo('pickUp');
  await a.counter.scan(barcodeOf(number));
  await a.counter.handOver();

  const pages = new ManagerPages(a.counter);
  await a.counter.goToPage('requests', 'audit');
  await pages.verifyAudit();
  await expect(
    a.counter.page.getByText(like(a.counter.t('privacy:audit.state.countersigned', { at: '\u0000' }))),
  ).toBeVisible();
  await a.counter.page.screenshot({ path: testInfo.outputPath('audit.png') });
});

const CANARY = { way: 'sms', phone: '27731946', name: 'Ždanuļķe Kvērpjvīte' } as const;
const VALUES = { name: [CANARY.name], phone: [CANARY.phone, `+371${CANARY.phone}`] };

test('[E9, I7, SYN-5] an erasure approved at one terminal is done at both and at central', async ({
  place,
  central,
}) => {
  test.setTimeout(300_000);
  const a = await openTerminal(place, place.data, central);
  const b = await openTerminal(place, join(dirname(place.data), 'second'), central);
  await b.counter.lock();
  await b.counter.signIn(STAFF.name, STAFF.pin);
  const number = await a.kiosk.orderWith(CANARY, 'IMG_0001');
  await expect(b.counter.row(number)).toBeVisible({ timeout: ARRIVES_MS });
  await b.counter.open(number);
  await b.counter.openPhotos();
  await expect(b.counter.photos()).toHaveCount(1, { timeout: ARRIVES_MS });
  await b.counter.takePayment('card', 'T-1');
  await b.counter.step('in_production');
  await b.counter.jobsAreHandedOver();
  await b.counter.step('ready');
  await b.counter.goTo('pickUp');
  await b.counter.scan(barcodeOf(number));
  await b.counter.handOver();
  await b.counter.goTo('orders');
  await b.counter.open(number);
  await a.counter.open(number);
  await expect(a.counter.detail()).toContainText(a.counter.t('common:orderStatus.picked_up'), {
    timeout: ARRIVES_MS,
  });
  await a.counter.goTo('newOrder');

  const desk = new PrivacyDesk(b.counter);
  const request = await desk.takeIn('erasure', CANARY.phone.slice(-4));
  await b.counter.lock();
  await b.counter.signIn(MANAGER.name, MANAGER.pin);
  await desk.erase(request);

  const left = async () => {
    const [row] = await central.rows(
      `SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM subject) AS subjects,
        (SELECT count(*) FROM op WHERE body LIKE '%${CANARY.phone}%') AS bodies,
        (SELECT count(*) FROM file) AS files`,
    );
    return Object.values(row ?? {}).map(Number);
  };
  await expect.poll(left, { timeout: ARRIVES_MS }).toEqual([0, 0, 0, 0]);
  await expect
    .poll(
      async () => {
        const rows = await central.rows(
          `SELECT count(*) AS n FROM op WHERE type LIKE 'erasure.acknowledged%'`,
        );
        return Number(rows[0]?.['n']);
      },
      { timeout: 120_000 },
    )
    .toBe(2);
  for (const { lete, data } of [a, b]) {
    await lete.close();
    const { found, blind } = await findTraces({ data }, VALUES);
    expect({ found, blind }).toEqual({ found: [], blind: [] });
  }
});
