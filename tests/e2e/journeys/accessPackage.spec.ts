import { expect, test } from '../fixtures.ts';
import { callCore } from '../lete/bridge.ts';
import { MANAGER } from '../pages/counter.ts';
import { PrivacyDesk } from '../pages/privacyDesk.ts';
import { axeFaultsOf } from '../screens/axe.ts';

const COLLEAGUE = { name: 'Zane', pin: '8042' } as const;

test('[PRV-1, PRV-4] a data archive is handed over once, sealed, by staff: password apart from a manager, the customer’s own medium only on purpose', async ({
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
  await callCore(counter.page, 'staff:add', { ...COLLEAGUE, role: 'staff', badge: null });
  await counter.lock();

  await counter.signIn(COLLEAGUE.name, COLLEAGUE.pin);
  await desk.open();
  await counter.row(number).click();
  await expect(desk.evidence().getByText(counter.t('privacy:handOver.sealed'))).toBeVisible();
  await expect(counter.button(counter.t('privacy:handOver.showCode'))).toHaveCount(0);
  expect(await axeFaultsOf(counter.page)).toEqual([]);
  await counter.tap(counter.t('privacy:handOver.do'), desk.evidence());
  const record = counter.button(counter.named(counter.t('privacy:handOver.confirm')), desk.dialog());
  await expect(record).toBeDisabled();
  await counter.choice('radio', counter.t('privacy:audit.reason.own-medium'), desk.dialog()).click();
  await expect(desk.dialog().getByText(counter.t('privacy:handOver.own'))).toBeVisible();
  await expect(record).toBeDisabled();
  await counter.choice('checkbox', counter.t('privacy:handOver.agree'), desk.dialog()).click();
  await counter.page.keyboard.press('Control+Enter');
  await desk.dialog().waitFor({ state: 'hidden' });
  await expect(desk.evidence().getByText(/lete-access-\w+\.zip/)).toBeVisible();
  await expect(counter.button(counter.t('privacy:handOver.do'))).toHaveCount(0);
});
