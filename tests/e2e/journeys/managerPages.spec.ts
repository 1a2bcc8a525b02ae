import { expect, test } from '../fixtures.ts';
import { MANAGER } from '../pages/counter.ts';
import { ManagerPages } from '../pages/managerPages.ts';

test('[PRV-3, P27] retention shows its heartbeat and its schedule with the law', async ({ counter }) => {
  const pages = new ManagerPages(counter);
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await counter.goToPage('requests', 'retention');
  const schedule = pages.table(counter.t('privacy:retention.schedule'));
  const photos = schedule.getByRole('row').filter({ hasText: counter.t('privacy:retention.rule.photo') });
  await expect(photos).toContainText('6(1)(b)');
  await expect(counter.page.getByText(counter.t('privacy:retention.level.warning'))).toBeVisible();
});

test('[PRV-3] the files of a handed-over order go at once when staff say so', async ({ kiosk, counter }) => {
  test.slow();
  await counter.signIn(MANAGER.name, MANAGER.pin);
  const number = await kiosk.orderWith({ way: 'sms', phone: '29123456' }, 'IMG_0001');
  await counter.open(number);
  await counter.takePayment('cash');
  await counter.step('in_production');
  await counter.jobsAreHandedOver();
  await counter.step('ready');
  await counter.goTo('pickUp');
  await counter.prove(number, '3456');
  await counter.handOver();
  await counter.goTo('orders');
  await counter.open(number);
  await new ManagerPages(counter).deleteFiles(number);
  await expect(counter.history()).toContainText(counter.t('counter:history.files_deleted'));
});

test('[PRV-5, A2] the audit trail is filtered by kind and person, and checked on demand', async ({
  counter,
}) => {
  const pages = new ManagerPages(counter);
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await counter.goToPage('requests', 'audit');
  const signedIn = counter.row(counter.t('privacy:act.staff.signed-in'));
  const begun = counter.row(counter.t('privacy:act.audit.begin'));
  await expect(begun).toBeVisible();
  await pages.filterAudit('staff');
  await expect(begun).toBeHidden();
  await signedIn.click();
  await expect(counter.detail()).toContainText(MANAGER.name);
  await pages.verifyAudit();
});

test('[STA-3, P13] statistics show a visit as fewer than five, and write the period as a file', async ({
  kiosk,
  counter,
}) => {
  const pages = new ManagerPages(counter);
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await kiosk.orderWith({ way: 'sms', phone: '29123456' }, 'IMG_0001');
  await counter.goToPage('reports', 'statistics');
  const byDay = pages.table(counter.t('reports:statistics.days'));
  await expect(byDay.getByRole('cell', { name: '< 5' })).toBeVisible();
  await counter.tap(counter.t('reports:export.csv'));
  await expect(counter.page.getByText(/statistika-[\d-]+\.csv/)).toBeVisible();
});

test('[PRV-6, P24] staff log an authority’s paper, a manager answers it and exports exactly that', async ({
  kiosk,
  counter,
}) => {
  const pages = new ManagerPages(counter);
  const police = 'Valsts policija';
  await counter.signIn();
  const order = await kiosk.orderWith({ way: 'sms', phone: '29123456', name: 'Ķērsta' }, 'IMG_0001');
  await counter.goToPage('requests', 'disclosures');
  await pages.logArrival(police, '14-2/2026');
  await counter.lock();

  await counter.signIn(MANAGER.name, MANAGER.pin);
  await counter.goToPage('requests', 'disclosures');
  await counter.row(police).click();
  await expect(counter.detail()).toContainText('14-2/2026');
  await pages.answerArrival(order);
  await expect(counter.row(police)).toHaveCount(2);
  await expect(counter.detail()).not.toContainText('Ķērsta');
  await counter.tap(counter.t('privacy:disclosures.export'), counter.actions());
  await expect(counter.detail().getByText(/nodosana-\w+\.zip/)).toBeVisible();
  await counter.tap(counter.t('privacy:disclosures.code'), counter.actions());
  await expect(
    counter.detail().getByRole('status', { name: counter.t('privacy:disclosures.code') }),
  ).not.toBeEmpty();
});
