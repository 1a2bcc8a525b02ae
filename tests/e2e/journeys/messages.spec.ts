import { dirname } from 'node:path';
import { type MailServer, startMailServer } from '../../sync/tools/mailServer.ts';
import { expect, test } from '../fixtures.ts';
import { type CentralServer, sendsBy, startCentralServer } from '../lete/centralServer.ts';
import { MANAGER } from '../pages/counter.ts';
import { CounterSync } from '../pages/counterSync.ts';
import { axeFaultsOf } from '../screens/axe.ts';

/** The ten seconds in which an order can be undone, over the line and back, on a busy machine. */
const ARRIVES_MS = 90_000;

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

interface Chain {
  readonly central: CentralServer;
  readonly mail: MailServer;
}

/** A central that sends, and the mail server by which it does. */
const sending = test.extend<{ readonly chain: Chain }>({
  chain: async ({ place }, use) => {
    const mail = await startMailServer({ tls: false });
    const central = await startCentralServer(dirname(place.data), sendsBy(mail.port));
    await use({ central, mail });
    await central.end();
    await mail.end();
  },
});

sending(
  '[OFF-3, NOT-3] a message waits in sight for a central that is away, and goes out once when it is back',
  async ({ kiosk, counter, chain: { central, mail } }, testInfo) => {
    test.setTimeout(240_000);
    await counter.signIn(MANAGER.name, MANAGER.pin);
    const sync = new CounterSync(counter);
    await sync.enrol(central.url, await central.code());
    await sync.allIsSent();
    await central.kill();
    const number = await kiosk.orderWith({ way: 'email', email: 'ilze.ozola@example.com' }, 'IMG_0001');
    await counter.goTo('orders');
    await counter.open(number);
    const line = counter.messages().getByRole('listitem');
    await expect(line).toContainText(counter.t('counter:messages.waitsForCentral'), { timeout: ARRIVES_MS });
    await line.scrollIntoViewIfNeeded();
    await counter.page.screenshot({ path: testInfo.outputPath('waiting.png') });
    await central.start();
    await expect(line).toContainText(counter.t('counter:messages.state.sent'), { timeout: ARRIVES_MS });
    expect(mail.received).toHaveLength(1);
  },
);

sending(
  '[NOT-3] a message that the mail server refused is a task to call, in sight above the orders, until somebody called',
  async ({ kiosk, counter, chain: { central, mail } }) => {
    test.setTimeout(240_000);
    mail.answer({ recipient: 550 });
    await counter.signIn(MANAGER.name, MANAGER.pin);
    const sync = new CounterSync(counter);
    await sync.enrol(central.url, await central.code());
    await sync.allIsSent();
    await counter.goTo('orders');
    const number = await kiosk.orderWith({ way: 'email', email: 'nav.tadas@example.com' }, 'IMG_0001');
    const task = counter.button(number, counter.page.locator('main'));
    await expect(task).toBeVisible({ timeout: ARRIVES_MS });
    expect(mail.received).toEqual([]);
    expect(await central.rows('SELECT state, template FROM message')).toEqual([
      { state: 'bounced', template: 'order.placed' },
    ]);
    await task.click();
    await counter.shows(counter.detail().getByRole('heading', { name: number, exact: true }));
    const line = counter.messages().getByRole('listitem');
    await expect(line).toContainText(counter.t('counter:messages.state.bounced'));
    await expect(line).toContainText(counter.t('counter:messages.call'));
    expect(await axeFaultsOf(counter.page)).toEqual([]);
    await counter.tap(counter.t('counter:messages.recordCall'), counter.messages());
    await expect(line).toContainText(counter.t('counter:messages.calledAt', { time: '' }).trim());
    await expect(task).toHaveCount(0);
  },
);
