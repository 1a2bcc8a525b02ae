import { expect, test } from '../fixtures.ts';
import { axeFaultsOf } from '../screens/axe.ts';
import { SLOW_PHOTOS } from '../lete/card.ts';
import type { Lete } from '../lete/startLete.ts';
import { KIOSK_SIZE } from '../lete/startLete.ts';
import { ticketsOf } from '../lete/outcome.ts';
import { changeSettings } from '../lete/settings.ts';
import { MANAGER } from '../pages/counter.ts';
import { Kiosk } from '../pages/kiosk.ts';

async function kioskOf(lete: Lete): Promise<Kiosk> {
  const page = await lete.window('kiosk');
  await lete.resize(page, KIOSK_SIZE);
  return new Kiosk(page, 'lv');
}

test('[CON-1, PUP-3, P10] an anonymous order asks for nothing and gives a number and a claim code', async ({
  kiosk,
  counter,
}) => {
  await kiosk.toDetailsWith('IMG_0001');
  await kiosk.fillContact({ way: 'none' });
  await expect(kiosk.phoneField()).toHaveCount(0);
  await expect(kiosk.emailField()).toHaveCount(0);
  await expect(kiosk.consents()).toHaveCount(0);
  await kiosk.toCheck();
  await kiosk.cardMayGo();
  const number = await kiosk.order();
  await expect(kiosk.claimCode()).toBeVisible();
  await counter.signIn();
  await counter.open(number);
  await expect(counter.detail()).toContainText(counter.t('counter:detail.anonymous'));
});

test('[ORD-4] two quick taps on „Pasūtīt” place one order', async ({ kiosk, counter }) => {
  await counter.signIn();
  await kiosk.toCheckWith('IMG_0001');
  await kiosk.place().dblclick();
  const number = await kiosk.readNumber();
  await counter.isListed(number);
  await expect(counter.rows()).toHaveCount(1);
});

test.describe('a slow card', () => {
  test.use({ slowCard: true });
  test('[MED-5, MED-7] expect-04 pulled while it is copied keeps what was copied and goes on when it is back', async ({
    kiosk,
    place,
  }) => {
    await kiosk.begin();
    await kiosk.openPhotos();
    await kiosk.picturesAreShown();
    await kiosk.pick('IMG_0002', ...SLOW_PHOTOS);
    await kiosk.toSizes();
    await kiosk.copied(1);
    await place.pullCard();
    await expect(kiosk.missing()).toBeVisible();
    await place.insertCard();
    await kiosk.cardMayGo();
  });
});

test('[KIO-4] A-17 the language changes midway and nothing is lost', async ({ kiosk }) => {
  await kiosk.toDetailsWith('IMG_0001', 'IMG_0003');
  await kiosk.fillContact({ way: 'email', email: 'kersta@example.com', name: 'Ķērsta' });
  await kiosk.tickConsent(1);
  for (const locale of ['ru', 'en'] as const) {
    await kiosk.speak(locale);
    await expect(kiosk.emailField()).toHaveValue('kersta@example.com');
    await expect(kiosk.nameField()).toHaveValue('Ķērsta');
    await expect(kiosk.page.getByRole('checkbox', { checked: true })).toHaveCount(1);
  }
  await kiosk.toCheck();
  await expect(kiosk.page.getByText('kersta@example.com')).toBeVisible();
});

test('[KIO-5] expect-10 help tells the counter which kiosk and step, and one key answers it', async ({
  kiosk,
  counter,
}) => {
  await counter.signIn();
  await kiosk.begin();
  await kiosk.openPhotos();
  await kiosk.callStaff();
  await expect(counter.helpCall()).toBeVisible();
  await expect(counter.nav()).toContainText(counter.t('counter:kioskStep.photos'));
  await counter.page.keyboard.press('h');
  await expect(counter.helpCall()).toBeHidden();
});

test('[TIC-2] expect-14 without a printer the order stands and the number is to be photographed', async ({
  kiosk,
  counter,
  place,
}) => {
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await changeSettings(counter.page, 'printer', { kind: 'tcp', host: '127.0.0.1', port: 9 });
  await kiosk.toCheckWith('IMG_0001');
  const number = await kiosk.order();
  await expect(kiosk.page.getByText(kiosk.t('kiosk:number.photographNumber'))).toBeVisible();
  await counter.isListed(number);
  expect(await ticketsOf(place.data)).toEqual([]);
});

test.describe('a card put in on the start screen', () => {
  test.use({ cardIn: false });
  test('[MED-1, KIO-1] expect-03 starts the visit by itself', async ({ kiosk, place }) => {
    // A folder that is there within the first seconds was there before anybody came.
    await kiosk.page.clock.install();
    await kiosk.page.reload();
    await kiosk.ready();
    await kiosk.page.clock.runFor(4000);
    await place.insertCard();
    await kiosk.shows(kiosk.tiles());
  });
});

test.describe('after a power cut', () => {
  test('[REC-1] within 60 s the visit goes on at the same step with everything chosen', async ({
    kiosk,
    lete,
    place,
  }) => {
    await kiosk.toDetailsWith('IMG_0001', 'IMG_0002');
    await kiosk.fillContact({ way: 'email', email: 'kersta@example.com' });
    await kiosk.saved();
    await lete.kill();
    const again = await kioskOf(await place.start());
    await again.shows(again.heading(again.t('kiosk:details.titleReach')));
    await expect(again.emailField()).toHaveValue('kersta@example.com');
  });

  test('[REC-1, KIO-3] later it is wiped and the start screen waits for the next', async ({
    kiosk,
    counter,
    lete,
    place,
  }) => {
    await counter.signIn(MANAGER.name, MANAGER.pin);
    await changeSettings(counter.page, 'kiosk', { resumeWithinMs: 0 });
    await kiosk.toDetailsWith('IMG_0001');
    await kiosk.fillContact({ way: 'email', email: 'kersta@example.com' });
    await kiosk.saved();
    await lete.kill();
    const again = await kioskOf(await place.start());
    await expect(again.startArea()).toBeVisible();
  });
});

test('[P8, CON-2] a slip in the e-mail is hinted at and read back at the kiosk; what got through staff put right at once', async ({
  kiosk,
  counter,
}) => {
  const [slip, meant] = ['kersta@gmial.com', 'kersta@gmail.com'];
  await kiosk.toDetailsWith('IMG_0001');
  await kiosk.fillContact({ way: 'email', email: slip, name: 'Ķērsta' });
  await expect(kiosk.page.getByText(kiosk.t('kiosk:details.hint', { email: meant }))).toBeVisible();
  await kiosk.toCheck();
  await expect(kiosk.page.getByText(slip)).toBeVisible();
  await kiosk.cardMayGo();
  const number = await kiosk.order();

  await counter.signIn();
  await counter.open(number);
  await expect(counter.detail()).toContainText(slip);
  await counter.tap(counter.t('counter:contact.open'), counter.actions());
  const dialog = counter.page.getByRole('dialog');
  await counter.shows(dialog);
  expect(await axeFaultsOf(counter.page)).toEqual([]);
  await counter.field(counter.t('privacy:field.email'), dialog).fill('kersta');
  await counter.page.keyboard.press('Control+Enter');
  await expect(dialog.getByText(counter.t('errors:CONTACT_INVALID'))).toBeVisible();
  await counter.field(counter.t('privacy:field.email'), dialog).fill(slip);
  await counter.tap(counter.t('counter:new.meantYes'), dialog);
  await expect(counter.field(counter.t('privacy:field.email'), dialog)).toHaveValue(meant);
  await expect(counter.field(counter.t('privacy:field.phone'), dialog)).toHaveCount(0);
  await counter.page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });
  await expect(counter.detail()).toContainText(meant);
  await expect(counter.detail()).not.toContainText(slip);
});
