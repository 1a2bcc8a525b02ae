import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { filesBelow, printsOf } from '../lete/outcome.ts';
import { COUNTER_SIZE } from '../lete/startLete.ts';
import { Counter } from '../pages/counter.ts';

const LOOK_MS = 4;
const IN_TIME_MS = 40_000;
const PHOTOS = ['IMG_0001', 'IMG_0002', 'IMG_0003', 'IMG_0005', 'IMG_0006'];

/** Waits for what lies in the production folder to be so, looking all the time. */
const sees = (data: string, moment: string, found: (files: readonly string[]) => boolean): Promise<void> =>
  expect
    .poll(async () => found(await filesBelow(join(data, 'production')).catch(() => [])), {
      message: moment,
      timeout: IN_TIME_MS,
      intervals: [LOOK_MS],
    })
    .toBe(true);

const isStaged = (path: string): boolean => path.includes('.lete-');

/** Moments of a hand-over at which the power goes. */
const MOMENTS: Readonly<Record<string, (files: readonly string[]) => boolean>> = {
  'its first picture is being written': (files) => files.some(isStaged),
  'half of its pictures are written': (files) => files.filter(isStaged).length > PHOTOS.length / 2,
  'it has just got its name': (files) => files.some((path) => path.endsWith('job.json') && !isStaged(path)),
};

test('[OUT-3, OUT-6] a job that the power cuts off three times is handed over once and whole', async ({
  kiosk,
  counter,
  lete,
  place,
}) => {
  test.slow();
  await counter.signIn();
  const number = await kiosk.orderAnonymously(...PHOTOS);
  await counter.open(number);
  await counter.takePayment('cash');
  await counter.step('in_production');
  let running = lete;
  for (const [moment, found] of Object.entries(MOMENTS)) {
    await sees(place.data, moment, found);
    await running.kill();
    running = await place.start();
  }
  const page = await running.window('counter');
  await running.resize(page, COUNTER_SIZE);
  const again = new Counter(page, 'lv');
  await again.signIn();
  await again.open(number);
  await again.jobsAreHandedOver();

  const files = await filesBelow(join(place.data, 'production'));
  expect(files.filter(isStaged)).toEqual([]);
  const sheets = files.filter((file) => file.endsWith('job.json'));
  expect(sheets).toHaveLength(1);
  const prints = await printsOf(place.data);
  expect(
    prints.map(({ width, height, hasExif }) => [Math.max(width, height), Math.min(width, height), hasExif]),
  ).toEqual(PHOTOS.map(() => [1795, 1205, false]));
  const sheet = await readFile(join(place.data, 'production', sheets[0] ?? ''), 'utf8');
  for (const { file } of prints) expect(sheet).toContain(file.split('/').at(-1));
  await again.step('ready');
});
