import { basename } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { SERIES } from '../lete/card.ts';
import { produceAnonymously } from '../lete/producing.ts';
import { MANAGER } from '../pages/counter.ts';

test.use({ markedCard: true, alikeCard: true });

/** Photos that can be chosen on the card: six of the plain card, one copy and three of a series. */
const PHOTOS = 10;
const [FIRST, SECOND] = SERIES;

test('[MED-9, MED-10] a marked card with copies and a series: folded, opened, one of each kept, ordered with its copies', async ({
  kiosk,
  counter,
  place,
}) => {
  await counter.signIn(MANAGER.name, MANAGER.pin);
  const chosen = (count: number) =>
    expect(kiosk.summary()).toContainText(kiosk.t('kiosk:photos.chosen', { count }));
  const beginWithMarks = async () => {
    await kiosk.begin();
    await kiosk.goOn();
    await kiosk.tap(kiosk.t('kiosk:photos.marks.yes'), kiosk.page.getByRole('alertdialog'));
    await expect(kiosk.tile(FIRST)).toContainText(kiosk.t('common:alike.series', { count: 3 }));
  };
  await beginWithMarks();
  await expect(kiosk.tile('IMG_0001')).toContainText(kiosk.t('common:alike.same', { count: 2 }));
  await expect(kiosk.tile('IMG_0001')).toContainText('× 2');
  await expect(kiosk.tile('COPY_0001')).toHaveCount(0);
  await expect(kiosk.tile(SECOND)).toHaveCount(0);

  // A tap opens the series; the next one chooses.
  await kiosk.tile(FIRST).click();
  await kiosk.pick(SECOND);
  await expect(kiosk.tile(FIRST)).toHaveAttribute('aria-selected', 'false');

  // Side by side again, the copy can be chosen as well, and is left out in one tap.
  const fold = kiosk.button(kiosk.t('common:alike.fold'));
  await fold.click();
  await expect(kiosk.tile('COPY_0001')).toContainText(kiosk.t('common:alike.same', { count: 2 }));
  await kiosk.selectAll();
  await chosen(PHOTOS);
  await kiosk.tap(kiosk.t('common:alike.leaveOut'));
  await chosen(PHOTOS - 1);
  await expect(kiosk.tile('IMG_0001')).toHaveAttribute('aria-selected', 'true');
  await kiosk.tap(kiosk.t('kiosk:photos.undoLast'));
  await chosen(PHOTOS);
  await kiosk.tap(kiosk.t('common:alike.leaveOut'));
  await chosen(PHOTOS - 1);

  // Folded again, what is chosen stays in sight.
  await fold.click();
  await expect(kiosk.chosenTiles()).toHaveCount(PHOTOS - 1);
  await kiosk.startOver();

  // „All” takes a series whole and a copy once, and leaves the number of prints that the camera was told.
  await beginWithMarks();
  await kiosk.selectAll();
  await chosen(PHOTOS - 1);
  await kiosk.toSizes();
  const copies = (await produceAnonymously({ kiosk, counter }, place.data)).map(({ file }) =>
    basename(file).slice(0, 2),
  );
  expect(copies.toSorted()).toEqual([...Array.from({ length: PHOTOS - 2 }, () => '1x'), '2x']);
});

test('[MED-10] staff see copies and series behind one tile as well; all takes a copy once', async ({
  counter,
}) => {
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await counter.beginOrder();
  const tile = (name: string) => counter.page.locator(`[role=gridcell][aria-label^="${name}"]`);
  await expect(tile(FIRST)).toContainText(counter.t('common:alike.series', { count: 3 }));
  await expect(tile('COPY_0001')).toHaveCount(0);
  await counter.tap(counter.t('counter:new.all'));
  await expect(counter.page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(PHOTOS - 1);
  await counter.tap(counter.t('counter:new.none'));
  await tile(FIRST).click();
  await tile(SECOND).click();
  await expect(tile(SECOND)).toHaveAttribute('aria-selected', 'true');
  await expect(counter.page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(1);
});
