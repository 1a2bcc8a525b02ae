import { expect, test } from '../fixtures.ts';
import { MANAGER } from '../pages/counter.ts';
import { PrivacyDesk } from '../pages/privacyDesk.ts';

test('[PRV-2, E13] expect-25 an erasure from intake by staff to the certificate by a manager', async ({
  kiosk,
  counter,
}) => {
  test.slow();
  const desk = new PrivacyDesk(counter);
  await counter.signIn();
  const order = await kiosk.orderWith({ way: 'sms', phone: '29123456', name: 'Ķērsta' }, 'IMG_0001');
  await counter.open(order);
  await counter.cancelOrder();
  const number = await desk.takeIn('erasure', '3456');
  await desk.open();
  await expect(counter.row(number)).toBeVisible();
  await expect(counter.page.getByText(counter.t('privacy:managerDecides'))).toBeVisible();
  await counter.lock();

  await counter.signIn(MANAGER.name, MANAGER.pin);
  await desk.open();
  await desk.choose(number);
  await expect(desk.evidence().getByText(counter.t('privacy:data.photos'))).toBeVisible();
  await expect(desk.evidence().getByText(counter.t('privacy:data.orders')).first()).toBeVisible();
  await desk.act(counter.t('privacy:action.approveRest'));
  const red = counter.button(counter.named(counter.t('privacy:action.delete')), desk.dialog());
  await expect(red).toBeDisabled();
  await desk.typeNumber(number);
  await desk.notMyself();
  await desk.confirm(counter.t('privacy:action.delete'));
  await desk.hasState('cooling');
  await desk.act(counter.t('privacy:action.skipCooling'));
  await desk.typeNumber(number);
  await desk.confirm(counter.t('privacy:action.deleteNow'));
  await desk.isProved();
  await desk.act(counter.t('privacy:action.answered'));
  await desk.confirm(counter.t('privacy:action.answered'));
  await desk.hasState('completed');
  await counter.tap(counter.t('privacy:run.certificate.pdf'), counter.detail());
  await expect(counter.detail().getByText(/\.pdf$/)).toBeVisible();
});
