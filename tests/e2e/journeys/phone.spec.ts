import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import { PHONE_PAGE_TEXTS } from '../../../shared/domain/phonePage.ts';
import { qrModules } from '../../../shared/domain/qrCode.ts';
import { jpegWithExif, withSegment } from '../../fixtures/photos/exifBytes.ts';
import { quarters } from '../../fixtures/photos/makePhotos.ts';
import { expect, test } from '../fixtures.ts';
import { callCore } from '../lete/bridge.ts';
import { openOnPhone, type PhoneBrowser } from '../lete/phoneBrowser.ts';
import { changeSettings } from '../lete/settings.ts';
import { findTraces } from '../lete/traces.ts';
import { MANAGER } from '../pages/counter.ts';
import type { Kiosk } from '../pages/kiosk.ts';

const MARK = 'Ķirbjmārrutku mielasts';
const LOCAL = { on: true, address: '127.0.0.1', port: 0 } as const;
const COMMENT = 0xfe;

/** Photos as they lie on a phone, each with a mark in it that a search finds. */
async function photosIn(folder: string, ...names: readonly string[]): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    names.map(async (name, index) => {
      const jpeg = await quarters(1200 + index, 900)
        .jpeg({ quality: 90 })
        .toBuffer();
      // Each a moment of its own, and none of the card: two sizes of one shot would stand behind one tile.
      const photo = jpegWithExif(jpeg, { takenAt: `2026:11:22 08:0${index}:00` });
      await writeFile(join(folder, name), withSegment(photo, COMMENT, Buffer.from(MARK)));
      return join(folder, name);
    }),
  );
}

/** The address that the code on the screen says: what is drawn must be it. */
async function addressOf(kiosk: Kiosk): Promise<string> {
  const { draftId } = await callCore(kiosk.page, 'visit:current', {});
  if (draftId === null) throw new Error('No visit runs.');
  const { url } = await callCore(kiosk.page, 'phone:state', { draftId });
  const drawn = await kiosk.phoneDialog().locator('svg[role=img] path').last().getAttribute('d');
  expect(drawn?.split('M').length).toBe(
    qrModules(url ?? '')
      .flat()
      .filter(Boolean).length + 1,
  );
  return url ?? '';
}

const send = (page: Page, files: readonly string[]): Promise<void> =>
  page.locator('input[type=file]').setInputFiles([...files]);

test.describe('[MED-4] a phone without an app', () => {
  const phones: PhoneBrowser[] = [];
  test.afterEach(async () => {
    for (const phone of phones.splice(0)) await phone.close();
  });
  const scan = async (url: string): Promise<Page> => {
    const phone = await openOnPhone(url);
    phones.push(phone);
    return phone.page;
  };

  test('[MED-1, MED-4] sends photos while the customer picks from a card; both are in one order', async ({
    kiosk,
    counter,
    place,
  }) => {
    const t = PHONE_PAGE_TEXTS.lv;
    const [first = '', ...more] = await photosIn(
      join(dirname(place.data), 'phone'),
      'Kalns.jpg',
      'Upe.jpg',
      'Mežs.jpg',
    );
    await counter.signIn(MANAGER.name, MANAGER.pin);
    await changeSettings(counter.page, 'phone', LOCAL);
    await kiosk.begin();
    await kiosk.showSources();
    await kiosk.showPhoneCode();
    const page = await scan(await addressOf(kiosk));
    await expect(page.getByRole('heading', { name: t.title })).toBeVisible();
    await kiosk.phoneSays('joined');
    await send(page, [first]);
    await expect(page.getByText(t.allSent)).toBeVisible();
    await kiosk.leavePhoneCode();

    await kiosk.openPhotos();
    await kiosk.picturesAreShown();
    await kiosk.pick('IMG_0001', 'Kalns');
    // The phone goes on while the customer is at the grid.
    await send(page, more);
    await expect(page.getByText(/3 no 3/)).toBeVisible();
    await kiosk.shows(kiosk.tile('Mežs'));
    await kiosk.pick('Upe');
    await kiosk.toSizes();
    await kiosk.toDetails();
    await kiosk.fillContact({ way: 'none' });
    await kiosk.toCheck();
    await kiosk.cardMayGo();
    const number = await kiosk.order();
    await expect(page.getByText(t.ended)).toBeVisible({ timeout: 15_000 });
    await kiosk.finishVisit();
    await counter.open(number);
    await counter.takePayment('cash');
    await counter.step('in_production');
    await counter.jobsAreHandedOver();
  });

  test('[KIO-3, MED-4] leaves nothing of it when the customer gives up, and says so on the phone', async ({
    kiosk,
    counter,
    lete,
    place,
  }) => {
    const t = PHONE_PAGE_TEXTS.en;
    const temp = join(dirname(place.data), 'phone');
    const files = await photosIn(temp, 'Žanete.jpg', 'Ozols.jpg');
    await writeFile(join(temp, 'notes.jpg'), 'milk, bread');
    await counter.signIn(MANAGER.name, MANAGER.pin);
    await changeSettings(counter.page, 'phone', LOCAL);
    await kiosk.begin();
    await kiosk.speak('en');
    await kiosk.showSources();
    await kiosk.showPhoneCode();
    const url = await addressOf(kiosk);
    const page = await scan(url);
    await send(page, [...files, join(temp, 'notes.jpg')]);
    await expect(page.getByText(t.not.type)).toBeVisible();
    await expect(page.getByText(t.sum.replace('{done}', '2').replace('{total}', '3'))).toBeVisible();
    // A photograph of the code, opened on another phone.
    await expect((await scan(url)).getByText(t.taken)).toBeVisible();
    await kiosk.leavePhoneCode();
    await kiosk.openPhotos();
    await kiosk.pick('Žanete');
    await kiosk.toSizes();
    await kiosk.startOver();
    await expect(page.getByText(t.ended)).toBeVisible({ timeout: 15_000 });
    await kiosk.shows(kiosk.startArea());
    await lete.close();
    const { found, blind } = await findTraces(
      { data: place.data },
      { mark: [MARK], names: ['Žanete.jpg', 'Ozols'] },
    );
    expect([...found, ...blind]).toEqual([]);
  });

  test('[MED-4] is offered only where a manager allowed it; the card says why not', async ({ kiosk }) => {
    await kiosk.begin();
    await kiosk.showSources();
    await kiosk.shows(kiosk.page.getByText(kiosk.t('kiosk:phone.off')));
    await expect(kiosk.button(kiosk.t('kiosk:phone.show'))).toHaveCount(0);
  });
});
