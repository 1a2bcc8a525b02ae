import { expect, test } from '../fixtures.ts';
import { barcodeOf } from '../lete/barcode.ts';
import { changeSettings } from '../lete/settings.ts';
import { MANAGER } from '../pages/counter.ts';
import { pressByKey, tabTo } from '../pages/keys.ts';

test('[ORD-2] expect-18 a status change is taken back within 10 s and both stand in the history', async ({
  kiosk,
  counter,
}) => {
  await counter.signIn();
  const number = await kiosk.orderAnonymously('IMG_0001');
  await counter.open(number);
  await counter.takePayment('card');
  await counter.step('in_production');
  await counter.undo();
  await counter.hasStatus('placed');
  await expect(counter.history()).toContainText(counter.t('common:orderStatus.in_production'));
  await expect(counter.history()).toContainText(counter.t('counter:history.undone'));
});

test('[TIC-5, TIC-6] expect-20 a scan opens its order wherever the focus is and never stays in a field', async ({
  kiosk,
  counter,
}) => {
  await counter.signIn();
  const number = await kiosk.orderAnonymously('IMG_0001');
  await counter.isListed(number);
  await counter.search().fill('note');
  await counter.scan(barcodeOf(number));
  await expect(counter.detail().getByRole('heading', { name: number })).toBeVisible();
  await expect(counter.search()).not.toHaveValue(/L01/);

  const code = barcodeOf(number);
  const wrong = code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A');
  await counter.scan(wrong);
  await expect(counter.page.getByText(counter.t('errors:CODE_INVALID')).first()).toBeVisible();
});

test('[PUP-1, PAY-3] an unpaid order stops at the hand-over and says how much', async ({
  kiosk,
  counter,
}) => {
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await changeSettings(counter.page, 'production', { mayStartUnpaid: true });
  const number = await kiosk.orderAnonymously('IMG_0001');
  await counter.open(number);
  await counter.step('in_production');
  await counter.jobsAreHandedOver();
  await counter.step('ready');
  await counter.lock();
  await counter.signIn();
  await counter.goTo('pickUp');
  await counter.scan(barcodeOf(number));
  await expect(counter.page.getByText(counter.t('counter:pickUp.unpaidStaff'))).toBeVisible();
  await expect(
    counter.button(counter.t('counter:step.picked_up'), counter.page.locator('main')),
  ).toBeDisabled();
});

test('[PUP-3] without the ticket the number and the phone tail are the proof', async ({ kiosk, counter }) => {
  await counter.signIn();
  const number = await kiosk.orderWith({ way: 'sms', phone: '29123456' }, 'IMG_0001');
  await counter.open(number);
  await counter.takePayment('cash');
  await counter.step('in_production');
  await counter.jobsAreHandedOver();
  await counter.step('ready');
  await counter.goTo('pickUp');
  await counter.prove(number, '3456');
  await counter.handOver();
});

test('[ORD-6] expect-19 a visit is taken over at the counter and sent back', async ({ kiosk, counter }) => {
  await counter.signIn();
  await kiosk.toDetailsWith('IMG_0001', 'IMG_0003');
  await counter.takeOver();
  await expect(kiosk.heading(kiosk.t('kiosk:takenOver.title'))).toBeVisible();
  await counter.sendBack();
  await expect(kiosk.heading(kiosk.t('kiosk:details.titleReach'))).toBeVisible();
});

test('[ADM-2] expect-23 half-made work survives the lock and the change of user', async ({ counter }) => {
  await counter.signIn();
  await counter.beginOrder('IMG_0001');
  await counter.lock();
  await counter.signIn();
  await counter.goTo('newOrder');
  await expect(counter.chosenTiles()).toHaveCount(1);
});

test('[ORD-7] A-07 staff take an order, are paid, print and hand it out by keyboard alone', async ({
  counter,
}) => {
  test.slow();
  const { page } = counter;
  const liga = page.getByRole('radio', { name: /^Līga/ });
  await tabTo(page, page.getByRole('radiogroup').filter({ has: liga }));
  await page.keyboard.press('ArrowDown');
  await expect(liga).toBeChecked();
  await tabTo(page, counter.pinPad());
  await page.keyboard.type('2468');
  await page.keyboard.press('Enter');
  await counter.shows(counter.nav());
  await page.keyboard.press('n');
  await pressByKey(page, counter.button(counter.t('counter:orders.new'), page.locator('main')));
  await tabTo(page, page.getByRole('grid'));
  await page.keyboard.press('Space');
  await expect(page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(1);
  await page.keyboard.press('Control+Enter');
  await counter.shows(counter.heading(counter.t('counter:new.allSame')));
  await page.keyboard.press('Control+Enter');
  await tabTo(page, page.getByRole('radiogroup', { name: counter.t('counter:new.way') }));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, counter.field(counter.t('counter:new.field.phone')));
  await page.keyboard.type('29123456');
  await page.keyboard.press('Control+Enter');
  await counter.shows(page.getByText(counter.t('counter:new.placed')));
  await page.keyboard.press('Enter');
  await counter.hasStatus('placed');
  await page.keyboard.press('a');
  await tabTo(page, page.getByRole('radiogroup').last());
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Enter');
  await counter.hasPayment('paid');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('d');
  await counter.hasStatus('in_production');
  await counter.jobsAreHandedOver();
  await page.keyboard.press('s');
  await counter.hasStatus('ready');
  const number = (await counter.detail().getByRole('heading', { level: 2 }).first().innerText()).trim();
  await page.keyboard.press('i');
  await counter.shows(counter.field(counter.t('counter:pickUp.enter')));
  await counter.scan(barcodeOf(number));
  await tabTo(page, counter.button(counter.t('counter:step.picked_up'), page.locator('main')));
  await page.keyboard.press('Enter');
  await counter.shows(page.getByText(counter.t('counter:pickUp.done', { number })));
});
