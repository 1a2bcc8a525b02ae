import { LOCALES } from '../../../shared/domain/i18n.ts';
import { expect, test } from '../fixtures.ts';
import { MANAGER, STAFF } from '../pages/counter.ts';
import { PrivacyDeskByKeys } from '../pages/privacyDeskByKeys.ts';
import { axeFaultsOf } from '../screens/axe.ts';

const [LEAVING, STAYING] = ['29123456', '29765432'] as const;
const tailOf = (phone: string): string => phone.slice(-4);

for (const locale of LOCALES) {
  test(`[PRV-2, PRV-3, R5, R6] expect-25 a manager's day in ${locale}, by keyboard alone: five requests of different kinds`, async ({
    kiosk,
    counter,
  }, testInfo) => {
    test.slow();
    const desk = new PrivacyDeskByKeys(counter);
    const { page } = counter;
    const look = async (name: string): Promise<void> => {
      expect(await axeFaultsOf(page), name).toEqual([]);
      await testInfo.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
    };
    await counter.speak(locale);
    const leaving = await kiosk.orderWith({ way: 'sms', phone: LEAVING, name: 'Ķērsta' }, 'IMG_0001');
    const staying = await kiosk.orderWith({ way: 'sms', phone: STAYING, name: 'Anrijs' }, 'IMG_0003');

    await desk.signIn(STAFF);
    await desk.showOrder(leaving);
    await desk.callOff();
    const erasure = await desk.takeInByKeys('erasure', tailOf(LEAVING));
    await desk.showOrder(staying);
    const objection = await desk.takeInByKeys('objection_marketing', null);
    const access = await desk.takeInByKeys('access', tailOf(STAYING));
    const rectification = await desk.takeInByKeys('rectification', tailOf(STAYING), 'Henrijs');
    const restriction = await desk.takeInByKeys('restriction', tailOf(STAYING));
    await page.keyboard.press('Control+l');

    await desk.signIn(MANAGER);
    await desk.openByKeys();
    await expect(counter.row(objection)).toHaveCount(0);
    await look('queue');
    await desk.chooseByKeys(erasure);
    await look('erasure');
    await desk.eraseByKeys(erasure);
    await look('proof');
    await desk.answerByKeys();
    for (const [name, number] of Object.entries({ access, rectification, restriction })) {
      await desk.chooseByKeys(number);
      await look(name);
      await desk.approveByKeys();
      await desk.answerByKeys();
    }
    await expect(page.getByText(counter.t('privacy:empty.open'))).toBeVisible();
    await desk.go('p');
    await counter.shows(counter.row(staying));
    await expect(counter.row(leaving)).not.toContainText('Ķērsta');
    await page.keyboard.press('Control+l');

    await desk.signIn(STAFF);
    await desk.go('p');
    await expect(page.getByText(counter.t('counter:orders.emptyToday'))).toBeVisible();
  });
}
