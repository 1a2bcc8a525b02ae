import { expect, test } from '../fixtures.ts';
import { Printing } from '../pages/printing.ts';

test('[PRI-9, PRI-1] a paper that runs out is marked at the kiosk at once; the customer hears of it before ordering, and chooses', async ({
  kiosk,
  counter,
}) => {
  await counter.signIn();
  const printing = new Printing(counter);
  await kiosk.toCheckWith('IMG_0001', 'IMG_0002');
  const later = kiosk.outNote('later');
  const never = kiosk.outNote('never');
  await expect(later).toHaveCount(0);
  const price = await kiosk.readPrice();

  await printing.open();
  await printing.markOut('gloss', 'nextDay');
  await kiosk.shows(later);
  expect(await kiosk.readPrice()).toEqual(price);
  await expect(kiosk.place()).toBeEnabled();

  await printing.markBack('gloss');
  await expect(later).toHaveCount(0);
  await printing.markOut('gloss', 'unknown');
  await kiosk.shows(never);
  await expect(kiosk.place()).toBeDisabled();

  await kiosk.tap(kiosk.t('kiosk:out.other'));
  await kiosk.shows(kiosk.sizeCards());
  await expect(kiosk.sizeCard('9×13')).toContainText(kiosk.t('kiosk:out.card'));
  await kiosk.page.getByRole('radio', { name: 'Matēts', exact: true }).click();
  await expect(never).toHaveCount(0);
  await expect(kiosk.sizeCard('9×13')).not.toContainText(kiosk.t('kiosk:out.card'));
  await kiosk.toDetails();
  await kiosk.toCheck();
  const number = await kiosk.order();

  await counter.goTo('orders');
  await counter.open(number);
  expect((await counter.readLines()).join('\n')).toContain('Matēts');
});

test('[PRI-9] staff order what is out all the same: its name says so, and the time that is promised is later', async ({
  counter,
}) => {
  await counter.signIn();
  const printing = new Printing(counter);
  await printing.open();
  await printing.markOut('gloss', 'unknown');
  await counter.beginOrder('IMG_0001');
  await counter.page.keyboard.press('Control+Enter');
  await counter.shows(counter.heading(counter.t('counter:new.allSame')));
  const basket = counter.page.getByRole('region', { name: counter.t('counter:new.basket') });
  const product = counter.page.getByRole('button', { name: new RegExp(counter.t('counter:new.outUnknown')) });
  await counter.shows(product);
  const late = await basket.innerText();
  await counter.goTo('printing');
  await printing.markBack('gloss');
  await counter.goTo('newOrder');
  await expect(product).toHaveCount(0);
  await expect.poll(() => basket.innerText()).not.toBe(late);
});
