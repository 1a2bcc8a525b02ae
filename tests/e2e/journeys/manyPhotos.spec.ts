import { expect, test } from '../fixtures.ts';
import { FULL } from '../lete/card.ts';
import { emptyInView, walkThrough } from '../pages/grid.ts';

test.use({ fullCard: true });

/** Tiles on a screen of 1920 × 1080, those drawn above and below before they are seen, and the row with the focus: 54. */
const MOST_TILES = 80;

test('[PIC-9] of 3,000 photos only those near the screen are drawn, each is reached, and each on the screen shows its picture', async ({
  kiosk,
}) => {
  // A machine with much else to do takes its time to read so many.
  test.slow();
  await kiosk.begin();
  await kiosk.openPhotos();
  const grid = kiosk.grid();
  await expect.poll(async () => (await kiosk.readCounts()).total).toBeGreaterThan(FULL);
  const allShow = () => expect.poll(() => grid.evaluate(emptyInView), { timeout: 60_000 }).toEqual([]);
  await allShow();
  const { names, most } = await grid.evaluate(walkThrough, MOST_TILES);
  expect(most).toBeLessThanOrEqual(MOST_TILES);
  expect(new Set(names.map((name) => /^P\d\d_\d\d/.exec(name)?.[0]).filter(Boolean)).size).toBe(FULL);
  await allShow();
  // Back at once to where the customer began: the pictures of all that lay between are not waited for.
  await grid.evaluate((element) => element.parentElement?.scrollTo(0, 0));
  await allShow();
});
