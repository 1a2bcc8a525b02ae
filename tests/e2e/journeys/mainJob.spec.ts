import { expect, test } from '../fixtures.ts';
import { barcodeOf } from '../lete/barcode.ts';
import { printsOf, ticketsOf } from '../lete/outcome.ts';

const CUSTOMER = { way: 'sms', phone: '29123456', name: 'Ķērsta Bērziņa' } as const;

for (const locale of ['lv', 'en', 'ru'] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ language: locale });
    test(`[MED-3, PIC-2, CON-1, CON-3, ORD-7, TIC-1, PAY-1, OUT-3, PUP-1] the main job, from the card to the hand-over, in ${locale}`, async ({
      kiosk,
      counter,
      place,
    }) => {
      await counter.signIn();

      await kiosk.begin();
      await kiosk.openPhotos();
      await kiosk.picturesAreShown();
      await expect(kiosk.refusedTiles()).toHaveCount(2);
      await kiosk.pick('IMG_0001', 'IMG_0002', 'IMG_0003');
      await kiosk.toSizes();
      await kiosk.chooseSize('10×15');
      await kiosk.chooseSize('13×18', 'one');
      await kiosk.setCopies(2);
      await kiosk.openCrop();
      await kiosk.zoomIn();
      await kiosk.closeCrop();
      await kiosk.toDetails();
      await kiosk.fillContact(CUSTOMER);
      await kiosk.tickConsent(0);
      await kiosk.toCheck();
      await kiosk.cardMayGo();
      const number = await kiosk.order();

      const row = counter.row(number);
      await expect(row).toBeVisible();
      await kiosk.ticketIsPrinted();
      expect(await ticketsOf(place.data)).toHaveLength(1);
      await kiosk.finishVisit();

      await counter.open(number);
      await expect(counter.detail()).toContainText(CUSTOMER.name);
      await expect(counter.photos()).toHaveCount(0);
      await counter.openPhotos();
      await expect(counter.photos()).toHaveCount(3);
      await expect(counter.consents()).toContainText(counter.t('counter:consent.event.given'));
      await expect(counter.consents()).toContainText(counter.t('counter:consent.event.refused'));
      await counter.takePayment('cash', 'T-1');
      await counter.hasPayment('paid');
      await counter.step('in_production');
      await counter.jobsAreHandedOver();
      const sizes = (await printsOf(place.data)).map(
        ({ width, height }) => `${Math.max(width, height)}×${Math.min(width, height)}`,
      );
      expect(sizes.toSorted()).toEqual(['1795×1205', '1795×1205', '2102×1500']);
      await counter.step('ready');

      await counter.searchFor('3456');
      await expect(row).toBeVisible();
      await counter.searchFor('berzina');
      await expect(row).toBeVisible();
      await counter.searchFor('nobody at all');
      await expect(row).toBeHidden();
      await counter.searchFor('');

      await counter.goTo('pickUp');
      await counter.scan(barcodeOf(number));
      await counter.handOver();
      await counter.goTo('orders');
      await counter.open(number);
      await counter.hasStatus('picked_up');
    });
  });
}
