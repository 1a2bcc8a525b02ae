import { expect, test } from '../fixtures.ts';
import { Customers } from '../pages/customers.ts';

const NAME = 'Ķērsta Bērziņa';

test('[C6, CON-3] C-09 a consent signed on paper is written down as one, and not before staff say how it was given', async ({
  counter,
}) => {
  const { page } = counter;
  await counter.signIn();
  await counter.beginOrder('IMG_0001');
  await page.keyboard.press('Control+Enter');
  await counter.shows(counter.button(counter.named(counter.t('common:actions.continue')), counter.detail()));
  await page.keyboard.press('Control+Enter');
  await counter.choice('radio', counter.t('counter:new.ways.sms')).click();
  await counter.field(counter.t('counter:new.field.phone')).fill('29123456');
  await counter.field(counter.t('counter:new.field.name')).fill(NAME);
  const boxes = page.getByRole('region', { name: counter.t('counter:consent.title') });
  await counter.consentBoxes().first().click();
  await counter.choice('radio', 'Jā', boxes).click();
  await counter.choice('checkbox', counter.t('counter:consent.confirmed'), boxes).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(counter.t('counter:new.block.consent')).first()).toBeVisible();
  await counter.choice('radio', counter.t('counter:consent.signed'), boxes).click();
  await expect(boxes.getByText(counter.t('counter:consent.paper', { version: '1' }))).toBeVisible();
  await counter.choice('checkbox', counter.t('counter:consent.confirmed'), boxes).click();
  await page.keyboard.press('Control+Enter');
  await counter.shows(page.getByText(counter.t('counter:new.placed')));
  const customers = new Customers(counter);
  await customers.open();
  await customers.openFound('berzina', NAME);
  await expect(customers.withdrawals()).toHaveCount(1);
  await expect(
    counter.detail().getByText(counter.t('counter:customers.consents.byStaff')).first(),
  ).toBeVisible();
});
