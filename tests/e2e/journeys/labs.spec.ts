import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { jpegWithExif } from '../../fixtures/photos/exifBytes.ts';
import { quarters } from '../../fixtures/photos/makePhotos.ts';
import { expect, test } from '../fixtures.ts';
import { writeFiles } from '../lete/card.ts';
import { type Controller, CONTROLLERS } from '../lete/controllers.ts';
import { filesBelow } from '../lete/outcome.ts';
import { MANAGER } from '../pages/counter.ts';
import type { KioskMyData } from '../pages/kioskMyData.ts';
import { Labs } from '../pages/labs.ts';

const CUSTOMER = { way: 'sms', phone: '29123456', name: 'Zane Testiņa' } as const;
/** Whatever would tell a lab whose order it is; the photos' own names hold hers too. */
const PERSONAL = /zane|testi|29123456/i;
const COPIES = [1, 2] as const;

/** A card with two photos for each lab. */
test.beforeEach(async ({ place }) => {
  const photo = await quarters(1800, 1200).jpeg({ quality: 90 }).toBuffer();
  const photos = CONTROLLERS.flatMap((_, i) => COPIES.map((copies) => i * COPIES.length + copies));
  const files = photos.map((n) => {
    const minute = String(n).padStart(2, '0');
    return [
      `DCIM/100LETE/ZANE_${minute}.JPG`,
      jpegWithExif(photo, { takenAt: `2026:11:20 10:${minute}:00` }),
    ];
  });
  await rm(place.media, { recursive: true });
  await writeFiles(place.media, Object.fromEntries(files));
});

/** Two photos of each lab's size, the second of them twice. */
async function chooseForEachLab(kiosk: KioskMyData): Promise<void> {
  await kiosk.begin();
  await kiosk.openPhotos();
  await kiosk.selectAll();
  await kiosk.toSizes();
  for (const [i, { size }] of CONTROLLERS.entries()) {
    for (const copies of COPIES) {
      if (i + copies > 1) await kiosk.tap(kiosk.t('kiosk:sizes.next'));
      await kiosk.chooseSize(size, 'one');
      await kiosk.setCopies(copies);
    }
  }
}

/** What a job has to be in its lab's folder: these files and no other, right sizes, right numbers, nobody's name. */
async function expectWhole(
  { kind, files, sheet, pixels }: Controller,
  folder: string,
  job: string,
  order: string,
): Promise<void> {
  const names = await filesBelow(folder);
  expect(names, kind).toEqual(files(job).toSorted());
  const prints = names.filter((name) => /\.jpe?g$/i.test(name));
  for (const name of prints) {
    const { width, height, ...rest } = await sharp(join(folder, name)).metadata();
    expect([Math.min(width, height), Math.max(width, height)], kind).toEqual(pixels);
    expect([rest.exif, rest.iptc, rest.xmp], kind).toEqual([undefined, undefined, undefined]);
  }
  for (const name of names) expect(await readFile(join(folder, name), 'latin1'), name).not.toMatch(PERSONAL);
  if (!sheet) return;
  const text = await readFile(join(folder, sheet.path(job)), 'utf8');
  expect(
    [...text.matchAll(sheet.quantity)].map(([, quantity]) => Number(quantity)),
    kind,
  ).toEqual(COPIES);
  for (const name of prints) expect(text, kind).toContain(name.split('/').at(-1));
  expect(text, kind).toContain(kind === 'dpof' ? 'GEN CRT = "LETE"' : order);
}

test('[OUT-1, OUT-2, OUT-4, OUT-6] an order goes whole to a lab of every format; some refuse their job once, get it again, and all accept', async ({
  kiosk,
  counter,
  place,
}) => {
  test.slow();
  const labs = new Labs(counter);
  const folderOf = ({ kind }: Controller) => join(place.data, '..', 'labs', kind);
  await counter.signIn(MANAGER.name, MANAGER.pin);
  for (const controller of CONTROLLERS) {
    const { kind, route: routes, fields = {}, folders = [] } = controller;
    const folder = folderOf(controller);
    for (const own of ['', ...folders]) await mkdir(join(folder, own), { recursive: true });
    await labs.add(kind, { name: kind, folder, routes, fields });
  }

  await chooseForEachLab(kiosk);
  await kiosk.toDetails();
  await kiosk.fillContact(CUSTOMER);
  await kiosk.toCheck();
  await kiosk.cardMayGo();
  const number = await kiosk.order();
  await counter.goTo('orders');
  await counter.open(number);
  await counter.takePayment('cash');
  await counter.step('in_production');
  await counter.jobsAreHandedOver();
  for (const controller of CONTROLLERS) {
    const job = await labs.hasJob(controller.size, 'handed_over');
    await expectWhole(controller, folderOf(controller), job, number);
  }

  const stern = CONTROLLERS.filter(({ refuse }) => refuse);
  for (const lab of stern) await lab.refuse?.(folderOf(lab), await labs.hasJob(lab.size, 'handed_over'));
  for (const { size } of stern) await labs.handRefusedOverAgain(size);
  for (const lab of CONTROLLERS) await lab.accept(folderOf(lab), await labs.hasJob(lab.size, 'handed_over'));
  for (const { size } of CONTROLLERS) await labs.hasJob(size, 'accepted');
  await counter.step('ready');
});
