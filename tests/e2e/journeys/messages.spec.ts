import { expect, test } from '../fixtures.ts';

test('[NOT-3, ORD-2] messages of an order wait in sight until the terminal is connected, and an undone change takes its own along', async ({
  kiosk,
  counter,
}) => {
  await counter.signIn();
  const anonymous = await kiosk.orderAnonymously('IMG_0002');
  const number = await kiosk.orderWith({ way: 'sms', phone: '29123456' }, 'IMG_0001');
  await counter.open(anonymous);
  await expect(counter.messages()).toHaveCount(0);
  await counter.open(number);
  const line = (template: 'placed' | 'ready') =>
    counter
      .messages()
      .getByRole('listitem')
      .filter({ hasText: counter.t(`counter:messages.template.${template}`) });
  await expect(line('placed')).toContainText(counter.t('counter:messages.state.queued'));
  await expect(line('placed')).toContainText(counter.t('counter:messages.waits'));
  await expect(counter.strip()).toContainText(counter.t('counter:strip.messagesWait', { waiting: 1 }));

  await counter.takePayment('card');
  await counter.step('in_production');
  await counter.jobsAreHandedOver();
  await counter.step('ready');
  await expect(line('ready')).toContainText(counter.t('counter:messages.waits'));
  await counter.undo();
  await expect(line('ready')).toContainText(counter.t('counter:messages.reason.undone'));
});
