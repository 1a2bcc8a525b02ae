import { expect, test } from '../fixtures.ts';
import { pickByArrows, pressByKey, tabTo } from '../pages/keys.ts';

test('[KIO-7, CON-6] A-08 a customer with a plugged-in keyboard orders without touching the screen', async ({
  kiosk,
  counter,
}) => {
  const { page } = kiosk;
  await pressByKey(page, kiosk.startArea());
  await kiosk.shows(kiosk.heading(kiosk.t('kiosk:source.title')));
  await expect(kiosk.primary()).toBeEnabled();
  await pressByKey(page, kiosk.primary());
  await kiosk.picturesAreShown();
  await tabTo(page, kiosk.grid());
  // The first heading may begin with a grey tile, which takes no key.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(kiosk.chosenTiles()).toHaveCount(2);
  await pressByKey(page, kiosk.primary());
  await kiosk.shows(kiosk.sizeCards());
  await tabTo(page, kiosk.copies());
  await page.keyboard.press('ArrowUp');
  await expect(kiosk.copies()).toHaveAttribute('aria-valuenow', '2');
  await pressByKey(page, kiosk.button(kiosk.t('kiosk:sizes.crop')));
  await tabTo(page, page.getByRole('application'));
  for (const key of ['+', 'ArrowLeft', 'Shift+ArrowUp']) await page.keyboard.press(key);
  await pressByKey(page, kiosk.button(kiosk.t('common:actions.done')));
  await pressByKey(page, kiosk.primary());
  const details = kiosk.heading(kiosk.t('kiosk:details.titleReach'));
  const question = page.getByRole('alertdialog');
  await kiosk.shows(details.or(question));
  if (await question.isVisible()) await page.keyboard.press('Enter');
  await kiosk.shows(details);
  await pickByArrows(page, page.getByRole('radiogroup').filter({ has: kiosk.way('sms') }), kiosk.way('sms'));
  await tabTo(page, kiosk.phoneField());
  await page.keyboard.type('29123456');
  await page.keyboard.press('Tab');
  await pressByKey(page, kiosk.primary());
  await kiosk.shows(kiosk.heading(kiosk.t('kiosk:check.title')));
  await kiosk.cardMayGo();
  await pressByKey(page, kiosk.place());
  const number = await kiosk.readNumber();
  await pressByKey(page, kiosk.finish());
  await kiosk.shows(kiosk.startArea());
  await counter.signIn();
  await counter.isListed(number);
});
