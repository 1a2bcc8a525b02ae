import { expect, test } from '../fixtures.ts';
import type { Lete } from '../lete/startLete.ts';
import { pretendSync } from '../lete/syncAnswers.ts';
import { type Counter, MANAGER, STAFF } from '../pages/counter.ts';

/** Slower than a scanner, as every person is. */
const HUMAN_MS = 70;

const goByKeys = async ({ page }: Counter, to: string): Promise<void> => {
  await page.keyboard.press('g', { delay: HUMAN_MS });
  await page.keyboard.press(to, { delay: HUMAN_MS });
};

/** As the cross of the window, or the system, asks it to close. */
const askToClose = (lete: Lete): Promise<void> =>
  lete.electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });

test('[ADM-6, SYN-4] the strip says how far sync is, leads to its page by press and by keys, and never moves', async ({
  counter,
  lete,
}) => {
  await counter.signIn(STAFF.name, STAFF.pin);
  const lights = counter.strip().locator('[data-tone]');
  await expect(lights.first()).toHaveText(counter.t('sync:standing.notSetUp'));
  const place = async () => (await lights.nth(1).boundingBox())?.x;
  const before = await place();
  for (const change of [
    {},
    { state: 'idle', waiting: { ops: 0, files: 0, bytes: 0, oldestAt: null } },
    { state: 'attention', deadLetters: 4 },
    { state: 'revoked' },
  ] as const) {
    const words = await lights.first().textContent();
    await pretendSync(lete, change);
    await expect(lights.first()).not.toHaveText(words ?? '');
    expect(await place()).toBe(before);
  }
  await expect(lights.first()).toHaveAttribute('data-tone', 'danger');
  await lights.first().click();
  await counter.shows(counter.heading(counter.t('sync:state')));
  await goByKeys(counter, 'p');
  await expect(counter.heading(counter.t('sync:state'))).toBeHidden();
  await goByKeys(counter, 'o');
  await counter.shows(counter.heading(counter.t('sync:state')));
});

test('[REC-7] closing with unsent changes asks first, with their number; staying is the safe answer', async ({
  counter,
  lete,
}) => {
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await pretendSync(lete, {});
  await expect(counter.strip()).toContainText('38');
  await askToClose(lete);
  const question = counter.page.getByRole('alertdialog', { name: counter.t('sync:closing.title') });
  await expect(question).toContainText('38');
  const stay = counter.button(counter.t('sync:closing.stay'), question);
  await expect(stay).toBeFocused();
  await stay.press('Enter');
  await expect(question).toBeHidden();
  await counter.shows(counter.nav());
  // In the evening the counter has locked itself.
  await counter.lock();
  await askToClose(lete);
  const closed = counter.page.waitForEvent('close');
  // The page may be gone before its click is answered.
  await Promise.all([closed, counter.tap(counter.t('sync:closing.close'), question).catch(() => undefined)]);
});
