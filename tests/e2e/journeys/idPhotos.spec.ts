import { join } from 'node:path';
import sharp from 'sharp';
import { differenceBetween } from '../../fixtures/photos/referencePrint.ts';
import { expect, test } from '../fixtures.ts';
import { frameOf } from '../lete/cropFrame.ts';
import { produceAnonymously } from '../lete/producing.ts';

/** The demo's ID photo in millimetres and in pixels, and the print it is cut from. */
const HEADS_MM = [36, 32];
const PIECE = { width: 413, height: 531, gap: 24 };
const PRINT = { width: 1795, height: 1205 };
const [ACROSS, DOWN] = [4, 2];
/** So far the customer moves the photo in its frame. */
const STEPS = 8;

test('[PIC-5, OUT-1] an ID photo is framed by the head guide and comes out of production eight times on one print', async ({
  kiosk,
  counter,
  place,
}) => {
  const { page } = kiosk;
  await counter.signIn();
  await kiosk.begin();
  await kiosk.openPhotos();
  await kiosk.picturesAreShown();
  await kiosk.pick('IMG_0002');
  await kiosk.toSizes();
  await kiosk.chooseSize('ID foto 35×45');
  await kiosk.previewIsShown();
  await kiosk.openCrop();
  await expect(page.getByText(kiosk.t('common:editor.head'))).toBeVisible();

  // The frame is one photo, not the paper; the guide is as tall as the largest and the smallest head in it.
  const { clip, frame, edge } = await frameOf(page);
  expect(frame.width / frame.height).toBeCloseTo(35 / 45, 2);
  const heads = await page
    .locator('[role=application] > div[style]:last-of-type > div')
    .evaluateAll((ovals) => ovals.map((oval) => oval.getBoundingClientRect().height));
  expect(heads.map((height) => Math.round((height / frame.height) * 45))).toEqual(HEADS_MM);
  const shot = () => page.screenshot({ clip, animations: 'disabled' });
  const offered = await shot();
  await kiosk.zoomIn();
  for (let n = 0; n < STEPS; n += 1) await page.getByRole('application').press('ArrowRight');
  const framed = await shot();
  await kiosk.closeCrop();

  const prints = await produceAnonymously({ kiosk, counter }, place.data);
  expect(prints).toEqual([expect.objectContaining({ ...PRINT, hasExif: false })]);
  const print = sharp(join(place.data, 'production', prints[0]?.file ?? ''));
  const from = (room: number, count: number, side: number) =>
    Math.floor((room - count * side - (count - 1) * PIECE.gap) / 2);
  const { width, height } = PIECE;
  for (let n = 0; n < ACROSS * DOWN; n += 1) {
    const left = from(PRINT.width, ACROSS, width) + (n % ACROSS) * (width + PIECE.gap);
    const top = from(PRINT.height, DOWN, height) + Math.floor(n / ACROSS) * (height + PIECE.gap);
    const piece = await print.clone().extract({ left, top, width, height }).png().toBuffer();
    const made = await asFramed(piece, frame, edge);
    const [asSet, asBefore] = await Promise.all(
      [framed, offered].map((seen) => differenceBetween(seen, made)),
    );
    expect(asSet?.mean).toBeLessThan(5);
    expect(asBefore?.mean).toBeGreaterThan(8);
  }
});

/** A piece as large as the frame on the screen, without the frame's edge. */
async function asFramed(
  piece: Buffer,
  frame: { width: number; height: number },
  edge: number,
): Promise<Buffer> {
  const { width, height } = frame;
  const large = await sharp(piece).resize({ width, height, fit: 'fill' }).png().toBuffer();
  const inside = { left: edge, top: edge, width: width - 2 * edge, height: height - 2 * edge };
  return sharp(large).extract(inside).png().toBuffer();
}
