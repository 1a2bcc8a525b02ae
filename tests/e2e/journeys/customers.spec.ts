import { expect, test } from '../fixtures.ts';
import { changeSettings } from '../lete/settings.ts';
import { type Counter, MANAGER } from '../pages/counter.ts';
import { Customers } from '../pages/customers.ts';
import { pressByKey } from '../pages/keys.ts';
import type { KioskMyData } from '../pages/kioskMyData.ts';
import { PrivacyDesk } from '../pages/privacyDesk.ts';

/** Faster is a scanner. */
const AS_PEOPLE = { delay: 60 };
const NAME = 'Ķērsta Bērziņa';

/** An order with two consents; answers its number and the code that takes them back. */
async function orderWithConsents(
  kiosk: KioskMyData,
): Promise<{ readonly number: string; readonly code: string }> {
  await kiosk.toDetailsWith('IMG_0001');
  await kiosk.fillContact({ way: 'sms', phone: '29123456', name: NAME });
  await kiosk.tickConsent(0);
  await kiosk.consents().nth(1).click();
  await kiosk.toCheck();
  await kiosk.cardMayGo();
  const number = await kiosk.order();
  const code = await kiosk.withdrawalCode().innerText();
  await kiosk.finishVisit();
  return { number, code };
}

const customerOf = async (kiosk: KioskMyData, counter: Counter, signIn: () => Promise<void>) => {
  const placed = await orderWithConsents(kiosk);
  await signIn();
  return { ...placed, customers: new Customers(counter) };
};

test('[PRV-4, C4] a customer is found, opened and served by keyboard alone: consent back, request begun, order opened', async ({
  kiosk,
  counter,
}) => {
  const { number, customers } = await customerOf(kiosk, counter, () => counter.signIn());
  const { page } = counter;
  await page.keyboard.type('gk', AS_PEOPLE);
  await expect(customers.search()).toBeFocused();
  await page.keyboard.type('be', AS_PEOPLE);
  await expect(page.getByText(counter.t('counter:customers.start'))).toBeVisible();
  await page.keyboard.type('rzina', AS_PEOPLE);
  await page.keyboard.press('Enter');
  await expect(customers.person(NAME)).toBeVisible();
  await expect(customers.withdrawals()).toHaveCount(2);
  // Giving took a tick, an age and a word of staff; taking back is one press.
  await pressByKey(page, customers.withdrawals());
  await expect(customers.standing('withdrawn')).toBeVisible();
  await expect(customers.withdrawals()).toHaveCount(1);
  await page.keyboard.press('t');
  const who = page.getByRole('textbox', { name: counter.t('privacy:whoField.phone') });
  await expect(who).toHaveValue('+37129123456');
  await page.keyboard.press('Escape');
  const order = counter.t('counter:customers.openOrder', { number });
  await pressByKey(page, counter.button(order, counter.detail()));
  await expect(counter.detail().getByRole('heading', { name: number, exact: true })).toBeVisible();
});

test('[C4, PRV-1] a consent is taken back from the order on show, by keyboard', async ({
  kiosk,
  counter,
}) => {
  const { number, customers } = await customerOf(kiosk, counter, () => counter.signIn());
  await counter.open(number);
  await expect(customers.withdrawals()).toHaveCount(2);
  await pressByKey(counter.page, customers.withdrawals());
  await expect(customers.withdrawals()).toHaveCount(1);
  await expect(counter.consents()).toContainText(counter.t('counter:consent.event.withdrawn'));
});

test('[C8, C4] the code of a ticket, scanned wherever the focus is, takes all consents back without a name', async ({
  kiosk,
  counter,
}) => {
  const { code, customers } = await customerOf(kiosk, counter, () => counter.signIn());
  await counter.scan(code.replaceAll('-', ''));
  await expect(
    counter.detail().getByRole('heading', { name: counter.t('counter:customers.code.title') }),
  ).toBeVisible();
  await expect(counter.page.getByText(NAME)).toHaveCount(0);
  await counter.tap(counter.t('counter:customers.consents.withdrawAll'), counter.detail());
  await expect(counter.page.getByText(counter.t('counter:customers.code.nothingLive'))).toBeVisible();
  await expect(customers.withdrawals()).toHaveCount(0);
});

test('[PRV-4, C3] without an open order a customer is a manager’s, who says why; the screen of a consent is drawn again', async ({
  kiosk,
  counter,
}) => {
  const { number, customers } = await customerOf(kiosk, counter, () => counter.signIn());
  await counter.open(number);
  await counter.cancelOrder();
  await customers.open();
  await customers.search().fill('29123456');
  await expect(counter.page.getByText(counter.t('counter:customers.whoIsFound.staff'))).toBeVisible();
  await counter.lock();
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await customers.open();
  await expect(customers.search()).toHaveValue('');
  await customers.find('29123456', counter.t('counter:customers.hidden'));
  await counter.page.keyboard.press('Enter');
  const dialog = counter.dialog(counter.t('counter:customers.reason.title'));
  await expect(counter.button(counter.named(counter.t('counter:customers.open')), dialog)).toBeDisabled();
  await counter.choice('radio', counter.t('privacy:audit.reason.customer-asks'), dialog).click();
  await counter.page.keyboard.press('Control+Enter');
  await expect(customers.person(NAME)).toBeVisible();
  await counter
    .detail()
    .getByRole('button', { name: /^Kā tas izskatījās/ })
    .first()
    .click();
  await expect(counter.page.getByText(counter.t('counter:customers.shown.sound'))).toBeVisible();
});

test('[R6, P33] a restricted customer is opened by nobody but a manager, and says so', async ({
  kiosk,
  counter,
}) => {
  const { number, customers } = await customerOf(kiosk, counter, () => counter.signIn());
  const desk = new PrivacyDesk(counter);
  await counter.open(number);
  const request = await desk.takeIn('restriction', '3456');
  await counter.lock();
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await changeSettings(counter.page, 'counter', { lockAfterMs: 900_000 });
  await desk.open();
  await desk.choose(request);
  await desk.act(counter.t('privacy:action.approve'));
  await desk.notMyself();
  await desk.confirm(counter.t('privacy:action.approve'));
  await desk.hasState('executing');
  await counter.lock();
  await counter.signIn();
  await customers.open();
  await customers.search().fill(number);
  await expect(counter.page.getByText(counter.t('errors:RESTRICTED'))).toBeVisible();
  await customers.search().fill('berzina');
  await expect(counter.page.getByText(counter.t('counter:customers.whoIsFound.staff'))).toBeVisible();
});
