import { expect, test } from '../fixtures.ts';
import { tellWindows } from '../lete/answers.ts';
import { bounceMessages } from '../lete/spoil.ts';
import { axeFaultsOf } from '../screens/axe.ts';

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

test('[NOT-3] a message that came back is a task to call, in sight above the orders, until somebody called', async ({
  kiosk,
  counter,
  lete,
  place,
}) => {
  await counter.signIn();
  const number = await kiosk.orderWith({ way: 'sms', phone: '29123456' }, 'IMG_0001');
  const task = counter.button(number, counter.page.locator('main'));
  await expect(task).toHaveCount(0);
  await bounceMessages(place.data);
  await tellWindows(lete, 'health-changed');
  await task.click();
  await counter.shows(counter.detail().getByRole('heading', { name: number, exact: true }));
  const line = counter.messages().getByRole('listitem');
  await expect(line).toContainText(counter.t('counter:messages.state.bounced'));
  await expect(line).toContainText(counter.t('counter:messages.call'));
  expect(await axeFaultsOf(counter.page)).toEqual([]);
  await counter.tap(counter.t('counter:messages.recordCall'), counter.messages());
  await expect(line).toContainText(counter.t('counter:messages.calledAt', { time: '' }).trim());
  await expect(task).toHaveCount(0);
});
