import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from '../fixtures.ts';
import { produceAnonymously } from '../lete/producing.ts';
import { changeSettings } from '../lete/settings.ts';
import { MANAGER } from '../pages/counter.ts';
import { pricesShown, watchPrice } from '../pages/priceWatch.ts';

test('[PRI-8] the sum shows from the sizes to the order and moves only when the customer chooses', async ({
  kiosk,
  counter,
}) => {
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await kiosk.begin();
  await kiosk.openPhotos();
  await kiosk.picturesAreShown();
  await kiosk.pick('IMG_0001', 'IMG_0002', 'IMG_0003');
  await kiosk.toSizes();
  await watchPrice(kiosk.page);
  await kiosk.chooseSize('10×15');
  await kiosk.setCopies(5);
  const [last] = (await pricesShown(kiosk.page)).slice(-1);
  await watchPrice(kiosk.page);

  await kiosk.openCrop();
  await kiosk.zoomIn();
  await kiosk.closeCrop();
  // Whatever the counter sets meanwhile is for the next visit.
  await changeSettings(counter.page, 'times', { readyAfterMs: 0 });
  await kiosk.adjustTo('contrast', 'more');
  await kiosk.speak('en');
  await kiosk.toDetails();
  await kiosk.chooseWay('none');
  await kiosk.cardMayGo();
  await kiosk.toCheck();
  await kiosk.speak('lv');
  expect(await pricesShown(kiosk.page)).toEqual([last]);
  const number = await kiosk.order();
  await expect(kiosk.page.locator('main').getByText(new RegExp(`${last}.€`))).toBeVisible();
  await kiosk.finishVisit();
  await counter.open(number);
  await expect(counter.detail()).toContainText(new RegExp(`${last}.€`));
});

test('[PIC-4] photos show whole before the cut; all get a border, one is filled, and so they are printed', async ({
  kiosk,
  counter,
  place,
}) => {
  const preview = kiosk.page.locator('svg[role=img]');
  /** Whether the picture on show is whole, what of it is marked as lost, and whether paper shows around it. */
  const shown = () =>
    preview.evaluate((svg) => {
      const picture = svg.querySelector('image')?.getBoundingClientRect();
      const frame = svg.getBoundingClientRect();
      const inside =
        picture !== undefined &&
        picture.left >= frame.left - 1 &&
        picture.right <= frame.right + 1 &&
        picture.top >= frame.top - 1 &&
        picture.bottom <= frame.bottom + 1;
      return {
        whole: inside,
        cut: svg.querySelector('path') !== null,
        paper: svg.querySelector(':scope > rect') !== null,
      };
    });
  const border = async (choice: 'fill' | 'whole') => {
    const group = kiosk.page.getByRole('radiogroup', { name: kiosk.t('kiosk:sizes.fit'), exact: true });
    const segment = group.getByRole('radio', { name: kiosk.t(`kiosk:sizes.${choice}`), exact: true });
    await segment.click();
    await expect(segment).toBeChecked();
  };
  await counter.signIn();
  await kiosk.begin();
  await kiosk.openPhotos();
  await kiosk.picturesAreShown();
  await kiosk.pick('IMG_0001', 'IMG_0003');
  await kiosk.toSizes();
  await kiosk.chooseSize('13×18');
  await kiosk.previewIsShown();
  expect(await shown()).toEqual({ whole: true, cut: true, paper: false });
  await border('whole');
  await expect.poll(shown).toEqual({ whole: true, cut: false, paper: true });
  await kiosk.scope('one');
  await border('fill');
  await expect.poll(shown).toEqual({ whole: true, cut: true, paper: false });
  await kiosk.tap(kiosk.t('kiosk:sizes.next'));
  await expect.poll(shown).toEqual({ whole: true, cut: false, paper: true });

  const prints = await produceAnonymously({ kiosk, counter }, place.data);
  const edges = await Promise.all(prints.map(({ file }) => edgeOf(join(place.data, 'production', file))));
  expect(edges.toSorted()).toEqual(['picture', 'white']);
});

/** What lies in the middle of a print's long edge. */
async function edgeOf(file: string): Promise<'white' | 'picture'> {
  const { width, height } = await sharp(file).metadata();
  const area =
    width > height
      ? { left: width >> 1, top: 4, width: 8, height: 8 }
      : { left: 4, top: height >> 1, width: 8, height: 8 };
  // Of the piece: `stats` looks at the whole of what it was opened from.
  const { channels } = await sharp(await sharp(file).extract(area).png().toBuffer()).stats();
  return channels.every(({ mean }) => mean > 245) ? 'white' : 'picture';
}
