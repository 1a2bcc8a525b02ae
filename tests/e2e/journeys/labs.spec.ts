import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from '../fixtures.ts';
import { MANAGER } from '../pages/counter.ts';
import { Labs } from '../pages/labs.ts';

const IN_TIME_MS = 60_000;

test('[OUT-1, OUT-2, OUT-4] a manager sets a lab up; it refuses a job once, gets it again and accepts it', async ({
  kiosk,
  counter,
  place,
}) => {
  test.slow();
  const folder = join(place.data, '..', 'noritsu');
  await mkdir(folder);
  const standing = () => readdir(folder).then((names) => names.toSorted());
  const sees = (names: readonly string[]) => expect.poll(standing, { timeout: IN_TIME_MS }).toEqual(names);

  const labs = new Labs(counter);
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await labs.add('noritsu', { name: 'Noritsu', folder, routes: '10x15 gloss = 001' });
  const number = await kiosk.orderAnonymously('IMG_0001', 'IMG_0002');
  await counter.goTo('orders');
  await counter.open(number);
  await counter.takePayment('cash');
  await counter.step('in_production');
  await counter.jobsAreHandedOver();

  const [first = ''] = await standing();
  expect(first).toMatch(/^o\d{8}$/);
  const sheet = await readFile(join(folder, first, 'MISC/AUTPRINT.MRK'), 'latin1');
  expect(sheet).toContain(`USR NAM = "${number}"\r\n`);
  expect(sheet).toContain('PRT PCH = 001\r\n');
  const images = (await readdir(join(folder, first, 'IMAGE'))).toSorted();
  expect(images.map((name) => sheet.includes(`<IMG SRC = "../IMAGE/${name}">`))).toEqual([true, true]);
  for (const name of images) {
    const { width, height, exif } = await sharp(join(folder, first, 'IMAGE', name)).metadata();
    expect([Math.max(width, height), Math.min(width, height), exif]).toEqual([1795, 1205, undefined]);
  }

  const refused = first.replace('o', 'q');
  await rename(join(folder, first), join(folder, refused));
  await labs.handRefusedOverAgain();
  const second = `o${String(Number(first.slice(1)) + 1).padStart(8, '0')}`;
  await sees([second, refused]);
  await rename(join(folder, second), join(folder, second.replace('o', 'e')));
  await labs.hasJob('accepted');
  await counter.step('ready');
});
