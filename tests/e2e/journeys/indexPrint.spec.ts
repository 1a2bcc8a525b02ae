import { expect, test } from '../fixtures.ts';
import { printsOf } from '../lete/outcome.ts';

const INDEX = 'Indeksa lapa 10×15 cm';
const SHEET = [1205, 1795];

test('[OUT-1, PRI-8, ORD-3] an index print is added at the check in one tap, stands on the order, is taken off there and put on again, and is produced; so it is at the counter', async ({
  kiosk,
  counter,
  place,
}) => {
  await counter.signIn();
  await kiosk.toCheckWith('IMG_0001', 'IMG_0002', 'IMG_0003', 'IMG_0005');
  const box = kiosk.page.getByRole('checkbox', { name: new RegExp(`^${INDEX}`) });
  await expect(box).not.toBeChecked();
  await kiosk.choice('checkbox', new RegExp(`^${INDEX}`)).click();
  await expect(box).toBeChecked();
  await expect.poll(async () => (await kiosk.readPrice()).map(({ text }) => text).join()).toContain(INDEX);
  const number = await kiosk.order();

  await counter.open(number);
  expect((await counter.readLines()).join('\n')).toContain(`1 × ${INDEX}`);
  for (const isWished of [false, true]) {
    await counter.wishIndex(isWished);
    const lines = expect.poll(async () => (await counter.readLines()).join('\n'));
    await (isWished ? lines.toContain(`1 × ${INDEX}`) : lines.not.toContain(INDEX));
  }
  await counter.takePayment('cash');
  await counter.step('in_production');
  await counter.jobsAreHandedOver();
  await expect(counter.jobs()).toContainText(INDEX);
  const sheets = (await printsOf(place.data)).filter(({ file }) => file.includes('index10x15'));
  expect(sheets.map(({ width, height, hasExif }) => [width, height, hasExif])).toEqual([[...SHEET, false]]);

  await counter.beginOrder('IMG_0001');
  await counter.page.keyboard.press('Control+Enter');
  await counter.shows(counter.heading(counter.t('counter:new.allSame')));
  await counter.choice('checkbox', counter.t('counter:new.indexPrint')).click();
  await expect(counter.page.getByRole('region', { name: counter.t('counter:new.basket') })).toContainText(
    INDEX,
  );
});
