import { basename } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { MARKED } from '../lete/card.ts';
import { produceAnonymously } from '../lete/producing.ts';
import { MANAGER } from '../pages/counter.ts';

test.use({ markedCard: true });

const COUNT = Object.keys(MARKED).length;

test('[MED-9, PIC-1] photos marked in the camera are offered once, taken back in one tap, and ordered with their copies', async ({
  kiosk,
  counter,
  place,
}) => {
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await kiosk.begin();
  await kiosk.goOn();
  const question = kiosk.dialog(kiosk.t('kiosk:photos.marks.title', { count: COUNT }));
  await kiosk.shows(question);
  await expect(question).toContainText(kiosk.t('kiosk:photos.marks.dropped', { count: 1 }));
  await expect(kiosk.chosenTiles()).toHaveCount(0);
  await kiosk.tap(kiosk.t('kiosk:photos.marks.yes'), question);
  await expect(kiosk.chosenTiles()).toHaveCount(COUNT);
  await expect(kiosk.tile('IMG_0001')).toContainText(`× ${MARKED.IMG_0001}`);

  await kiosk.tap(kiosk.t('kiosk:photos.undoLast'));
  await expect(kiosk.chosenTiles()).toHaveCount(0);
  await expect(question).toBeHidden();
  await kiosk.startOver();

  await kiosk.begin();
  await kiosk.goOn();
  await kiosk.tap(kiosk.t('kiosk:photos.marks.yes'), question);
  await expect(kiosk.chosenTiles()).toHaveCount(COUNT);
  await kiosk.toSizes();
  const prints = await produceAnonymously({ kiosk, counter }, place.data);
  const copies = prints.map(({ file }) => basename(file).slice(0, 2));
  expect(copies.toSorted()).toEqual(
    Object.values(MARKED)
      .map((count) => `${count}x`)
      .toSorted(),
  );
});

test('[MED-9] who says no chooses alone and is not asked again; staff are offered the marks as well', async ({
  kiosk,
  counter,
}) => {
  await kiosk.begin();
  await kiosk.goOn();
  const question = kiosk.dialog(kiosk.t('kiosk:photos.marks.title', { count: COUNT }));
  await kiosk.tap(kiosk.t('kiosk:photos.marks.no'), question);
  await kiosk.pick('IMG_0002');
  await kiosk.toSizes();
  await kiosk.tap(kiosk.t('common:actions.back'));
  await kiosk.shows(kiosk.chosenTiles());
  await expect(kiosk.chosenTiles()).toHaveCount(1);
  await expect(question).toBeHidden();

  await counter.signIn(MANAGER.name, MANAGER.pin);
  await counter.beginOrder();
  const offer = counter.page
    .getByRole('status')
    .filter({ hasText: counter.t('counter:new.marks.text', { photos: COUNT }) });
  await counter.tap(counter.t('counter:new.marks.yes'), offer);
  await expect(counter.page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(COUNT);
  await expect(offer).toBeHidden();
});
