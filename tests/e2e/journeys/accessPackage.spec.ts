import { expect, test } from '../fixtures.ts';
import { MANAGER } from '../pages/counter.ts';
import { PrivacyDesk } from '../pages/privacyDesk.ts';

test('[PRV-1, PRV-4] a data archive is handed over once: password apart, the customer’s own medium only on purpose', async ({
  kiosk,
  counter,
}) => {
  const desk = new PrivacyDesk(counter);
  await counter.signIn();
  const order = await kiosk.orderWith({ way: 'sms', phone: '29123456', name: 'Ķērsta' }, 'IMG_0001');
  await counter.open(order);
  const number = await desk.takeIn('access', '3456');
  await counter.lock();
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await desk.open();
  await desk.choose(number);
  await desk.act(counter.t('privacy:action.approve'));
  await desk.notMyself();
  await desk.confirm(counter.t('privacy:action.approve'));
  await expect(counter.detail().getByText(counter.t('privacy:handOver.state.ready'))).toBeVisible();
  await expect(counter.detail().locator('code')).toHaveCount(0);
  await counter.tap(counter.t('privacy:handOver.showCode'), counter.detail());
  await expect(counter.detail().locator('code')).not.toBeEmpty();
  await counter.tap(counter.t('privacy:handOver.do'), counter.detail());
  const record = counter.button(counter.named(counter.t('privacy:handOver.confirm')), desk.dialog());
  await expect(record).toBeDisabled();
  await counter.choice('radio', counter.t('privacy:audit.reason.own-medium'), desk.dialog()).click();
  await expect(desk.dialog().getByText(counter.t('privacy:handOver.own'))).toBeVisible();
  await expect(record).toBeDisabled();
  await counter.choice('checkbox', counter.t('privacy:handOver.agree'), desk.dialog()).click();
  await counter.page.keyboard.press('Control+Enter');
  await desk.dialog().waitFor({ state: 'hidden' });
  await expect(counter.detail().getByText(/lete-access-\w+\.zip/)).toBeVisible();
  await expect(counter.button(counter.t('privacy:handOver.do'), counter.detail())).toHaveCount(0);
});
