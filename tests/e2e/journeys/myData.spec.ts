import type { Page } from 'playwright';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { expect, test } from '../fixtures.ts';
import { answerWith } from '../lete/answers.ts';
import { tabTo } from '../pages/keys.ts';
import { KioskMyData } from '../pages/kioskMyData.ts';

/** Counts what a finger does on the screen; keys of the keyboard are typing. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const shared = window as unknown as { taps: number };
    shared.taps = 0;
    document.addEventListener(
      'click',
      ({ target, isTrusted }) => {
        const isKey = target instanceof Element && target.closest('[data-dock]') !== null;
        // A tap on a label clicks its input too.
        const isEcho = target instanceof HTMLInputElement && target.type !== 'text';
        if (isTrusted && !isKey && !isEcho) shared.taps += 1;
      },
      true,
    );
  });
  return () => page.evaluate(() => (window as unknown as { taps: number }).taps);
}

test('[C1] no box is ticked at first paint in any language, after going back, and after a restart', async ({
  kiosk,
  lete,
  place,
}) => {
  const boxes = {
    all: kiosk.page.getByRole('checkbox'),
    ticked: kiosk.page.getByRole('checkbox', { checked: true }),
  };
  await kiosk.toDetailsWith('IMG_0001');
  for (const locale of LOCALES) {
    await kiosk.speak(locale);
    for (const way of ['email', 'sms'] as const) {
      await kiosk.chooseWay(way);
      await expect(boxes.all).toHaveCount(3);
      await expect(boxes.ticked).toHaveCount(0);
    }
  }
  await kiosk.tap(kiosk.t('common:actions.back'));
  await kiosk.toDetails();
  await expect(boxes.all).toHaveCount(3);
  await expect(boxes.ticked).toHaveCount(0);
  await kiosk.saved();
  await lete.kill();
  const again = await place.start();
  const page = await again.window('kiosk');
  const back = new KioskMyData(page, 'ru');
  await expect(page.getByRole('checkbox')).toHaveCount(3);
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await back.page.locator('html[lang=ru]').waitFor();
});

test('[C4, C8, P11] a consent is taken back at the start screen in no more taps than it was given', async ({
  kiosk,
}) => {
  await kiosk.toDetailsWith('IMG_0001');
  const given = await countTaps(kiosk.page);
  await kiosk.chooseWay('email');
  await kiosk.emailField().fill('kersta@example.com');
  await kiosk.putKeyboardAway();
  await kiosk.tickConsent(0);
  await kiosk.choice('radio', 'Jā').click();
  await kiosk.toCheck();
  await kiosk.cardMayGo();
  await kiosk.order();
  const tapsToGive = await given();
  const code = await kiosk.withdrawalCode().innerText();
  await kiosk.finishVisit();

  const taken = await countTaps(kiosk.page);
  await kiosk.open();
  await kiosk.want('consent_withdrawal');
  await kiosk.typeTicketCode(code);
  await kiosk.tap(kiosk.t('kiosk:myData.withdrawOne'));
  await kiosk.shows(kiosk.heading(kiosk.t('kiosk:myData.withdrawn')));
  const tapsToTake = await taken();
  expect(tapsToTake).toBeGreaterThan(0);
  expect(tapsToTake).toBeLessThanOrEqual(tapsToGive);
  await kiosk.finishVisit();

  await kiosk.open();
  await kiosk.want('consent_withdrawal');
  await kiosk.typeTicketCode(code);
  await expect(kiosk.page.getByText(kiosk.t('kiosk:myData.nothingLive'))).toBeVisible();
});

test('[P12, P5, R8] a deletion begins at the start screen; known or not, the screens are the same', async ({
  kiosk,
}) => {
  await kiosk.orderWith({ way: 'email', email: 'kersta@example.com' }, 'IMG_0001');
  const seen: string[] = [];
  for (const email of ['kersta@example.com', 'nobody@example.com']) {
    await kiosk.open();
    await kiosk.want('erasure');
    await kiosk.tellEmail(email);
    await kiosk.tap(kiosk.t('kiosk:myData.sendCode'));
    await kiosk.shows(kiosk.heading(kiosk.t('kiosk:myData.codeLate')));
    const screen = await kiosk.page.locator('main').innerText();
    await kiosk.tap(kiosk.t('kiosk:myData.withoutCode'));
    await kiosk.shows(kiosk.requestNumber());
    const end = await kiosk.page.locator('main').innerText();
    await expect(kiosk.page.locator('footer')).toContainText('digital@fotolukss.lv');
    expect(end).not.toContain(email);
    seen.push(`${screen}\n${end}`.replaceAll(/P-\d{4}-\d+/g, 'P'));
    await kiosk.finishVisit();
  }
  expect(seen[0]).toBe(seen[1]);
});

test('[P2] the whole notice comes before the first field for a person without pointer', async ({ kiosk }) => {
  test.slow();
  const focusOrder = async (link: string) =>
    kiosk.page.evaluate((name) => {
      const notice = [...document.querySelectorAll('main button')].find((one) => one.textContent === name);
      const first = document.querySelector('main input');
      if (!notice || !first) return null;
      return Boolean(notice.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING);
    }, link);
  await kiosk.toDetailsWith('IMG_0001');
  await kiosk.chooseWay('email');
  expect(await focusOrder(kiosk.t('kiosk:details.noticeMore'))).toBe(true);
  await tabTo(kiosk.page, kiosk.button(kiosk.t('kiosk:details.noticeMore')));
  await kiosk.startOver();
  await kiosk.open();
  await kiosk.want('access');
  expect(await focusOrder(kiosk.t('kiosk:myData.notice'))).toBe(true);
  await tabTo(kiosk.page, kiosk.button(kiosk.t('kiosk:myData.notice')));
});

for (const collects of ['expired', 'outdated', 'unknown'] as const) {
  test(`[C5] a kiosk whose notice is ${collects} asks for no consent and says so`, async ({
    kiosk,
    lete,
  }) => {
    const real = await kiosk.page.evaluate(() =>
      (window as unknown as { api: Record<string, (input: object) => Promise<{ value: object }>> }).api[
        'notices:current'
      ]?.({}),
    );
    await answerWith(lete, 'notices:current', { ok: true, value: { ...real?.value, collects } });
    await kiosk.page.reload();
    await kiosk.ready();
    await kiosk.toDetailsWith('IMG_0001');
    await kiosk.chooseWay('email');
    await expect(kiosk.page.getByText(kiosk.t('kiosk:details.consentsClosed'))).toBeVisible();
    await expect(kiosk.page.getByRole('checkbox')).toHaveCount(0);
  });
}
