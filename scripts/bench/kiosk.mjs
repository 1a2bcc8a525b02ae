import { readdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { common } from '../../renderer/i18n/texts/lv/common.ts';
import { kiosk as texts } from '../../renderer/i18n/texts/lv/kiosk.ts';
import { prepareApps } from './apps.mjs';
import { whenPressable } from './cdp.mjs';
import { prepareKioskData } from './core.mjs';
import { median, result, timed } from './measure.mjs';
import { makeCameraPhotos } from './photos.mjs';
import { proportionalMegabytes } from './processes.mjs';

const PHOTOS = 1000;
const HEAD_BYTES = 64 * 1024;
const PATIENCE_MS = 60_000;

/** A customer in front of 1,000 photos: how soon the grid can be used, and the memory once all were looked at. */
export async function kiosk({ folder, quick }) {
  const card = join(folder, 'card');
  await makeCameraPhotos(card, PHOTOS);
  const data = join(folder, 'data');
  await prepareKioskData(data);
  const apps = await prepareApps(folder);
  const runs = { firstTile: [], allTiles: [], heads: [], ours: [], empty: [] };
  try {
    for (let i = 0; i < (quick ? 1 : 3); i += 1) {
      const seen = await visitOnce(apps, data, card);
      runs.firstTile.push(seen.firstTile);
      runs.allTiles.push(seen.allTiles);
      runs.ours.push(seen.megabytes);
      runs.heads.push((await timed(() => readHeads(card))).ms);
      runs.empty.push(await emptyMegabytes(apps));
    }
  } finally {
    apps.stop();
  }
  return reportOf(runs);
}

function reportOf(runs) {
  const heads = {
    peer: median(runs.heads),
    peerName: 'reading the names and the first 64 KiB of the same files',
  };
  const aim = { of: 'ours', atMost: 1000 };
  return [
    result({
      name: 'grid of 1,000 photos (6 MP): a tile can be chosen',
      unit: 'ms',
      ours: median(runs.firstTile),
      ...heads,
      aim,
    }),
    result({
      name: 'grid of 1,000 photos (6 MP): every tile in view shows its photo',
      unit: 'ms',
      ours: median(runs.allTiles),
      ...heads,
      aim,
    }),
    result({
      name: 'memory of all processes after looking through 1,000 photos',
      unit: 'MB',
      ours: median(runs.ours),
      peer: median(runs.empty),
      peerName: 'all processes of an empty window, same Electron (proportional set size)',
    }),
  ];
}

/** From the first touch to the end of the photos. Times in milliseconds from leaving the source screen. */
async function visitOnce(apps, data, card) {
  const app = await apps.startKiosk(data, card);
  try {
    const page = await app.page('kiosk.html');
    await page.run(whenPressable, texts.start.go, PATIENCE_MS);
    await page.run(press, texts.start.go);
    await page.run(whenPressable, common.actions.continue, PATIENCE_MS);
    const { firstTile, allTiles } = await page.run(chooseSource, common.actions.continue, PATIENCE_MS);
    await page.run(lookThrough, PATIENCE_MS);
    return { firstTile, allTiles, megabytes: await proportionalMegabytes(app.pid) };
  } finally {
    await app.close();
  }
}

async function emptyMegabytes(apps) {
  const app = await apps.startEmpty();
  try {
    const page = await app.page('empty.html');
    await page.run(whenPressable, apps.emptyText, PATIENCE_MS);
    return await proportionalMegabytes(app.pid);
  } finally {
    await app.close();
  }
}

async function readHeads(folder) {
  const buffer = Buffer.alloc(HEAD_BYTES);
  for (const name of await readdir(folder)) {
    await stat(join(folder, name));
    const handle = await open(join(folder, name));
    await handle.read(buffer, 0, HEAD_BYTES, 0);
    await handle.close();
  }
}

/* In the page */

function press(text) {
  [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === text).click();
}

/** Presses the button and watches, frame by frame, until each tile in view shows its picture. */
function chooseSource(text, patienceMs) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let firstTile = null;
    const look = () => {
      const at = performance.now() - start;
      const scroller = document.querySelector('[role=grid]')?.parentElement;
      const view = scroller?.getBoundingClientRect();
      const cells = [...document.querySelectorAll('[role=gridcell]')].filter((cell) => {
        const { top, bottom, width } = cell.getBoundingClientRect();
        return width > 0 && bottom > view.top && top < view.bottom;
      });
      const shown = cells.filter((cell) => {
        const image = cell.querySelector('img');
        return image !== null && image.complete && image.naturalWidth > 0;
      });
      if (shown.length > 0) firstTile ??= at;
      if (cells.length > 0 && shown.length === cells.length) return resolve({ firstTile, allTiles: at });
      if (at > patienceMs) return reject(new Error(`${shown.length} of ${cells.length} tiles show a photo`));
      requestAnimationFrame(look);
    };
    [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === text).click();
    look();
  });
}

/** Scrolls by the height of the view and waits each time until its tiles show their pictures. */
async function lookThrough(patienceMs) {
  const end = performance.now() + patienceMs;
  const scroller = document.querySelector('[role=grid]').parentElement;
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const isShown = () => {
    const view = scroller.getBoundingClientRect();
    return [...scroller.querySelectorAll('[role=gridcell]')].every((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return bottom <= view.top || top >= view.bottom || cell.querySelector('img')?.naturalWidth > 0;
    });
  };
  while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1) {
    scroller.scrollTop += scroller.clientHeight;
    do await frame();
    while (!isShown() && performance.now() < end);
    if (performance.now() >= end) throw new Error('the photos did not come in time');
  }
}
