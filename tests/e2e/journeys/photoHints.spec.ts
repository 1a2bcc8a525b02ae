import { dirname, join } from 'node:path';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { jpegWithExif } from '../../fixtures/photos/exifBytes.ts';
import { outOfFocus, portrait, SEEN, sharpView } from '../../fixtures/photos/focus.ts';
import { plain } from '../../fixtures/photos/makePhotos.ts';
import { expect, test } from '../fixtures.ts';
import { writeFiles } from '../lete/card.ts';
import { changeSettings } from '../lete/settings.ts';
import { MANAGER } from '../pages/counter.ts';
import { keepPicture } from '../screens/pictures.ts';
import { faultsNow } from '../screens/sweep.ts';

test.use({ cardIn: false });

const cardWithHints = async (media: string): Promise<void> => {
  const soft = await outOfFocus(sharpView(), SEEN);
  await writeFiles(join(dirname(media), 'card-out'), {
    'DCIM/103LETE/SHARP_01.JPG': await sharpView().jpeg().toBuffer(),
    'DCIM/103LETE/SOFT_001.JPG': await soft.jpeg().toBuffer(),
    'DCIM/103LETE/FACE_001.JPG': await (await portrait()).jpeg().toBuffer(),
    'DCIM/103LETE/PAGE_001.PNG': await plain(1080, 2400, [225, 230, 240]).png().toBuffer(),
    'DCIM/103LETE/PAGE_002.JPG': jpegWithExif(await plain(900, 700, [240, 235, 225]).jpeg().toBuffer(), {
      comment: 'Screenshot',
    }),
  });
};

test('[MED-10] a blurred photo seen large and a screenshot are pointed out on their tiles, and can be chosen like any', async ({
  kiosk,
  place,
}) => {
  await cardWithHints(place.media);
  await kiosk.begin();
  await place.insertCard();
  await kiosk.openPhotos();
  await kiosk.picturesAreShown();
  const blurred = kiosk.t('kiosk:photos.hint.blurred');
  const screenshot = kiosk.t('kiosk:photos.hint.screenshot');
  await expect(kiosk.tile('PAGE_001')).toContainText(screenshot);
  await expect(kiosk.tile('PAGE_002')).toHaveAttribute('aria-label', new RegExp(screenshot));
  const says = kiosk.page.getByText(kiosk.t('kiosk:photos.hintSays.blurred'));
  await kiosk.enlarge(kiosk.tile('SOFT_001'));
  await kiosk.shows(says);
  await keepPicture(kiosk.page, 'hint of one large');
  await kiosk.closeLarge();
  await expect(kiosk.tile('SOFT_001')).toContainText(blurred);
  for (const name of ['SHARP_01', 'FACE_001']) {
    await kiosk.enlarge(kiosk.tile(name));
    await expect(says).toHaveCount(0);
    await kiosk.closeLarge();
    await expect(kiosk.tile(name)).not.toContainText(blurred);
  }
  await kiosk.pick('SOFT_001');
  await keepPicture(kiosk.page, 'hints on tiles');
});

test('[KIO-7, MED-10] A-01 A-04 A-12 hints on tiles and below a photo in three languages, lying and upright', async ({
  kiosk,
  counter,
  place,
}) => {
  test.slow();
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await changeSettings(counter.page, 'kiosk', { idleWarningMs: 600_000 });
  await cardWithHints(place.media);
  await kiosk.begin();
  await place.insertCard();
  await kiosk.openPhotos();
  await kiosk.picturesAreShown();
  await kiosk.pick('PAGE_001');
  const faults: string[] = [];
  for (const locale of LOCALES) {
    await kiosk.speak(locale);
    await kiosk.shows(kiosk.tile('PAGE_001').getByText(kiosk.t('kiosk:photos.hint.screenshot')));
    faults.push(...(await faultsNow(kiosk, 'hints')));
    await kiosk.enlarge(kiosk.tile('SOFT_001'));
    await kiosk.shows(kiosk.page.getByText(kiosk.t('kiosk:photos.hintSays.blurred')));
    faults.push(...(await faultsNow(kiosk, 'hint large')));
    await kiosk.closeLarge();
  }
  expect(faults).toEqual([]);
});
