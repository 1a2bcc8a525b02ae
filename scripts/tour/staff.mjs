import { barcodeOf } from '../../tests/e2e/lete/barcode.ts';
import { CUSTOMER } from './customer.mjs';

/** The staff's part of the main job: from the list to the hand-over. */
export async function workAtTheCounter({ counter, album, timed, locale, number }) {
  const shot = (name) => album.shot(counter.page, `counter-${name}`);
  await shot('sign-in');
  if (locale !== 'lv') await counter.speak(locale);
  await counter.signIn();
  await counter.isListed(number);
  await shot('orders');
  await counter.open(number);
  await shot('order');
  await counter.openPhotos();
  await shot('order-photos');
  await payAndPrint(counter, shot, timed);
  await findAgain(counter, shot, number);
  await counter.goTo('pickUp');
  await shot('pick-up');
  await counter.scan(barcodeOf(number));
  await shot('pick-up-scanned');
  await counter.handOver();
  await shot('handed-over');
  await counter.goTo('orders');
  await counter.open(number);
  await counter.hasStatus('picked_up');
  await shot('order-done');
  await counter.goTo('newOrder');
  await shot('new-order');
}

async function payAndPrint(counter, shot, timed) {
  await counter.openPayment();
  await shot('payment');
  await counter.payBy('cash', 'T-0001');
  await counter.hasPayment('paid');
  await shot('paid');
  await counter.step('in_production');
  await timed('production', () => counter.jobsAreHandedOver());
  await shot('in-production');
  await counter.step('ready');
  await shot('ready');
}

async function findAgain(counter, shot, number) {
  await counter.searchFor(CUSTOMER.folded);
  await counter.isListed(number);
  await shot('found-by-name');
  await counter.searchFor(CUSTOMER.tail);
  await counter.isListed(number);
  await shot('found-by-phone');
  await counter.searchFor('');
}
