import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import type { Adjust } from '../../../shared/domain/adjust.ts';
import { defaultCrop } from '../../../shared/domain/crop.ts';
import { differenceBetween } from '../../fixtures/photos/referencePrint.ts';
import { printed } from '../../fixtures/photos/workOn.ts';
import { expect, test } from '../fixtures.ts';
import { frameOf } from '../lete/cropFrame.ts';
import { produceAnonymously } from '../lete/producing.ts';
import type { KioskMyData } from '../pages/kioskMyData.ts';

const PHOTO = { w: 1800, h: 1200 };

/** How far what the browser's engine shows is from what imaging prints: ΔE on average and of nineteen in twenty. */
async function screenAgainstPrint(page: Page, file: string, adjust: Adjust) {
  const { clip, frame, edge } = await frameOf(page);
  const crop = defaultCrop(PHOTO, { w: frame.height, h: frame.width }, 0);
  const print = await printed(await readFile(file), { ...frame, crop, adjust });
  const { width, height } = clip;
  const inside = sharp(print.bytes).extract({ left: edge, top: edge, width, height });
  const [seen, made] = await Promise.all([page.screenshot({ clip }), inside.png().toBuffer()]);
  return differenceBetween(seen, made);
}

const press = async (kiosk: KioskMyData, key: 'tiltRight' | 'lighter', times: number): Promise<void> => {
  for (let n = 0; n < times; n += 1) await kiosk.tap(kiosk.t(`common:editor.${key}`));
};

test('[PIC-8, PIC-5] straightened, in grey and lighter: what the editor shows is what is printed, for one photo or all', async ({
  kiosk,
  counter,
  place,
}) => {
  const { page } = kiosk;
  const straighten = page.getByRole('slider', { name: kiosk.t('common:editor.straighten') });
  const brightness = page.getByRole('slider', { name: kiosk.t('common:editor.brightness') });
  const grey = page.getByRole('button', { name: kiosk.t('common:editor.blackWhite') });
  const undo = (what: 'straighten' | 'brightness') =>
    kiosk.button(`${kiosk.t('common:actions.undo')}: ${kiosk.t(`common:editor.${what}`)}`);
  await counter.signIn();
  await kiosk.begin();
  await kiosk.openPhotos();
  await kiosk.picturesAreShown();
  await kiosk.pick('IMG_0001', 'IMG_0006');
  await kiosk.toSizes();
  await kiosk.chooseSize('10×15');
  await kiosk.previewIsShown();
  await kiosk.openCrop();
  await kiosk.openLook();
  const file = join(place.media, 'DCIM/100LETE/IMG_0001.JPG');
  const difference = (adjust: Partial<Adjust>) =>
    screenAgainstPrint(page, file, { straighten: 0, blackWhite: false, brightness: 0, ...adjust });

  await press(kiosk, 'tiltRight', 9);
  await straighten.press('ArrowRight');
  await expect(straighten).toHaveValue('5');
  await expect
    .poll(async () => (await difference({ straighten: 5 })).mean, { timeout: 30_000 })
    .toBeLessThan(2);
  expect((await difference({ straighten: 5 })).most).toBeLessThan(4);
  expect((await difference({ straighten: -5 })).mean).toBeGreaterThan(10);

  await press(kiosk, 'lighter', 3);
  const light = { straighten: 5, brightness: 15 };
  await expect.poll(async () => (await difference(light)).mean, { timeout: 30_000 }).toBeLessThan(2);
  await page.getByRole('radio', { name: kiosk.t('common:editor.all'), exact: true }).click();
  await grey.click();
  const all = { ...light, blackWhite: true };
  await expect.poll(async () => (await difference(all)).mean, { timeout: 30_000 }).toBeLessThan(2);

  // Each goes by itself, and the others stay.
  await undo('brightness').click();
  await expect(brightness).toHaveValue('0');
  await expect(undo('brightness')).toBeDisabled();
  await expect(straighten).toHaveValue('5');
  await expect(grey).toHaveAttribute('aria-pressed', 'true');
  await kiosk.closeCrop();

  const prints = await produceAnonymously({ kiosk, counter }, place.data);
  const looks = await Promise.all(
    prints.map(({ file: print }) => lookOf(join(place.data, 'production', print))),
  );
  expect(looks.toSorted()).toEqual(['grey and level', 'grey and straightened']);
});

/** Whether a print of four quarters has colours, and whether their border stands upright. */
async function lookOf(file: string): Promise<string> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const spread = data.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (data[i - (i % 3)] ?? 0))),
    0,
  );
  const value = (x: number, y: number) => data[(y * width + x) * channels] ?? 0;
  const border = (y: number) => {
    const left = value(0, y);
    return Array.from({ length: width }, (_, x) => x).find((x) => Math.abs(value(x, y) - left) > 40) ?? width;
  };
  const lean = Math.abs(border(Math.round(height * 0.05)) - border(Math.round(height * 0.45)));
  return `${spread < 12 ? 'grey' : 'coloured'} and ${lean < 5 ? 'level' : 'straightened'}`;
}
