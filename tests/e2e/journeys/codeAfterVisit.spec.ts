import { expect, test } from '../fixtures.ts';
import { PrivacyDesk } from '../pages/privacyDesk.ts';

test('[PRV-1, R8] staff enter the code that a customer says later: the tries left, and never whether anybody is known', async ({
  kiosk,
  counter,
}) => {
  const desk = new PrivacyDesk(counter);
  const { page } = counter;
  await counter.signIn();
  const order = await kiosk.orderWith({ way: 'sms', phone: '29123456', name: 'Ķērsta' }, 'IMG_0001');
  await counter.open(order);
  await page.keyboard.press('t');
  await counter.choice('radio', counter.t('privacy:type.access'), desk.dialog()).click();
  await counter.choice('radio', counter.t('privacy:identity.code'), desk.dialog()).click();
  await page.keyboard.press('Control+Enter');
  const shown = desk.dialog().getByText(/^P-\d{4}-\d{4}$/);
  await counter.shows(shown);
  const number = await shown.innerText();
  await page.keyboard.press('Control+Enter');
  await desk.open();
  await counter.row(number).click();
  await counter.tap(counter.t('privacy:action.code'), desk.evidence());
  await expect(counter.field(counter.t('privacy:columns.number'), desk.dialog())).toHaveValue(number);
  await expect(desk.dialog().getByText(counter.t('privacy:code.left', { tries: 5 }))).toBeVisible();
  const code = counter.field(counter.t('privacy:ask.code'), desk.dialog());
  await expect(code).toBeFocused();
  await code.fill('000001');
  await page.keyboard.press('Control+Enter');
  await expect(desk.dialog().getByText(counter.t('privacy:ask.triesLeft', { tries: 4 }))).toBeVisible();
  await expect(code).toHaveValue('000001');
});
