import { expect, test } from '../fixtures.ts';

const SECOND = 1000;

/** The page's clock is ours from its start on. */
test.beforeEach(async ({ kiosk }) => {
  await kiosk.page.clock.install();
  await kiosk.page.reload();
  await kiosk.ready();
});

test('[KIO-2] A-10 expect-15 warns after 90 s, waits 30 s for an answer, and goes on at a touch', async ({
  kiosk,
}) => {
  const { clock } = kiosk.page;
  await kiosk.begin();
  await kiosk.openPhotos();
  await kiosk.pick('IMG_0001');
  await clock.runFor(85 * SECOND);
  await expect(kiosk.idleWarning()).toHaveCount(0);
  await clock.runFor(8 * SECOND);
  await expect(kiosk.idleWarning()).toBeVisible();
  await clock.runFor(20 * SECOND);
  await expect(kiosk.idleWarning()).toBeVisible();
  await kiosk.tap(kiosk.t('common:actions.continue'), kiosk.idleWarning());
  await expect(kiosk.idleWarning()).toHaveCount(0);
  await expect(kiosk.chosenTiles()).toHaveCount(1);
});

test('[KIO-2, KIO-3] expect-11 wipes the visit when nobody answers', async ({ kiosk }) => {
  const { clock } = kiosk.page;
  await kiosk.speak('ru');
  await kiosk.toDetailsWith('IMG_0001');
  await kiosk.fillContact({ way: 'email', email: 'kersta@example.com' });
  await kiosk.shows(kiosk.page.getByText(kiosk.t('kiosk:copy.mayRemove')));
  await clock.runFor(95 * SECOND);
  await expect(kiosk.idleWarning()).toBeVisible();
  await clock.runFor(35 * SECOND);
  kiosk.forgetLanguage();
  await expect(kiosk.startArea()).toBeVisible();
  await expect(kiosk.page.locator('html')).toHaveAttribute('lang', 'lv');
  expect(await kiosk.page.content()).not.toContain('kersta');
});

test('[KIO-2] A-10 „more time” waits five minutes', async ({ kiosk }) => {
  const { clock } = kiosk.page;
  await kiosk.begin();
  await kiosk.adjustTo('time', 'timeMore');
  await clock.runFor(280 * SECOND);
  await expect(kiosk.idleWarning()).toHaveCount(0);
  await clock.runFor(25 * SECOND);
  await expect(kiosk.idleWarning()).toBeVisible();
});

test('[TIC-1] A-11 the number stays 30 s, and longer when the customer asks for it', async ({ kiosk }) => {
  const { clock } = kiosk.page;
  await kiosk.toCheckWith('IMG_0001');
  await kiosk.order();
  await clock.runFor(25 * SECOND);
  await kiosk.tap(kiosk.t('common:actions.moreTime'));
  await clock.runFor(60 * SECOND);
  await expect(kiosk.orderNumber()).toBeVisible();
  await clock.runFor(10 * SECOND);
  await expect(kiosk.startArea()).toBeVisible();
});
