import { expect, test } from '../fixtures.ts';
import { callCore } from '../lete/bridge.ts';
import { changeAuditEntry } from '../lete/spoil.ts';
import { like } from '../lete/words.ts';
import { MANAGER } from '../pages/counter.ts';
import { ManagerPages } from '../pages/managerPages.ts';
import { axeFaultsOf } from '../screens/axe.ts';

const OTHER = { name: 'Zane', pin: '8042' } as const;

test('[P25, PRV-6, A2, PRV-5] another manager approves a disclosure on suspicion, finds a break in the audit trail and answers for it by name', async ({
  kiosk,
  counter,
  place,
}) => {
  test.slow();
  const pages = new ManagerPages(counter);
  const { page } = counter;
  const police = 'Valsts policija';
  const order = await kiosk.orderWith({ way: 'sms', phone: '29123456', name: 'Ķērsta' }, 'IMG_0001');
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await callCore(page, 'staff:add', { ...OTHER, role: 'manager', badge: null });
  await counter.goToPage('requests', 'disclosures');
  await pages.proposeOnSuspicion(police, order);
  await expect(counter.row(police)).toContainText(counter.t('privacy:disclosures.state.proposed'));
  await pages.approve();
  const question = counter.dialog(counter.t('privacy:disclosures.decide.approveTitle'));
  await expect(question).toContainText(counter.t('errors:SECOND_PERSON_NEEDED'));
  expect(await axeFaultsOf(page)).toEqual([]);
  await counter.tap(counter.t('common:actions.back'), question);
  await counter.lock();

  await counter.signIn(OTHER.name, OTHER.pin);
  await counter.goToPage('requests', 'disclosures');
  await counter.row(police).click();
  await pages.approve();
  await expect(counter.row(police)).toContainText(counter.t('privacy:disclosures.state.approved'));
  await expect(counter.button(counter.t('privacy:disclosures.export'), counter.actions())).toBeVisible();

  await counter.goToPage('requests', 'audit');
  await pages.verifyAudit();
  const seq = await changeAuditEntry(place.data);
  await pages.findBreak(seq);
  expect(await axeFaultsOf(page)).toEqual([]);
  await pages.acceptBreak();
  await expect(
    page.getByText(like(counter.t('privacy:audit.state.sound', { rows: '\u0000' }))),
  ).toBeVisible();
  const word = page.getByRole('listitem').filter({ hasText: OTHER.name });
  await expect(word).toContainText(String(seq));
});
